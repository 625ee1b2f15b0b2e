import type { Event } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/application';
import { fillReadModel } from '@egov/chassis/testing';
import models from '@egov/procedures/read-models';
import { agencies, madeUpDossier } from './made-up-dossiers.ts';

const batch = 2_000;

/**
 * Fills the read model directly while the service is stopped, as a log of a million dossiers would take hours
 * to write through the API. The first of the generated agencies becomes `agencyId`.
 */
export function fillBehind(pid: number, dataDir: string, size: number, agencyId: string): void {
  process.kill(pid, 'SIGSTOP');
  try {
    const filler = fillReadModel({ models, dataDir });
    for (let number = 0; number < size; number += batch) {
      filler.apply(
        Array.from({ length: Math.min(batch, size - number) }, (_, index) => madeUpDossier(number + index))
          .flat()
          .map((event) => inAgency(event, agencyId)),
      );
    }
    filler.close();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

const inAgency = (event: StoredEvent<Event>, agencyId: string): StoredEvent<Event> =>
  (event.data as { agencyId: string }).agencyId !== agencies[0]
    ? event
    : (JSON.parse(
        JSON.stringify({ ...event, position: 0 }).replaceAll(agencies[0] ?? '', agencyId),
        (key, value: unknown) => (key === 'position' ? event.position : value),
      ) as StoredEvent<Event>);
