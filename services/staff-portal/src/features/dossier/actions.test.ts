import { expect, test } from '@jest/globals';
import { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';
import { actionNames, actionOf } from './actions.ts';
import type { FieldValues } from './fields.ts';

const base = { requestId: '', dossierId: '', expectedRevision: undefined, occurredAt: undefined };
const values = new Proxy({}, { get: () => ({ text: '', lines: [], ticked: false }) }) as FieldValues;

test.each(actionNames)('%s makes the call whose permission it shows', async (name) => {
  const called: unknown[] = [];
  const record = (rpc: unknown) => async () => {
    called.push(rpc);
    return { position: 0n };
  };
  const client = new Proxy({}, { get: (_, rpc) => record(rpc) });
  const services = new Proxy({}, { get: () => client }) as StaffServices;
  const { rpc, act } = actionOf(name);
  await act(services, base, values, {}, Dossier.fromPartial({}));
  expect(called).toEqual([rpc]);
});
