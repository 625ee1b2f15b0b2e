import { join } from 'node:path';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { debianProgram, runToEnd, toolsFolder } from '@egov/local/building';

/** An image as an archive that any engine can load. */
export type Archive = Readonly<{ file: string; bytes: number; digest: string }>;

export type Build = Readonly<{
  /** Name with tag. */
  reference: string;
  dockerfile: string;
  context: string;
  args: Readonly<Record<string, string>>;
  /** Every file's and the image's own time, in seconds since 1970: the same build gives the same bytes. */
  timestamp: number;
}>;

/** Builds images without an engine; its storage is below the tools. */
export type Buildah = Readonly<{
  /** Makes an image whose only layer is this folder. */
  fromFolder: (reference: string, folder: string, timestamp: number) => Promise<void>;
  build: (build: Build) => Promise<void>;
  archive: (reference: string, file: string) => Promise<Archive>;
}>;

const wanted = {
  called: 'buildah',
  name: 'buildah',
  program: 'buildah',
  place: 'usr/bin/buildah',
  mayInstall: true,
} as const;

/** Returns buildah, installing Debian's first when there is none. */
export async function buildah(say: (line: string) => void): Promise<Buildah> {
  const { program, env } = await debianProgram(wanted, say);
  const store = join(toolsFolder, 'images');
  const storage = ['--root', join(store, 'root'), '--runroot', join(store, 'run'), '--storage-driver', 'vfs'];
  const run = (what: string, command: string, ...args: readonly string[]) =>
    runToEnd({ what, file: program, args: [command, ...storage, ...args], env });
  const build: Buildah['build'] = async ({ reference, dockerfile, context, args, timestamp }) => {
    const given = Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
    await run(
      `Building ${reference}`,
      'bud',
      '--quiet',
      '--isolation',
      'chroot',
      '--pull-never',
      '--timestamp',
      String(timestamp),
      '--file',
      dockerfile,
      '--tag',
      reference,
      ...given,
      context,
    );
  };
  return {
    build,
    fromFolder: async (reference, folder, timestamp) =>
      build({
        reference,
        dockerfile: join(import.meta.dirname, '..', 'root.Dockerfile'),
        context: folder,
        args: {},
        timestamp,
      }),
    archive: async (reference, file) => {
      rmSync(file, { force: true });
      await run(
        `Writing ${file}`,
        'push',
        '--quiet',
        '--digestfile',
        `${file}.digest`,
        reference,
        `oci-archive:${file}:${reference}`,
      );
      const digest = readFileSync(`${file}.digest`, 'utf8').trim();
      rmSync(`${file}.digest`);
      return { file, bytes: statSync(file).size, digest };
    },
  };
}
