import type { EventCatalogue } from '../../domain/event-catalogue.ts';
import { actsOf, listActs } from './acts.ts';
import { forgottenPersonIds, forgottenPersons } from './forgotten-persons.ts';
import { readModels, type ReadModels } from './projection.ts';

type Aggregates = Readonly<Record<string, Readonly<{ category: string; catalogue: EventCatalogue }>>>;

/**
 * Declares the read models of a service over the events of its aggregates. To its own it adds what every
 * service answers: who did what, and who was forgotten.
 */
export function serviceReadModels({
  service,
  aggregates,
  projections,
  queries,
}: Pick<ReadModels, 'service' | 'projections' | 'queries'> & Readonly<{ aggregates: Aggregates }>) {
  const prefix = `${service}_`;
  const all = Object.values(aggregates);
  const stray = all.find(({ category }) => !category.startsWith(prefix));
  if (stray !== undefined)
    throw new TypeError(`The category '${stray.category}' of ${service} must begin with '${prefix}'.`);
  return readModels({
    service,
    prefixes: [prefix],
    catalogues: Object.fromEntries(all.map(({ category, catalogue }) => [category, catalogue])),
    projections: [...projections, forgottenPersons, actsOf(all.map(({ catalogue }) => catalogue))],
    queries: { ...queries, forgottenPersons: forgottenPersonIds, listActs },
  });
}
