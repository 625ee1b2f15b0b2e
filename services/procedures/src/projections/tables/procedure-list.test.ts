import { expect, test } from '@jest/globals';
import type { StoredEvent } from '@egov/chassis/projections';
import { proposed, published } from '../../domain/procedure/procedure.fixture.ts';
import type { ProcedureTerms } from '../../domain/procedure/terms.ts';
import { procedureList } from './procedure-list.ts';
import { listProcedures, type ListProcedures } from '../queries/procedures.ts';
import { memoryReadModel } from '../test-support/memory-read-model.ts';

/** A catalogue of procedures in force, each with its code and who may apply. */
function catalogue(...procedures: readonly Pick<ProcedureTerms, 'code' | 'applicants'>[]) {
  const { db, project } = memoryReadModel([procedureList]);
  procedures.forEach((changes, index) => {
    const procedureId = `00000000-0000-4000-8000-00000000000${index}`;
    const told = [proposed(1, '2026-01-01', changes), published()].map((event, revision) => ({
      ...event,
      data: { ...event.data, procedureId },
      actor: { id: 'a' },
      occurred: '2026-01-01T00:00:00.000Z',
      revision,
    }));
    project(told as unknown as StoredEvent[]);
  });
  return (asked: Partial<ListProcedures>) =>
    listProcedures(db, { asOf: '2026-07-01', pageSize: 20, ...asked }).items.map(
      ({ current }) => current?.terms.code,
    );
}

test('a business sees procedures for businesses, and those that name no applicant group', () => {
  const codes = catalogue(
    { code: '1.000001', applicants: ['citizen'] },
    { code: '1.000002', applicants: ['citizen', 'business'] },
    { code: '1.000003', applicants: [] },
  );
  expect(codes({ applicant: 'business' })).toEqual(['1.000002', '1.000003']);
  expect(codes({ applicant: 'citizen' })).toEqual(['1.000001', '1.000002', '1.000003']);
  expect(codes({})).toHaveLength(3);
});
