import type { AdminCall } from './admin-calls.ts';

/** A thing of a realm as Keycloak exports it. */
export type Item = Readonly<Record<string, unknown>> & Readonly<{ id?: string; name?: string }>;
type Roles = Readonly<{ realm?: readonly Item[]; client?: Readonly<Record<string, readonly Item[]>> }>;

/** A realm as Keycloak exports it, without its people. */
export type ExportedRealm = Readonly<Record<string, unknown>> &
  Readonly<{
    clients: readonly Item[];
    clientScopes: readonly Item[];
    roles: Roles;
    authenticationFlows: readonly Item[];
    components: Readonly<Record<string, readonly Item[]>>;
  }>;

/**
 * Exports a realm; keys that Keycloak generates belong to the realm and are left out, and so are attributes
 * that repeat a setting, as it writes some of them at an update only.
 */
export async function exportOf(call: AdminCall): Promise<ExportedRealm> {
  const all = await call<ExportedRealm>(
    'POST',
    '/partial-export?exportClients=true&exportGroupsAndRoles=true',
  );
  const components = Object.entries(all.components).map(
    ([type, items]) => [type, items.filter(({ providerId }) => !isGeneratedKey(type, providerId))] as const,
  );
  const attributes = Object.entries((all.attributes ?? {}) as object).filter(([name]) => !(name in all));
  return {
    ...all,
    attributes: Object.fromEntries(attributes),
    components: Object.fromEntries(components),
  };
}

const isGeneratedKey = (type: string, provider: unknown): boolean =>
  type === 'org.keycloak.keys.KeyProvider' && String(provider).endsWith('-generated');

/** A list of an exported thing or realm; empty when it has none. */
export const listOf = (item: Readonly<Record<string, unknown>>, key: string): readonly Item[] =>
  (item[key] as readonly Item[] | undefined) ?? [];

/** Without the ids of the realm that it was exported from. */
export function withoutIds<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutIds) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['id', 'internalId', 'containerId'].includes(key))
      .map(([key, inner]) => [key, withoutIds(inner) as unknown]),
  ) as Value;
}
