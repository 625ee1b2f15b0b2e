import { randomUUID } from 'node:crypto';
import { PersonServiceService } from '@egov/proto/egov/procedures/v1/person_service';
import { startPeople } from '../../runtime/grpc/test-support/people-service.ts';
import { callersFor } from '../../testing/grpc-callers.ts';
import { currentTraceId } from '../spans.ts';
import { endTelemetry } from '../telemetry-end.ts';

// Runs as a process of its own, with and without the preload: calls itself once and prints the trace that its handler saw.
const { server, url } = await startPeople({ list: () => { process.stdout.write(`trace=${currentTraceId() ?? 'none'}\n`); } });
const callers = callersFor(PersonServiceService, url);
await callers.as({ permissions: ['person.read'] }).listPersonData({ personId: randomUUID(), minPosition: 0n });
callers.close();
await server.drain();
await endTelemetry();
