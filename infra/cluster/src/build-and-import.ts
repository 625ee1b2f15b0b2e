import { join } from 'node:path';
import { imageNames } from '@egov/images';
import { runToEnd, workspace } from '@egov/local/building';
import { importImage, tagImage } from './container-runtime.ts';
import { nextTag } from './e2e/change.ts';
import type { Layout } from './layout.ts';

/** What the charts use by default. */
const tag = '0.1.0';
const folder = join(workspace, 'out', 'images');

/** Builds every image of the platform and loads it, also under the tag of the next release. */
export async function buildAndImport(
  layout: Layout,
  { built, say }: Readonly<{ built: boolean; say: (line: string) => void }>,
): Promise<void> {
  if (!built) {
    say('Building the images ...');
    await runToEnd({
      what: 'Building the images',
      file: process.execPath,
      args: [
        '--disable-warning=ExperimentalWarning',
        join(workspace, 'infra', 'images', 'src', 'main.ts'),
        '--tag',
        tag,
        '--out',
        folder,
      ],
      cwd: workspace,
    });
  }
  for (const name of imageNames) {
    await importImage(layout, join(folder, `${name}.tar`));
    await tagImage(layout, `localhost/egov/${name}:${tag}`, `localhost/egov/${name}:${nextTag}`);
  }
  say('The images are loaded.');
}
