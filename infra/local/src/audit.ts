import { Command } from 'commander';
import { askRegistry, type AuditQuestion } from './audit/ask-registry.ts';
import { vulnerabilities } from './audit/vulnerabilities.ts';

const FOUND = 1;
const NOT_KNOWN = 2;

const command = new Command('npm run audit --')
  .description(
    'Asks the package registry for known vulnerabilities in the packages of the lockfile.\n' +
      'Exits with 0 when there are none, 1 when there are some, 2 when the registry did not answer.',
  )
  .option('--production', 'only what is shipped')
  .option('--registry <url>', 'a registry other than the one configured for pnpm')
  .action(async (question: AuditQuestion) => {
    try {
      const { asked, lines } = vulnerabilities(await askRegistry(question));
      process.stdout.write(
        [...lines, `${asked} packages, ${lines.length} known vulnerabilities`]
          .map((line) => `${line}\n`)
          .join(''),
      );
      if (lines.length > 0) process.exitCode = FOUND;
    } catch (error) {
      process.stderr.write(
        'The known vulnerabilities of the packages could not be determined: ' +
          `${(error as Error).message.replace(/\s+/gu, ' ')}\n`,
      );
      process.exitCode = NOT_KNOWN;
    }
  });

await command.parseAsync();
