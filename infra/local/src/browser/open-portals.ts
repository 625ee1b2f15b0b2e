import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { loadReferenceProvince, platformClients, type Caller, type PlatformClients } from '@egov/operations';
import { takeDataDirectory } from '../platform/data-directory.ts';
import { addressesOf } from '../platform/describe-platform.ts';
import { startPlatform, type Platform, type PlatformOptions } from '../platform/start-platform.ts';

/** A running platform as people use it. */
export type Portals = Readonly<{
  platform: Platform;
  /** The addresses of the two portals. */
  staff: string;
  citizens: string;
  /** The name and password that the login form asks for. */
  account: (username: string) => Readonly<{ username: string; password: string }>;
  clientsOf: (caller: Caller) => PlatformClients;
}>;

/** Returns the portals of a platform that was raised with them. */
export const portalsOf = (platform: Platform): Portals => ({
  platform,
  staff: urlOf(platform, 'staff-portal'),
  citizens: urlOf(platform, 'citizen-portal'),
  account: (username) => ({ username, password: platform.keycloak.secrets.accountPassword }),
  clientsOf: (caller) =>
    platformClients({
      services: addressesOf(platform.services),
      token: () => platform.keycloak.token(caller),
    }),
});

export type OpenPortals = Portals & Readonly<{ close: () => Promise<void> }>;

/**
 * Raises every part in `folder`, which stays, and loads the reference province; `env` is for the event log
 * and every service and portal.
 */
export async function openPortals(
  folder: string,
  options: Pick<PlatformOptions, 'env' | 'say' | 'separate' | 'brokerProcesses'> = {},
): Promise<OpenPortals> {
  const data = await takeDataDirectory(folder);
  const platform = await startPlatform({ data, ...options });
  const close = async (): Promise<void> => {
    await platform.stop();
    data.release();
  };
  try {
    const portals = portalsOf(platform);
    const [proposer, publisher] = [portals.clientsOf('demo'), portals.clientsOf({ username: 'quantri' })];
    await loadReferenceProvince({ proposer, publisher }, () => undefined);
    proposer.close();
    publisher.close();
    return { ...portals, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function urlOf(platform: Platform, name: 'staff-portal' | 'citizen-portal'): string {
  const url = platform.portals[name]?.url;
  if (url === undefined) throw new Error(`${name} was not raised.`);
  return url;
}

/** A procedure that can be applied for online, and an official who receives it at the counter. */
export type ProcedureWithCounter = Readonly<{
  procedureId: string;
  code: string;
  name: string;
  agencyId: string;
  official: string;
}>;

/** Finds a procedure whose time is the same for everybody. */
export async function procedureWithCounter({
  platform: { keycloak },
  clientsOf,
}: Portals): Promise<ProcedureWithCounter> {
  const { catalogue, close } = clientsOf('demo');
  const receivers = keycloak.accounts.filter(({ roles }) => roles.includes('counter-official'));
  try {
    for (let pageToken: string | undefined; ;) {
      const { procedures, nextPageToken } = await catalogue.listProcedures({
        pageSize: 200,
        pageToken,
      });
      for (const { procedureId, current } of procedures) {
        const terms = current?.terms;
        const official = receivers.find(
          ({ agencies }) => agencies.includes(terms?.agencyId ?? '') || agencies.includes('*'),
        );
        const online = terms?.channels.find(({ channel }) => channel === Channel.CHANNEL_ONLINE);
        if (terms && official && online?.cases.length === 1 && online.cases[0]?.duration)
          return {
            procedureId,
            code: terms.code,
            name: terms.name,
            agencyId: terms.agencyId,
            official: official.username,
          };
      }
      if (nextPageToken === undefined)
        throw new Error('No procedure of the reference province is offered online where somebody receives.');
      pageToken = nextPageToken;
    }
  } finally {
    close();
  }
}
