import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runToEnd, workspace } from '@egov/local/building';
import { Argument, Command } from 'commander';
import { buildImage } from './build-image.ts';
import { buildah } from './buildah.ts';
import { debianTrees, relock } from './debian-tree.ts';
import { imageNames, type ImageName } from './image-list.ts';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

type Flags = Readonly<{ out: string; tag: string; keepContext?: boolean; relock?: boolean; list?: boolean }>;

await new Command('npm run images --')
  .description(
    'Builds the container images as archives (OCI) with a bill of materials each; needs no container engine.',
  )
  .addArgument(new Argument('[image...]', 'images to build; all by default').choices(imageNames))
  .option('--out <folder>', 'where archives and bills of materials go', join(workspace, 'out', 'images'))
  .option('--tag <tag>', 'tag of the images', version())
  .option('--keep-context', 'leave the folders that images were made of')
  .option('--list', 'only list the names of the images')
  .option('--relock', "only pin Debian's newest packages again")
  .action(async (names: ImageName[], { out, tag, keepContext = false, relock: only, list }: Flags) => {
    if (list === true) {
      for (const name of imageNames) process.stdout.write(`${name}\n`);
      return;
    }
    if (only === true) {
      for (const name of debianTrees) await relock(name);
      return;
    }
    await build(names.length === 0 ? imageNames : names, resolve(out), tag, keepContext);
  })
  .parseAsync()
  .catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });

async function build(
  names: readonly ImageName[],
  out: string,
  tag: string,
  keepContext: boolean,
): Promise<void> {
  mkdirSync(out, { recursive: true });
  const git = async (...args: string[]) =>
    (await runToEnd({ what: `git ${args[0]}`, file: 'git', args, cwd: workspace })).trim();
  const changed = (await git('status', '--porcelain')) !== '';
  const release = {
    version: tag,
    revision: `${await git('rev-parse', 'HEAD')}${changed ? '-changed' : ''}`,
    timestamp: Number(await git('log', '-1', '--format=%ct')),
    out,
    keepContext,
    say,
  };
  const engine = await buildah(say);
  for (const [index, name] of names.entries()) {
    say(`${index + 1} of ${names.length}: ${name} ...`);
    const { bytes, digest, file } = await buildImage(engine, name, release);
    process.stdout.write(
      `${name.padEnd(18)} ${(bytes / 1e6).toFixed(1).padStart(6)} MB  ${digest}  ${file}\n`,
    );
  }
}

function version(): string {
  return (JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as { version: string }).version;
}
