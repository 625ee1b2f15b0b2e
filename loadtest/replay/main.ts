import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { askedBy } from '@egov/platform';
import { Command, InvalidArgumentError } from 'commander';
import { openIsolated, openRunning, type GivenAddress } from './open-platform.ts';
import { replayFile, sizeOf } from './replay-file.ts';
import { xesColumns } from './source/csv-columns.ts';
import { replaySummary } from './summary.ts';

type Options = GivenAddress &
  Readonly<{
    isolated?: boolean;
    report?: string;
    limit?: number;
    platform?: string;
    case: string;
    activity: string;
    timestamp: string;
    resource: string;
  }>;

const unreadable = 2;
const interrupted = 130;

const program = new Command('npm run replay --')
  .description(
    'Replays a case log, XES or CSV, gzipped or not, through the public API: each case a dossier, ' +
      'each event a step at its true instant.\n' +
      ('A second run, or one after a kill, continues where the file was: nothing is recorded twice. ' +
        'The figures come from the platform.'),
  )
  .argument('<file>', 'the log')
  .option(
    '--isolated',
    'raise a platform for this run alone, on free ports in a temporary folder, ' +
      'and remove both afterwards; its tokens come from an issuer of the\n' +
      'replay itself instead of Keycloak, and services verify them in the same way',
  )
  .option('--report <file>', 'write the figures as JSON')
  .option('--limit <cases>', 'replay the first cases only', positive)
  .option('--case <column>', 'CSV column of the case', xesColumns.case)
  .option('--activity <column>', 'CSV column of the activity', xesColumns.activity)
  .option('--timestamp <column>', 'CSV column of the instant', xesColumns.timestamp)
  .option('--resource <column>', 'CSV column of who did it; may be absent', xesColumns.resource)
  .option('--platform <file>', 'platform.json of the running platform; that of npm start when absent')
  .option('--issuer <url>', 'issuer of the tokens, instead of the one in the file')
  .option('--secrets <file>', "file of the service accounts' secrets, instead of the one in the file")
  .action(run);
for (const name of askedBy('operations'))
  program.option(`--${name} <address>`, `host:port of ${name}, instead of the one in the file`);

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('a whole number above zero is required.');
  return number;
}

async function run(file: string, options: Options): Promise<void> {
  const columns = {
    case: options.case,
    activity: options.activity,
    timestamp: options.timestamp,
    resource: options.resource,
  };
  const { limit = Infinity } = options;
  const problem = await problemWith(file);
  if (problem !== undefined) return end(problem, unreadable);
  const size = await sizeOf({ file, columns, limit });
  if (size.cases === 0) {
    const why = size.firstMalformed ? ` Line ${size.firstMalformed.line}: ${size.firstMalformed.reason}` : '';
    return end(`${file} contains no case.${why}`, unreadable);
  }

  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(interrupted);
    process.stderr.write('\nEnding; press again to end at once.\n');
    stop.abort(new Error('interrupted'));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    if (options.isolated) process.stderr.write('Raising a platform for this run ...\n');
    const platform = options.isolated ? await openIsolated() : await openRunning(options.platform, options);
    try {
      stop.signal.throwIfAborted();
      const report = await replayFile(
        platform,
        { file, columns, limit, signal: stop.signal, output: process.stderr },
        size.events,
      );
      if (options.report !== undefined) await writeReport(options.report, report);
      console.log(replaySummary(report));
    } finally {
      await platform.close();
    }
  } catch (error) {
    if (stop.signal.aborted) end('Interrupted: run it again to continue.', interrupted);
    else end(error instanceof Error ? error.message : String(error), 1);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function problemWith(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return `${file} is not a file.`;
    if (found.size === 0) return `${file} is empty.`;
    await access(file, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? `There is no file ${file}.`
      : `${file} cannot be read: ${code ?? String(error)}.`;
  }
}

function end(line: string, code: number): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = code;
}

async function writeReport(file: string, report: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
}

await program.parseAsync();
