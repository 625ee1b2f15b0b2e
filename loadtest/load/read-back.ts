import { CallFailed } from '@egov/chassis/grpc';
import { atATime, type PlatformClients } from '@egov/operations';
import { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import type { Promised } from './promises.ts';

const WIDTH = 16;

/** The states of a life, in their order. */
const reached = [
  ['receive', DossierState.DOSSIER_STATE_ACCEPTED],
  ['hand-over', DossierState.DOSSIER_STATE_IN_PROGRESS],
  ['release', DossierState.DOSSIER_STATE_RESOLVED],
  ['return', DossierState.DOSSIER_STATE_RETURNED],
] as const;
const states = reached.map(([, state]) => state);

/**
 * Reads back every dossier with an acknowledgement noted by the scenario: none may be missing or behind what
 * was acknowledged, and no code assigned twice.
 */
export async function readBack(
  { dossierQueries }: Pick<PlatformClients, 'dossierQueries'>,
  notes: readonly string[],
): Promise<readonly Promised[]> {
  const furthest = new Map<string, number>();
  for (const [, dossierId = '', act = ''] of notes.map(
    (note) => /acknowledged (\S+) (\S+)/.exec(note) ?? [],
  )) {
    const index = reached.findIndex(([name]) => name === act);
    if (index >= 0) furthest.set(dossierId, Math.max(index, furthest.get(dossierId) ?? 0));
  }
  const codes = new Set<string>();
  let lost = 0;
  await atATime(WIDTH, furthest, async ([dossierId, index]) => {
    const found = await dossierQueries.getDossier({ dossierId }).catch((error: unknown) => {
      if (error instanceof CallFailed && error.codeName === 'NOT_FOUND') return undefined;
      throw error;
    });
    if (
      found?.dossier === undefined ||
      states.indexOf(found.dossier.state as (typeof states)[number]) < index
    )
      lost += 1;
    else codes.add(found.dossier.code ?? '');
  });
  return [
    {
      measure: 'dossiers acknowledged and read back',
      must: 'none lost',
      was: `${furthest.size} read, ${lost} lost`,
      kept: lost === 0 && furthest.size > 0,
    },
    {
      measure: 'codes',
      must: 'none assigned twice',
      was: `${codes.size} codes of ${furthest.size - lost} dossiers`,
      kept: codes.size === furthest.size - lost,
    },
  ];
}
