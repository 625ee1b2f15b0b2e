import { loadReferenceProvince, platformClients, type PlatformClients } from '@egov/local';
import type { Application } from '../../load/target.ts';
import { raiseOwnPlatform, type OwnPlatform, type OwnPlatformOptions } from '../../platform/own-platform.ts';
import { applications } from './applications.ts';

/** A platform for this run only, with the reference province; its clients retry nothing. */
export type OpenOffice = Readonly<{
  platform: OwnPlatform;
  clients: PlatformClients;
  applications: readonly Application[];
  close: () => Promise<void>;
}>;

/** Raises a platform, loads the reference province and returns what can be applied for at its counters. */
export async function openOffice(options: OwnPlatformOptions): Promise<OpenOffice> {
  const platform = await raiseOwnPlatform(options);
  const { services, tokenOf } = platform;
  const clientsOf = (account: 'demo' | 'replay') => platformClients({ services, token: tokenOf(account) });
  const [clients, proposer] = [clientsOf('demo'), clientsOf('replay')];
  const close = async (): Promise<void> => {
    clients.close();
    await platform.stop();
  };
  try {
    await loadReferenceProvince(
      { proposer: { ...clients, catalogue: proposer.catalogue }, publisher: clients },
      () => undefined,
    );
    return { platform, clients, applications: applications(), close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    proposer.close();
  }
}
