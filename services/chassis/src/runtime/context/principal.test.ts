import { expect, test } from '@jest/globals';
import { actorOf, systemContext } from './call-context.ts';
import { type Claims, principalOf } from './principal.ts';

const clerk = (claims: Partial<Claims> = {}) =>
  principalOf({
    subject: 'clerk',
    agencies: ['agency-1'],
    permissions: ['dossier.read'],
    service: false,
    ...claims,
  });

test('a missing permission is named', () => {
  expect(() => clerk().require('dossier.decide', 'agency-1')).toThrow(
    expect.objectContaining({
      kind: 'forbidden',
      reason: 'PERMISSION_MISSING',
      facts: { permission: 'dossier.decide' },
    }) as unknown as Error,
  );
});

test('a record of a foreign agency does not exist', () => {
  expect(() => clerk().require('dossier.read', 'agency-2')).toThrow(
    expect.objectContaining({ kind: 'missing', reason: 'NOT_FOUND' }) as unknown as Error,
  );
});

test('one agency in scope of several is enough', () => {
  expect(clerk().may('dossier.read', 'agency-2', undefined, 'agency-1')).toBe(true);
});

test('a record whose owner is unknown is in the scope of the whole province only', () => {
  expect(clerk().may('dossier.read', undefined)).toBe(false);
  expect(clerk({ agencies: ['*'] }).may('dossier.read', undefined)).toBe(true);
  expect(clerk().may('dossier.read')).toBe(true);
});

test('an official acts in the name of their one agency, others in no agency’s name', () => {
  expect(actorOf(clerk())).toEqual({ id: 'clerk', agencyId: 'agency-1' });
  for (const agencies of [[], ['*'], ['agency-1', 'agency-2']])
    expect(actorOf(clerk({ agencies }))).toEqual({ id: 'clerk' });
});

test('what a service does on its own names what it reacts to', () => {
  const react = (requestId: string) =>
    systemContext({
      service: 'procedures',
      requestId,
      correlation: 'c',
      causation: 'event-1',
      clock: () => '2026-07-06T02:15:00.000Z',
    });
  const context = react('r1');
  expect(context).toMatchObject({
    actor: { id: 'service:procedures' },
    requestId: 'r1',
    correlation: 'c',
    causation: 'event-1',
    now: '2026-07-06T02:15:00.000Z',
  });
  expect(context.principal.may('dossier.decide', 'any')).toBe(true);
  expect([
    react('r1').requestHash === context.requestHash,
    react('r2').requestHash === context.requestHash,
  ]).toEqual([true, false]);
});
