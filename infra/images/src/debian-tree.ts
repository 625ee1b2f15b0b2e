import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { requireHash, runToEnd, toolsFolder } from '@egov/local/building';
import { z } from 'zod';

const schema = z.strictObject({
  wanted: z.array(z.string()),
  packages: z.record(z.string(), z.strictObject({ version: z.string(), sha256: z.hash('sha256') })),
});

/** The pinned packages of one root file system. */
export type DebianPins = z.infer<typeof schema>;

export const debianTrees = ['node-base', 'java-base', 'postgresql-base'] as const;
export type DebianTreeName = (typeof debianTrees)[number];

const pinsFile = (name: DebianTreeName): string => join(import.meta.dirname, '..', 'debian', `${name}.json`);

/** Reads which packages, in which versions, a root is made of. */
export const debianPins = (name: DebianTreeName): DebianPins =>
  schema.parse(JSON.parse(readFileSync(pinsFile(name), 'utf8')));

/** What an image does not need: manuals, translations, files that only a package manager reads. */
const pruned = [
  'usr/share/doc',
  'usr/share/man',
  'usr/share/locale',
  'usr/share/info',
  'usr/share/lintian',
  'usr/share/bash-completion',
  'usr/share/bug',
  'usr/share/doc-base',
  'usr/share/i18n',
  'var/lib/dpkg',
  'var/cache',
  'var/log',
  'usr/lib/x86_64-linux-gnu/gconv',
  'usr/lib/x86_64-linux-gnu/perl',
  'usr/share/perl',
];

/** Everything runs as this user; names are looked up in the cluster's DNS. */
const ownFiles: Readonly<Record<string, string>> = {
  'etc/passwd': 'root:x:0:0:root:/root:/sbin/nologin\negov:x:65532:65532:egov:/tmp:/sbin/nologin\n',
  'etc/group': 'root:x:0:\negov:x:65532:\n',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
};

/**
 * Returns a folder with the root file system of these pinned packages, unpacked and never installed, so that
 * no package's script runs. It is kept below the tools under the hash of its pins. Throws when Debian's
 * archive no longer has a version: `--relock` then pins the newer ones.
 */
export async function debianTree(name: DebianTreeName): Promise<string> {
  const { packages } = debianPins(name);
  const digest = createHash('sha256')
    .update(JSON.stringify([packages, pruned, ownFiles]))
    .digest('hex')
    .slice(0, 16);
  const tree = join(toolsFolder, 'debian', `${name}-${digest}`);
  if (existsSync(tree)) return tree;
  await inScratch(async (scratch, apt) => {
    await apt('update');
    try {
      await apt('download', ...versionsOf(packages));
    } catch (error) {
      throw new Error(
        `Debian no longer has every package of ${name} as pinned in ` +
          `infra/images/debian/${name}.json: pin the newer ones with npm run images -- --relock.`,
        { cause: error },
      );
    }
    const files = readdirSync(join(scratch, 'packages'));
    for (const file of files) {
      const one = packageOf(file);
      await requireHash(one, join(scratch, 'packages', file), packages[one]?.sha256 ?? 'pinned');
    }
    for (const file of files)
      await runToEnd({
        what: `Unpacking ${file}`,
        file: 'dpkg',
        args: ['-x', join(scratch, 'packages', file), join(scratch, 'tree')],
      });
    for (const path of pruned) rmSync(join(scratch, 'tree', path), { recursive: true, force: true });
    for (const [path, text] of Object.entries(ownFiles)) {
      mkdirSync(join(scratch, 'tree', path, '..'), { recursive: true });
      writeFileSync(join(scratch, 'tree', path), text);
    }
    mkdirSync(join(scratch, 'tree', 'tmp'), { recursive: true });
    if (!existsSync(tree)) renameSync(join(scratch, 'tree'), tree);
  });
  return tree;
}

const versionsOf = (packages: DebianPins['packages']): readonly string[] =>
  Object.entries(packages).map(([one, { version }]) => `${one}=${version}`);

/** A package's file begins with its name. */
const packageOf = (file: string): string => file.split('_')[0] ?? '';

/** Reads the hash of each package from what apt prints of its downloads, which Debian has signed. */
export const hashesIn = (uris: string): ReadonlyMap<string, string> =>
  new Map(
    [...uris.matchAll(/^'\S+' (\S+) \d+ SHA256:([\da-f]{64})$/gm)].map(([, file = '', sha256 = '']) => [
      packageOf(file),
      sha256,
    ]),
  );

/** Pins the newest versions of everything that the wanted packages need, and their hashes. */
export async function relock(name: DebianTreeName): Promise<void> {
  const { wanted } = debianPins(name);
  const packages = await inScratch(async (_scratch, apt) => {
    await apt('update');
    const plan = await apt('--simulate', '--no-install-recommends', 'install', ...wanted);
    const versions = [...plan.matchAll(/^Inst (\S+) \((\S+)/gm)].map(
      ([, one = '', version = '']) => [one, version] as const,
    );
    const hashes = hashesIn(
      await apt('--print-uris', 'download', ...versions.map(([one, version]) => `${one}=${version}`)),
    );
    return Object.fromEntries(
      versions
        .map(([one, version]) => [one, { version, sha256: hashes.get(one) }] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
  writeFileSync(pinsFile(name), `${JSON.stringify({ wanted, packages }, null, 2)}\n`);
}

type Apt = (...args: string[]) => Promise<string>;

/**
 * Runs apt with its own lists and an empty list of installed packages, so that it names everything needed.
 */
async function inScratch<T>(work: (scratch: string, apt: Apt) => Promise<T>): Promise<T> {
  mkdirSync(join(toolsFolder, 'debian'), { recursive: true });
  const scratch = mkdtempSync(join(toolsFolder, 'debian', 'apt-'));
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'packages', 'tree'])
      mkdirSync(join(scratch, folder), { recursive: true });
    writeFileSync(join(scratch, 'status'), '');
    const ours = [
      '-q',
      ...[
        ['Lists', 'lists'],
        ['status', 'status'],
      ].flatMap(([key = '', path = '']) => ['-o', `Dir::State::${key}=${join(scratch, path)}`]),
      '-o',
      `Dir::Cache=${join(scratch, 'cache')}`,
      '-o',
      'APT::Sandbox::User=root',
    ];
    return await work(scratch, async (...args) =>
      runToEnd({
        what: `apt-get ${args[0]}`,
        file: 'apt-get',
        args: [...ours, ...args],
        cwd: join(scratch, 'packages'),
        missing: 'Debian’s apt is needed to build images and was not found on PATH.',
      }),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
