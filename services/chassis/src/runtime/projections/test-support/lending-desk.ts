import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { LendingEvent } from './lending-read-models.ts';

const INSTANT = '2026-07-06T02:15:00.000Z';

const proposed = (event: LendingEvent | { type: string; data: object }) =>
  jsonEvent({
    id: randomUUID(),
    type: event.type,
    data: event.data as Record<string, unknown>,
    metadata: {
      schema: 1,
      at: INSTANT,
      occurred: INSTANT,
      actor: { id: 'clerk' },
      command: randomUUID(),
      hash: '00',
      correlation: randomUUID(),
      province: 'p01',
      epoch: '1',
      chain: '00',
    },
  });

/** Appends what happens at the library's desk; each call returns the log position. */
export const lendingDesk = (url: string) => {
  const client = EventStoreDBClient.connectionString(url);
  const append = async (
    id: string,
    ...events: readonly (LendingEvent | { type: string; data: object })[]
  ): Promise<bigint> => {
    const { position } = await client.appendToStream(`lending_loan-${id}`, events.map(proposed));
    return position?.commit ?? -1n;
  };
  const lent = (name: string, readerId: string): LendingEvent => ({
    type: 'BookLent',
    data: { bookId: randomUUID(), title: 'Truyện Kiều', reader: { id: readerId, name }, days: 14 },
  });
  return {
    append,
    lend: (id: string, { name = 'Đặng Thị Hường', readerId = randomUUID() } = {}) =>
      append(id, lent(name, readerId)),
    extend: (id: string) => append(id, { type: 'LoanExtended', data: { days: 7 } }),
    giveBack: (id: string) => append(id, { type: 'BookReturned', data: { late: false } }),
    forget: (personId: string) => append(randomUUID(), { type: 'PersonForgotten', data: { personId } }),
    /** Appends this many loans, each lent, extended twice and given back; returns the last position. */
    busyDays: async (loans: number): Promise<bigint> => {
      let last = -1n;
      for (let done = 0; done < loans; done += 100) {
        const positions = await Promise.all(
          Array.from({ length: Math.min(100, loans - done) }, () =>
            append(
              randomUUID(),
              lent('Nguyễn Văn A', randomUUID()),
              { type: 'LoanExtended', data: { days: 7 } },
              { type: 'LoanExtended', data: { days: 7 } },
              { type: 'BookReturned', data: { late: false } },
            ),
          ),
        );
        last = positions.reduce((most, each) => (each > most ? each : most), last);
      }
      return last;
    },
    close: () => client.dispose(),
  };
};
