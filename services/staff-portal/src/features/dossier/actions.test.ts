import { expect, test } from '@jest/globals';
import { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { Visit } from '@egov/chassis/web';
import type { StaffServices } from '../../services.ts';
import { actionNames, actionOf } from './actions.ts';
import type { Field } from './fields.ts';

const base = { requestId: '', dossierId: '', expectedRevision: undefined, occurredAt: undefined };

/** What an official types into a field. */
function typedInto({ widget, choices = [] }: Field): unknown {
  const typed: Partial<Record<Field['widget'], string>> = { moment: '2026-11-30T08:00', amount: '50.000' };
  return typed[widget] ?? choices[0] ?? 'something';
}

const visitWith = (form: Readonly<Record<string, unknown>>) =>
  ({ form, t: (key: string) => key }) as unknown as Visit;

test.each(actionNames)('%s makes the call whose permission it shows', async (name) => {
  const called: unknown[] = [];
  const record = (rpc: unknown) => async () => {
    called.push(rpc);
    return { position: 0n };
  };
  const client = new Proxy({}, { get: (_, rpc) => record(rpc) });
  const services = new Proxy({}, { get: () => client }) as StaffServices;
  const { rpc, read, fields } = actionOf(name);
  const form = read(
    visitWith(Object.fromEntries(Object.entries(fields).map(([field, asked]) => [field, typedInto(asked)]))),
  );
  if (!form.ok) throw new Error(`refused: ${JSON.stringify(form.errors)}`);
  await form.value(services, base, {}, Dossier.fromPartial({}));
  expect(called).toEqual([rpc]);
});

test('a supplement names every field that is missing, and that something must be asked for', () => {
  const form = actionOf('request-supplement').read(visitWith({ defects: ['odd'], reason: { odd: 'yes' } }));
  expect(form).toMatchObject({
    ok: false,
    errors: [{ field: 'reason' }, { field: 'defects', text: 'dossier.field-one-of' }],
  });
});

test('an amount may be written with dots, and nothing else is one', () => {
  const sent = (amount: string) =>
    actionOf('request-payment').read(visitWith({ amount, description: 'Lệ phí' })).ok;
  expect(['50000', '50.000', '1 250 000'].map(sent)).toEqual([true, true, true]);
  expect(['', '-1', '5,5', '1e3', '1.0000000000000'].map(sent)).toEqual([false, false, false, false, false]);
});
