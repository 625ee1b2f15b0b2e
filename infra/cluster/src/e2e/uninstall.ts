import { until } from '../processes.ts';
import type { Site } from './site.ts';

/**
 * Uninstalls the platform; the cluster keeps only what was there before, and the volumes until the namespace
 * is deleted.
 */
export async function uninstall({ helm, kubectl, release, namespace, figure }: Site): Promise<void> {
  await helm('uninstall', release, '--namespace', namespace, '--wait', '--timeout', '3m');
  const kinds = [
    'deployments',
    'statefulsets',
    'pods',
    'services',
    'ingresses',
    'networkpolicies',
    'poddisruptionbudgets',
    'horizontalpodautoscalers',
    'jobs',
    'cronjobs',
    'configmaps',
    'serviceaccounts',
  ].join(',');
  await kubectl(['-n', namespace, 'delete', 'pod', 'check', '--ignore-not-found']);
  const left = async () =>
    (await kubectl(['-n', namespace, 'get', kinds, '-o', 'name']))
      .split('\n')
      .filter((name) => name !== '' && !/kube-root-ca\.crt|serviceaccount\/default$/.test(name));
  await until('the end of every object', 60, async () => (await left()).length === 0).catch(async () => {
    throw new Error(`Left behind: ${(await left()).join(', ')}`);
  });
  await kubectl(['delete', 'namespace', namespace, '--timeout=120s']);
  await until(
    'the end of every volume',
    60,
    async () => (await kubectl(['get', 'persistentvolumes', '-o', 'name'])).trim() === '',
  );
  figure('uninstall', 'nothing is left');
}
