import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildah } from '@egov/images';
import { runToEnd } from '@egov/local/building';
import { importImage, imageNames } from './container-runtime.ts';
import type { Layout } from './layout.ts';
import type { Programs } from './programs.ts';

const dockerfiles = join(import.meta.dirname, '..', 'images');
const TIMESTAMP = 0;

/** The images of the cluster itself by name, each tagged with the hash of its program. */
export type SystemImages = Readonly<
  Record<'coredns' | 'local-path-provisioner' | 'metrics-server' | 'traefik', string>
>;

/** Builds and loads the images that come from no registry: what runs pods, and the add-ons. */
export async function systemImages(
  layout: Layout,
  programs: Programs,
  say: (line: string) => void,
): Promise<SystemImages> {
  const known = await imageNames(layout);
  const engine = await buildah(say);
  const scratch = layout.of('images');
  const make = async (
    reference: string,
    dockerfile: string,
    layOut: (folder: string) => Promise<void>,
  ): Promise<void> => {
    if (known.has(reference)) return;
    const context = join(scratch, 'context');
    rmSync(context, { recursive: true, force: true });
    mkdirSync(context, { recursive: true });
    await layOut(context);
    await engine.build({
      reference,
      dockerfile: join(dockerfiles, dockerfile),
      context,
      args: {},
      timestamp: TIMESTAMP,
    });
    const { file } = await engine.archive(reference, join(scratch, 'image.tar'));
    await importImage(layout, file);
    for (const rest of [context, file]) rmSync(rest, { recursive: true });
  };
  await make('localhost/busybox:1', 'busybox.Dockerfile', layOutBusybox);
  await make('localhost/pause:1', 'pause.Dockerfile', layOutBusybox);
  const names = ['coredns', 'local-path-provisioner', 'metrics-server', 'traefik'] as const;
  const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  const tagged = names.map(
    (name) => [name, `localhost/${name}:${digestOf(programs[name]).slice(0, 12)}`] as const,
  );
  for (const [name, reference] of tagged) {
    await make(reference, 'program.Dockerfile', async (context) => {
      mkdirSync(join(context, 'bin'));
      cpSync(programs[name], join(context, 'bin', name));
    });
  }
  return Object.fromEntries(tagged) as SystemImages;
}

/** Its shell creates the folders of the storage class and holds the namespaces of a pod. */
async function layOutBusybox(context: string): Promise<void> {
  for (const folder of ['bin', 'etc', 'tmp']) mkdirSync(join(context, folder));
  chmodSync(join(context, 'tmp'), 0o1777);
  cpSync('/bin/busybox', join(context, 'bin', 'busybox'));
  const applets = (await runToEnd({ what: 'busybox --list', file: '/bin/busybox', args: ['--list'] }))
    .split('\n')
    .filter((name) => name !== '' && name !== 'busybox');
  for (const name of applets) symlinkSync('busybox', join(context, 'bin', basename(name)));
}
