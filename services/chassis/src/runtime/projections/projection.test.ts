import { expect, test } from '@jest/globals';
import type { Event } from '../../domain/decider.ts';
import { projection, readModels } from './projection.ts';

type Submitted = Event<'DossierSubmitted', { dossierId: string }>;
const on = { DossierSubmitted: () => undefined };

test('a table without a version in its name is refused', () => {
  expect(() =>
    projection<Submitted>({ table: 'dossier_list', schema: 'CREATE TABLE dossier_list (id TEXT)', on }),
  ).toThrow(/version/);
  expect(
    projection<Submitted>({ table: 'dossier_list_v1', schema: 'CREATE TABLE dossier_list_v1 (id TEXT)', on })
      .table,
  ).toBe('dossier_list_v1');
});

test('a projection creates the table it is named after', () => {
  expect(() =>
    projection<Submitted>({ table: 'dossier_list_v2', schema: 'CREATE TABLE dossier_list_v1 (id TEXT)', on }),
  ).toThrow(/does not create/);
});

test('no two projections of a service write the same table', () => {
  const list = projection<Submitted>({
    table: 'dossier_list_v1',
    schema: 'CREATE TABLE dossier_list_v1 (id TEXT)',
    on,
  });
  expect(() =>
    readModels({
      service: 'procedures',
      prefixes: ['procedures_'],
      catalogues: {},
      projections: [list, list],
      queries: {},
    }),
  ).toThrow(/dossier_list_v1/);
});
