import { field, grpcService, rpc } from '@egov/chassis/runtime';
import { PersonServiceDefinition } from '@egov/proto/egov/procedures/v1/person_service';
import { personId } from '../domain/ids.ts';
import type { PersonUseCases } from '../procedures-services.ts';

const listRequest = field.message({ personId: field.uuid(), minPosition: field.minPosition() });
const forgetRequest = field.message({
  personId: field.uuid().transform(personId),
  reason: field.text({ max: 500 }),
});

/** What is held on a person, and its forgetting, over gRPC. */
export const personHandlers = (use: PersonUseCases) =>
  grpcService(PersonServiceDefinition, {
    listPersonData: rpc({
      schema: listRequest,
      handle: async (request, context) => ({ data: [...(await use.listPersonData(request, context))] }),
    }),
    forgetPerson: rpc({
      schema: forgetRequest,
      handle: (request, context) => use.forgetPerson(request, context),
    }),
  });
