import { expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { officialsOnly } from './officials-only.ts';

const answerTo = (permissions?: readonly string[]): unknown => {
  let answer: unknown;
  const visitor = permissions && { user: { permissions }, token: 't', login: 'l' };
  officialsOnly({ visitor } as unknown as Request, {} as Response, (error?: unknown) => {
    answer = error;
  });
  return answer;
};

test('a citizen has nothing to do in the portal of officials', () => {
  expect(answerTo(['dossier.read', 'dossier.submit', 'procedure.read'])).toMatchObject({ page: 'forbidden' });
});

test('an official gets in, and whoever is not logged in gets to the login', () => {
  expect([answerTo(['agency.manage', 'staff.read']), answerTo()]).toEqual([undefined, undefined]);
});
