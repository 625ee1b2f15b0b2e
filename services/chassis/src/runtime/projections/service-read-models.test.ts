import { expect, test } from '@jest/globals';
import { type Event, eventCatalogue } from '../../domain/mod.ts';
import { serviceReadModels } from './service-read-models.ts';

const catalogue = eventCatalogue<Event<'SealOrdered'>>({ SealOrdered: { schema: 1 } });
const modelsOf = (category: string) =>
  serviceReadModels({
    service: 'seals',
    aggregates: { seals: { category, catalogue } },
    projections: [],
    queries: { seal: () => undefined },
  });

test('a service follows its own streams, and answers who did what and who was forgotten', () => {
  const { prefixes, catalogues, projections, queries } = modelsOf('seals_seal');
  expect(prefixes).toEqual(['seals_']);
  expect(Object.keys(catalogues)).toEqual(['seals_seal', 'seals_person']);
  expect(projections.map(({ table }) => table)).toEqual(['forgotten_person_v1', 'act_v1']);
  expect(Object.keys(queries)).toEqual(['seal', 'forgottenPersons', 'listActs']);
});

test('an aggregate whose streams the service would not follow is refused', () => {
  expect(() => modelsOf('stamp_seal')).toThrow(
    "The category 'stamp_seal' of seals must begin with 'seals_'.",
  );
});
