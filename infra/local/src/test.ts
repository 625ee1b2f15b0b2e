import { Option, Command } from 'commander';
import { prove } from './proof/prove.ts';
import { stageNames, type StageName } from './proof/stages.ts';

const command = new Command('npm test --')
  .description(
    'Proves the platform: static checks, unit tests, integration tests, journeys with real processes.',
  )
  .addOption(new Option('--only <stage...>', 'run these stages only').choices(stageNames))
  .argument('[pattern...]', 'run only test files whose path matches; leaves the static checks out')
  .action(async (patterns: string[], { only }: { only?: StageName[] }) => {
    process.exitCode = await prove({
      stages: only ?? (patterns.length > 0 ? ['unit', 'int', 'e2e'] : [...stageNames]),
      patterns,
    });
  });

await command.parseAsync();
