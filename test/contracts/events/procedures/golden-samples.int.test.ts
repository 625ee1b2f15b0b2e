import { expect, test } from '@jest/globals';
import { aggregates } from '@egov/procedures/domain';
import readModels from '@egov/procedures/read-models';
import { goldenEvents, projectedSamples } from '../../../support/golden-events.ts';

const golden = {
  folder: import.meta.dirname,
  aggregates: Object.values(aggregates),
  // Nothing says more of a dossier than that it was submitted, or imported.
  openings: { procedures_procedure: 'ProcedureVersionProposed', procedures_dossier: 'DossierSubmitted' },
};

goldenEvents(golden);

test('all samples still project, and applied twice they give the same rows', async () => {
  const tables = await projectedSamples(
    golden,
    readModels,
    ({ dossierId, procedureId, personId }) => dossierId ?? procedureId ?? personId ?? 'H44.05_260706',
  );
  // A timer is gone once its papers came, and a result once it was sent back; the samples hold both.
  const emptied = ['supplement_timer_v2', 'result_v1'];
  expect(
    Object.entries(tables).filter(([table, rows]) => rows.length === 0 && !emptied.includes(table)),
  ).toEqual([]);
});
