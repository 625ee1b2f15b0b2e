import { ListPersonDataResponse, PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { refuse } from '../../../domain/refusal.ts';
import { testVerifier } from '../../../testing/grpc-callers.ts';
import type { CallContext } from '../../context/call-context.ts';
import { silentLogger } from '../../logger/logger.ts';
import { createGrpcServer, type GrpcServer, type GrpcServerOptions } from '../grpc-server.ts';
import * as field from '../request-field.ts';
import { grpcService, rpc } from '../rpc.ts';

export { PersonServiceDefinition };

/** What the tests' small service does with a call. */
export type Doing = (personId: string, context: CallContext) => Promise<void> | void;

/** A small service over a real contract. */
export const peopleService = (doing: { list?: Doing; forget?: Doing } = {}) =>
  grpcService(PersonServiceDefinition, {
    listPersonData: rpc({
      schema: field.message({
        personId: field.uuid(),
        minPosition: field.position().optional(),
        pageToken: field.pageToken().optional(),
      }),
      handle: async ({ personId }, context) => {
        await doing.list?.(personId, context);
        return ListPersonDataResponse.create({
          data: [{ record: personId, field: context.principal.subject, value: context.correlation }],
        });
      },
    }),
    forgetPerson: rpc({
      schema: field.message({ personId: field.uuid(), reason: field.text({ max: 200 }) }),
      handle: async ({ personId, reason }, context) => {
        await doing.forget?.(personId, context);
        if (reason === 'because') throw refuse('REASON_NEEDED', { given: reason.length });
        return { revision: 7n, position: 42n };
      },
    }),
  });

/** Starts a server of the small service on a free port. */
export async function startPeople(
  doing: { list?: Doing; forget?: Doing } = {},
  options: Partial<GrpcServerOptions> = {},
): Promise<{ server: GrpcServer; url: string }> {
  const server = createGrpcServer({
    name: 'people',
    services: [peopleService(doing)],
    verifier: testVerifier,
    logger: silentLogger,
    ...options,
  });
  const port = await server.listen('127.0.0.1', 0);
  return { server, url: `grpc://127.0.0.1:${port}` };
}
