import type { AdminCall } from './admin-calls.ts';

const KEYS = 'org.keycloak.keys.KeyProvider';

/** Adds a signing key that is used from now on; tokens signed by older ones stay valid until they expire. */
export async function rotateKey(call: AdminCall): Promise<void> {
  const { id } = await call<Readonly<{ id: string }>>('GET', '');
  const keys = await call<readonly Readonly<{ config?: Readonly<{ priority?: readonly string[] }> }>[]>(
    'GET',
    `/components?type=${KEYS}`,
  );
  const priority = 1 + Math.max(0, ...keys.map(({ config }) => Number(config?.priority?.[0] ?? 0)));
  await call('POST', '/components', {
    name: `signing key of ${new Date().toISOString()}`,
    providerId: 'rsa-generated',
    providerType: KEYS,
    parentId: id,
    config: {
      priority: [String(priority)],
      enabled: ['true'],
      active: ['true'],
      keySize: ['2048'],
      algorithm: ['RS256'],
    },
  });
}
