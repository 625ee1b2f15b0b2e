import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubectl } from './kubectl.ts';
import { net, type Layout } from './layout.ts';
import type { SystemImages } from './system-images.ts';

const manifests = ['coredns', 'storage', 'ingress', 'metrics'] as const;

const deployments = [
  ['kube-system', 'coredns'],
  ['local-path-storage', 'local-path-provisioner'],
  ['ingress', 'traefik'],
  ['kube-system', 'metrics-server'],
] as const;

/** Applies DNS, storage, ingress and metrics. */
export async function applyAddOns(kubectl: Kubectl, layout: Layout, images: SystemImages): Promise<void> {
  for (const name of manifests)
    await kubectl(
      ['apply', '-f', '-'],
      fill(readFileSync(join(import.meta.dirname, '..', 'manifests', `${name}.yaml`), 'utf8'), {
        ...images,
        ...net,
        volumes: layout.of('volumes'),
      }),
    );
}

/** Waits until each of them is ready. */
export async function addOnsReady(kubectl: Kubectl): Promise<void> {
  for (const [namespace, name] of deployments)
    await kubectl(['-n', namespace, 'rollout', 'status', `deployment/${name}`, '--timeout=120s']);
}

/** Replaces each `${name}` by its value; throws when there is none. */
export const fill = (text: string, values: Readonly<{ [name: string]: string | number }>): string =>
  text.replaceAll(/\$\{([\w-]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The manifest uses ${name}, which has no value.`);
    return String(value);
  });
