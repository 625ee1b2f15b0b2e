import { eventCatalogue } from '@egov/chassis/domain';
import type { Event, LocalDate } from '@egov/chassis/domain';
import type { ProcedureId } from '../ids.ts';
import type { ProcedureTerms } from './terms.ts';

export type ProcedureEvent =
  | Event<'ProcedureVersionProposed', { procedureId: ProcedureId; version: number; inForceFrom: LocalDate; terms: ProcedureTerms }>
  | Event<'ProcedureVersionPublished', {
    procedureId: ProcedureId; version: number; inForceFrom: LocalDate; code: string; name: string;
  }>
  | Event<'ProcedureRetired', { procedureId: ProcedureId; retiredOn: LocalDate; legalGround: string }>;

export const procedureCatalogue = eventCatalogue<ProcedureEvent>({
  ProcedureVersionProposed: { schema: 1 },
  ProcedureVersionPublished: { schema: 1 },
  ProcedureRetired: { schema: 1 },
});
