import { loadReferenceProvince, platformClients, type PlatformClients } from '@egov/local';
import { referenceProvince } from '@egov/reference-data';
import { raiseOwnPlatform, type OwnPlatform, type OwnPlatformOptions } from '../../platform/own-platform.ts';

/** What dossiers are about: a procedure that the counter takes, and an official who works on it. */
export type Application = Readonly<{ procedureId: string; agencyId: string; caseName: string; officialId: string; paperIds: readonly string[] }>;

/** A platform of the run's own with the reference province in it; nothing is retried by its clients. */
export type OpenOffice = Readonly<{ platform: OwnPlatform; clients: PlatformClients; applications: readonly Application[]; close: () => Promise<void> }>;

/** Raises a platform, loads the reference province and answers what can be applied for at its counters. */
export async function openOffice(options: OwnPlatformOptions): Promise<OpenOffice> {
  const platform = await raiseOwnPlatform(options);
  const { directory, procedures, tokenOf } = platform;
  const clientsOf = (account: 'demo' | 'replay') => platformClients({ directory, procedures, token: tokenOf(account) });
  const [clients, proposer] = [clientsOf('demo'), clientsOf('replay')];
  const close = async (): Promise<void> => {
    clients.close();
    await platform.stop();
  };
  try {
    await loadReferenceProvince({ proposer: { ...clients, catalogue: proposer.catalogue }, publisher: clients }, () => undefined);
    return { platform, clients, applications: applicationsOf(), close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    proposer.close();
  }
}

function applicationsOf(): readonly Application[] {
  const { procedures, staff } = referenceProvince();
  const specialists = new Map(staff.filter(({ roles }) => roles.includes('specialist')).map(({ agencyId, subject }) => [agencyId, subject]));
  return procedures.flatMap(({ id, agencyId, solvedInProvince, channels, papers }) => {
    const counter = channels.find(({ channel, cases }) => channel === 'counter' && cases[0]?.duration)?.cases[0];
    const officialId = specialists.get(agencyId);
    if (!solvedInProvince || !counter || officialId === undefined) return [];
    return [{ procedureId: id, agencyId, caseName: counter.name, officialId, paperIds: papers.filter(({ required }) => required).map(({ id: paperId }) => paperId) }];
  });
}
