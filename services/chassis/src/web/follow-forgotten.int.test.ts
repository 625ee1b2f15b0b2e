import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { brokerProcesses } from '@egov/platform';
import { eventually } from '../testing/eventually.ts';
import { startNatsServer, type NatsServer } from '../runtime/keys/test-support/nats-server.ts';
import { followForgotten } from './follow-forgotten.ts';

let server: NatsServer;
let nats: NatsConnection;
let procedures: NatsConnection;
beforeAll(async () => {
  server = await startNatsServer(brokerProcesses);
  nats = await server.connect('citizen-portal');
  procedures = await server.connect('procedures');
});
afterAll(async () => {
  await Promise.all([nats.close(), procedures.close()]);
  await server.stop();
});

async function told(kind: string, personId: string): Promise<void> {
  const written = headers();
  const values = { id: `${kind}-${personId}`, type: kind, subject: personId, time: '2026-11-29T10:00:00Z' };
  for (const [name, value] of Object.entries(values)) written.set(`ce-${name}`, value);
  written.set('egov-position', '1');
  written.set('egov-revision', '0');
  await jetstream(procedures).publish(`egov.procedures.${kind}.v1`, '', { headers: written });
}

test('who was forgotten while no replica ran is forgotten by the next; failures are retried', async () => {
  await told('person.forgotten', 'lan');
  await told('dossier.submitted', 'minh');
  const forgotten: string[] = [];
  const warnings: unknown[] = [];
  let failing = true;
  const options = {
    nats,
    entry: { name: 'citizen-portal', follows: { forget: 'procedures' } },
    retryMs: 10,
    logger: { warn: (what: unknown) => void warnings.push(what) },
    notes: {
      forget: async (personId: string) => {
        if (failing) throw new Error('the store is away');
        forgotten.push(`notes of ${personId}`);
      },
    },
    sessions: {
      endOf: async ({ subject }: Readonly<{ subject?: string | undefined }>) =>
        forgotten.push(`sessions of ${subject}`),
    },
  };
  const stop = followForgotten(options);
  await eventually(() => warnings.length > 0);
  failing = false;
  await eventually(() => forgotten.length > 1);
  await stop();
  await told('person.forgotten', 'hoa');
  const stopNext = followForgotten(options);
  await eventually(() => forgotten.length > 3);
  await stopNext();
  expect(forgotten).toEqual(['notes of lan', 'sessions of lan', 'notes of hoa', 'sessions of hoa']);
});
