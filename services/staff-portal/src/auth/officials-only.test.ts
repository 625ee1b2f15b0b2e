import { expect, test } from '@jest/globals';
import request from 'supertest';
import { appFor } from '../test-support/app.ts';
import { officialsOnly } from './officials-only.ts';

const citizen = {
  subject: 'c1',
  username: 'congdan',
  name: 'Công Dân',
  permissions: ['dossier.read', 'dossier.submit', 'procedure.read', 'agency.read'],
  agencies: [],
};

test.each(['/', '/desk', '/counter', '/agencies', '/roles', '/lock', '/nothing'])(
  'a citizen finds at %s only the way to the citizens’ portal',
  async (path) => {
    const page = await request(appFor({ user: citizen, isOfficial: false, services: {} }))
      .get(path)
      .set('accept-language', 'en');
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('href="http://citizens.test"')]);
    expect(page.text).not.toContain('href="/desk"');
    expect(page.headers['permissions-policy']).toContain('camera=()');
  },
);

test('an official gets in, and whoever is not logged in gets to the login', () => {
  const passed: unknown[] = [];
  for (const visitor of [{ user: { permissions: ['staff.read'] } }, undefined])
    officialsOnly('')({ visitor } as never, {} as never, (error?: unknown) => passed.push(error));
  expect(passed).toEqual([undefined, undefined]);
});
