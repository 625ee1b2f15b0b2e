import { expect, test } from '@jest/globals';
import type { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import * as field from './request-field.ts';
import { rpc, type Rpcs } from './rpc.ts';

type ListPersonData = Rpcs<typeof PersonServiceDefinition>['listPersonData'];

const handle = () => ({ data: [] });

test('a schema is held to the contract: a field of another name or type does not compile', () => {
  const right: ListPersonData = rpc({ schema: field.message({ personId: field.uuid() }), handle });
  // @ts-expect-error -- personId is a string
  const otherType: ListPersonData = rpc({ schema: field.message({ personId: field.count() }), handle });
  // @ts-expect-error -- the contract has no person
  const otherName: ListPersonData = rpc({ schema: field.message({ person: field.uuid() }), handle });
  expect([right, otherType, otherName].map(({ checkedFields }) => checkedFields)).toEqual([
    ['personId'],
    ['personId'],
    ['person'],
  ]);
});
