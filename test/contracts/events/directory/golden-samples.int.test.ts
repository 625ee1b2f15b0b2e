import { expect, test } from '@jest/globals';
import { aggregates } from '@egov/directory/domain';
import readModels from '@egov/directory/read-models';
import { goldenEvents, projectedSamples } from '../../../support/golden-events.ts';

const golden = { folder: import.meta.dirname, aggregates: Object.values(aggregates) };

goldenEvents(golden);

test('all samples still project, and applied twice they give the same rows', async () => {
  const tables = await projectedSamples(golden, readModels);
  expect(tables['agency_v1']).toHaveLength(1);
  expect(tables['calendar_entry_v1']).toHaveLength(2);
  expect(tables['forgotten_person_v1']).toHaveLength(1);
});
