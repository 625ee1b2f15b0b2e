import { randomUUID } from 'node:crypto';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { startPeople } from '../../runtime/grpc/test-support/people-service.ts';
import { createLogger } from '../../runtime/logger/logger.ts';
import { callersFor } from '../../testing/grpc-callers.ts';
import { currentTraceId } from '../spans.ts';
import { endTelemetry } from '../telemetry-end.ts';

// Runs as a separate process, with and without the preload: calls itself once and prints the trace that its
// handler saw.
const logger = createLogger('people');
const list = (): void => {
  process.stdout.write(`trace=${currentTraceId() ?? 'none'}\n`);
  const fields = { aggregateId: 'box-7', name: 'Quàngxổm' };
  logger.warn(
    { ...fields, err: new Error('no such box', { cause: new SyntaxError('near Quàngxổm') }) },
    'a list was requested',
  );
};
const { server, url } = await startPeople({ list });
const callers = callersFor(PersonServiceDefinition, url);
await callers.as({ permissions: ['person.read'] }).listPersonData({ personId: randomUUID() });
callers.close();
await server.drain();
await endTelemetry();
