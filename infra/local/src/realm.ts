import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Argument, Command } from 'commander';
import { appliedLines, differenceLine, realmAdmin } from '@egov/operations';
import { localAdmin, realmOf } from './keycloak/start-keycloak.ts';
import { defaultDataDir, platformFileOf, readPlatformFile } from './platform-file.ts';

await new Command('npm run realm --')
  .description(
    'Compares the realm of the running platform with its source, updates it (people, ' +
      'passwords and sessions stay), or replaces its signing key.',
  )
  .addArgument(new Argument('<what>', 'what to do').choices(['compare', 'apply', 'rotate-key']))
  .option('--data <folder>', 'data folder of the platform', defaultDataDir)
  .action(async (what: 'compare' | 'apply' | 'rotate-key', { data }: { data: string }) => {
    const platform = readPlatformFile(platformFileOf(data));
    if (platform === undefined || !existsSync(platform.secretsFile)) {
      process.stderr.write(
        `No platform runs on ${data}: start it with npm start, or give its folder with --data.\n`,
      );
      process.exitCode = 2;
      return;
    }
    const home = dirname(platform.secretsFile);
    const { origin } = new URL(platform.issuer);
    const admin = realmAdmin(origin, localAdmin(origin, home));
    if (what === 'rotate-key') {
      await admin.rotateKey();
      process.stdout.write(
        'Tokens are signed with a new key from now on; older ones stay valid until they expire.\n',
      );
      return;
    }
    const portals = {
      'staff-portal': (await admin.portalAddress('staff-portal')) ?? '',
      'citizen-portal': (await admin.portalAddress('citizen-portal')) ?? '',
    };
    const wanted = await realmOf(home, { portals });
    if (what === 'apply') {
      process.stdout.write(`${appliedLines(await admin.apply(wanted)).join('\n')}\n`);
      return;
    }
    const differences = await admin.compare(wanted);
    for (const difference of differences) process.stdout.write(`${differenceLine(difference)}\n`);
    process.stdout.write(
      differences.length === 0 ? 'The realm equals its source.\n' : `${differences.length} differ.\n`,
    );
    process.exitCode = differences.length > 0 ? 1 : 0;
  })
  .parseAsync();
