import { field, grpcService, rpc } from '@egov/chassis/runtime';
import { PersonServiceDefinition } from '@egov/proto/egov/directory/v1/person_service';
import type { forgetPerson } from '../application/forget-person.ts';
import type { listPersonData } from '../application/list-person-data.ts';
import { personId } from '../domain/ids.ts';

export type PersonUseCases = Readonly<{
  forgetPerson: ReturnType<typeof forgetPerson>;
  listPersonData: ReturnType<typeof listPersonData>;
}>;

const listRequest = field.message({ personId: field.uuid(), minPosition: field.minPosition() });
const forgetRequest = field.message({
  personId: field.uuid().transform(personId),
  reason: field.text({ max: 500 }),
});

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
