// Writes the skeleton of a service that records events: npm run exec -- node infra/toolchain/new-service.mjs
// registers [register]. It lists what is left to do by hand.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const skeleton = join(import.meta.dirname, 'skeleton');
const FIRST_PORT = 7001;

/** Files that are the same in every service. */
const ceremony = [
  'package.json',
  'src/main.ts',
  'src/service.ts',
  'src/domain/aggregates.ts',
  'src/domain/ids.ts',
  'src/application/deps.ts',
  'src/application/use-cases.ts',
  'src/projections/mod.ts',
];

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const [service = '', record = service.replace(/s$/, '')] = process.argv.slice(2);
if (service === '--help') {
  process.stdout.write(`Usage: npm run exec -- node infra/toolchain/new-service.mjs SERVICE [RECORD]

Writes the skeleton of a service that records events; RECORD is what it begins with, the name without its s.
`);
  process.exit(0);
}
const word = /^[a-z][a-z0-9]*$/;
if (!word.test(service) || !word.test(record))
  fail('Name the service and its first record, in lower case: registers register');
if (service === record) fail(`Name the first record of ${service} as the second argument.`);
if (existsSync(join(root, 'services', service))) fail(`There is a service ${service} already.`);

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const words = {
  service,
  Service: capital(service),
  record,
  Record: capital(record),
  RECORD: record.toUpperCase(),
};
const filled = (text) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, key) => words[key]);
const placed = (path) => path.replaceAll(/__([A-Za-z]+?)__/g, (_, key) => words[key]).replace(/\.txt$/, '');

const written = readdirSync(skeleton, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const source = join(entry.parentPath, entry.name);
    const target = join(root, placed(relative(skeleton, source)));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, filled(readFileSync(source, 'utf8')), { flag: 'wx' });
    return target;
  });

function change(file, ...changes) {
  let text = readFileSync(join(root, file), 'utf8');
  for (const [before, after] of changes) {
    if (!text.includes(before)) fail(`${file} has no "${before.trim()}" to insert the service at.`);
    text = text.replace(before, () => after);
  }
  writeFileSync(join(root, file), text);
  written.push(join(root, file));
}

const list = 'infra/platform/src/services.ts';
const taken = new Set(readFileSync(join(root, list), 'utf8').match(/(?<=port: )\d+/g));
let port = FIRST_PORT;
while (taken.has(String(port))) port += 1;
const endOfServices = '} as const satisfies Readonly<Record<string, ServiceEntry>>;';
change(
  list,
  [
    '\ntype Edges =',
    `import { ${words.Record}ServiceDefinition } from ` +
      `'@egov/proto/egov/${service}/v1/${record}_service';\n\ntype Edges =`,
  ],
  [
    endOfServices,
    `  ${service}: {\n    port: ${port},\n    kind: 'events',\n    asks: [],\n    hears: [],\n` +
      `    follows: {},\n    forgetsWith: [],\n    grants: [],\n` +
      `    api: { ${record}s: ${words.Record}ServiceDefinition },\n  },\n${endOfServices}`,
  ],
);
const endOfPermissions = '} as const satisfies Record<string, string>;';
change('infra/platform/src/permissions.ts', [
  endOfPermissions,
  `  '${record}.read': 'See ${record}s',\n  '${record}.manage': 'Open ${record}s',\n${endOfPermissions}`,
]);
change('test/package.json', [
  '"@egov/reference-data"',
  `"@egov/${service}": "workspace:*",\n    "@egov/reference-data"`,
]);

const formatted = spawnSync(join(root, 'node_modules/.bin/oxfmt'), ['--write', ...written], { cwd: root });
if (formatted.status !== 0) fail(`What was written could not be formatted: ${formatted.stderr}`);

const lines = ceremony
  .map((file) => readFileSync(join(root, 'services', service, file), 'utf8').split('\n').length - 1)
  .reduce((sum, count) => sum + count, 0);
process.stdout
  .write(`${written.length} files are written; ${lines} lines of them are the same in every service.

By hand, outside its folder and its contract:
  infra/keycloak/src/roles.ts                          who holds ${record}.read and ${record}.manage
  services/staff-portal/src/features/audit/texts.json  service.${service}, act.${words.Record}Opened in words
  services/staff-portal/src/features/roles/texts.json  permission.${record}.read and .manage in words
  README.md, ARCHITECTURE.md                           a line each
Then, to link its package and to write what follows from the list and the contracts:
  npm run exec -- pnpm install
  npm run generate
  npm run exec -- node test/contracts/write-command-tables.ts
  npm run exec -- node infra/telemetry/src/main.ts
  npm run exec -- node test/charts/renew-golden.ts
`);
