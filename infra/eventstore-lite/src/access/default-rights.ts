import { FORMAT, type ProposedEvent } from '../storage/records.ts';
import { randomBytes } from 'node:crypto';

/** The stream of the rights that apply where a stream has none of its own, as in the real server. */
export const SETTINGS = '$settings';

/** The group of accounts of services. */
export const SERVICES = 'services';

/** The account whose name and an underscore begin the stream's; the real server knows no such role. */
export const OWNER = '$owner';

const settings = (type: string, data: object): ProposedEvent => ({
  id: randomBytes(16),
  type,
  format: FORMAT.json,
  metadata: Buffer.alloc(0),
  data: Buffer.from(JSON.stringify(data)),
});

/**
 * What services may do: read everything, and append to their own streams. Nobody but an administrator deletes
 * a stream, limits it, or changes who may use it.
 */
export const SERVICE_RIGHTS: Readonly<Record<string, ProposedEvent>> = {
  [SETTINGS]: settings('settings', {
    $userStreamAcl: { $r: SERVICES, $w: OWNER, $d: '$admins', $mr: SERVICES, $mw: '$admins' },
    $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
  }),
  $$$all: settings('$metadata', { $acl: { $r: ['$admins', '$ops', SERVICES] } }),
};

/** Reads the roles of a right from an access list; undefined where it does not say. */
export function rolesIn(list: unknown, right: string): readonly string[] | undefined {
  if (typeof list !== 'object' || list === null) return undefined;
  const roles: unknown = Object.entries(list).find(([name]) => name === right)?.[1];
  return roles === undefined ? undefined : [roles].flat().filter((role) => typeof role === 'string');
}

/** Reads a right from the content of `$settings`; undefined where it does not say. */
export function defaultRoles(
  data: Uint8Array,
  system: boolean,
  right: string,
): readonly string[] | undefined {
  try {
    const lists: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    if (typeof lists !== 'object' || lists === null) return undefined;
    const name = system ? '$systemStreamAcl' : '$userStreamAcl';
    return rolesIn(Object.entries(lists).find(([list]) => list === name)?.[1], right);
  } catch (error) {
    // Settings that are not JSON say nothing, as in the real server.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
