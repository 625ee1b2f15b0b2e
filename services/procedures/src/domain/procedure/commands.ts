import type { Command, LocalDate } from '@egov/chassis/domain';
import type { ProcedureId } from '../ids.ts';
import type { ProcedureTerms } from './terms.ts';

export type ProposeProcedureVersion = Command<
  'ProposeProcedureVersion',
  {
    procedureId: ProcedureId;
    terms: ProcedureTerms;
    inForceFrom: LocalDate;
  }
>;
export type PublishProcedureVersion = Command<
  'PublishProcedureVersion',
  { procedureId: ProcedureId; version: number }
>;
/** `retiredOn` is the last day on which it can be applied for. */
export type RetireProcedure = Command<
  'RetireProcedure',
  { procedureId: ProcedureId; retiredOn: LocalDate; legalGround: string }
>;

export type ProcedureCommand = ProposeProcedureVersion | PublishProcedureVersion | RetireProcedure;
