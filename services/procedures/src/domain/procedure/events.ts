import { eventCatalogue, type Event, type LocalDate } from '@egov/chassis/domain';
import type { ProcedureId } from '../ids.ts';
import type { ProcedureTerms } from './terms.ts';

export type ProcedureEvent =
  | Event<
      'ProcedureVersionProposed',
      { procedureId: ProcedureId; version: number; inForceFrom: LocalDate; terms: ProcedureTerms }
    >
  | Event<
      'ProcedureVersionPublished',
      {
        procedureId: ProcedureId;
        version: number;
        inForceFrom: LocalDate;
        code: string;
        name: string;
      }
    >
  | Event<'ProcedureRetired', { procedureId: ProcedureId; retiredOn: LocalDate; legalGround: string }>;

export const procedureCatalogue = eventCatalogue<ProcedureEvent>({
  // The first schema did not have who may apply.
  ProcedureVersionProposed: {
    schema: 2,
    upcast: { 1: ({ terms, ...data }) => ({ ...data, terms: { ...(terms as object), applicants: [] } }) },
  },
  ProcedureVersionPublished: { schema: 1 },
  ProcedureRetired: { schema: 1 },
});
