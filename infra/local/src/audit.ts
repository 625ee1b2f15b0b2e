import { Command } from 'commander';
import { askRegistry, type AuditQuestion } from './audit/ask-registry.ts';
import { vulnerabilities } from './audit/vulnerabilities.ts';

const FOUND = 1;
const NOT_KNOWN = 2;

const command = new Command('npm run audit --')
  .description(
    'Asks the package registry which vulnerabilities are known in the packages of the lockfile.\n' +
      'Ends with 0 when none is, 1 when one is, 2 when the registry did not say.',
  )
  .option('--production', 'only what is shipped')
  .option('--registry <url>', 'another registry than pnpm is set up with')
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
        'Whether the packages have known vulnerabilities could not be learnt: ' +
          `${(error as Error).message.replace(/\s+/gu, ' ')}\n`,
      );
      process.exitCode = NOT_KNOWN;
    }
  });

await command.parseAsync();
