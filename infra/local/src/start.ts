import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { lastLines } from './processes/last-lines.ts';
import { takeDataDirectory, type DataDirectory } from './platform/data-directory.ts';
import { startObservers, type Observers } from './platform/start-observers.ts';
import { describePlatform } from './platform/describe-platform.ts';
import { startPlatform, type Platform } from './platform/start-platform.ts';
import { defaultDataDir, removePlatformFile, writePlatformFile } from './platform-file.ts';
import { askedToEnd } from './start/asked-to-end.ts';
import { showDemo } from './start/show-demo.ts';
import { whereToLook } from './start/where-to-look.ts';
import { whereToWatch } from './start/where-to-watch.ts';
import { tool } from './tools/tool.ts';

type Options = Readonly<{
  portBase: number;
  data: string;
  fresh?: true;
  demo: boolean;
  clamd?: string;
  s3?: true;
  observe?: true;
  separate?: true;
}>;

const LAST_PORT_BASE = 65_000;
const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};

function portBase(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > LAST_PORT_BASE)
    throw new InvalidArgumentError(`a port from 1024 to ${LAST_PORT_BASE} is expected.`);
  return port;
}

/** What is no address of a daemon would end the start only with its last part, minutes later. */
function daemon(text: string): string {
  if (!/^(tcp:\/\/[^\s/]+:\d{1,5}|unix:\/\/\/\S+)$/u.test(text))
    throw new InvalidArgumentError('tcp://host:port or unix:///path is expected.');
  return text;
}

await new Command('npm start --')
  .description(
    'Raises the whole platform on this machine, shows it at work and keeps it up until Ctrl-C, ' +
      'which drains it.',
  )
  .option('--port-base <port>', 'first of the hundred ports that it uses, on 127.0.0.1', portBase, 7000)
  .option('--data <folder>', 'where its state is kept', defaultDataDir)
  .option('--fresh', 'delete that state first')
  .option('--clamd <url>', 'scan uploads with this ClamAV daemon, tcp://host:port or unix:///path', daemon)
  .option('--s3', 'keep papers in an S3 server on this machine (versitygw) instead of a folder')
  .option(
    '--observe',
    'collect traces, metrics and logs, with Prometheus, the platform’s alerts, ' +
      'and Zipkin for the traces',
  )
  .option('--separate', 'run each service in its own process, as a data centre does; --observe does too')
  .option('--without-demo', 'neither load the reference province nor play a day')
  .action(async ({ withoutDemo, ...options }: Omit<Options, 'demo'> & { withoutDemo?: true }) => {
    process.exitCode = await run({ ...options, demo: withoutDemo !== true });
    // Whatever still keeps the event loop alive, such as an idle connection, is no longer needed.
    process.exit();
  })
  .parseAsync();

async function run(options: Options): Promise<number> {
  const end = askedToEnd(say);
  let platform: Platform | undefined;
  let data: DataDirectory | undefined;
  let observers: Observers | undefined;
  const up = (async () => {
    data = await takeDataDirectory(options.data, { fresh: options.fresh === true, say });
    if (options.observe) observers = await startObservers({ data, portBase: options.portBase, say });
    platform = await startPlatform({
      data,
      portBase: options.portBase,
      say,
      // Telemetry distinguishes processes, not the services within one.
      separate: options.separate === true || options.observe === true,
      ...(observers === undefined ? {} : { env: observers.env }),
      s3: options.s3 === true,
      ...(options.clamd === undefined ? {} : { clamd: options.clamd }),
    });
    await present(platform, data, options, observers);
    return platform.broken;
  })();
  try {
    const what = await Promise.race([end, up]);
    if (typeof what === 'string') {
      say(`\n${what}: draining ...`);
      return 0;
    }
    say(`${what.name} has ended unexpectedly (${what.logFile}):\n${lastLines(what.logFile)}`);
    return 1;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    if (data !== undefined) removePlatformFile(data.folder);
    await platform?.stop();
    await observers?.stop();
    data?.release();
  }
}

async function present(
  platform: Platform,
  data: DataDirectory,
  { demo }: Options,
  observers: Observers | undefined,
): Promise<void> {
  const secretsFile = join(data.of('keycloak'), 'secrets.json');
  writePlatformFile(data.folder, describePlatform(platform, secretsFile));
  if (demo) say(`\n${await showDemo(platform, data.of('demo.json'), say)}`);
  say(
    `\n${whereToLook(platform, await tool('grpcurl', say), secretsFile)}\n` +
      `${observers === undefined ? '' : `\n${whereToWatch(observers)}\n`}\nUp. ` +
      'Ctrl-C drains and ends it.',
  );
}
