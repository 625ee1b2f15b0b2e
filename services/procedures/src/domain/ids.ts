import type { Brand } from '@egov/chassis/domain';

/** Names a procedure of the catalogue; a UUID. */
export type ProcedureId = Brand<string, 'ProcedureId'>;
export const procedureId = (text: string): ProcedureId => text as ProcedureId;

/** Names a dossier through its whole life, whatever the channel and before it has a code; a UUID. */
export type DossierId = Brand<string, 'DossierId'>;
export const dossierId = (text: string): DossierId => text as DossierId;

/** Names an agency or one of its units; a UUID of the directory. */
export type AgencyId = Brand<string, 'AgencyId'>;
export const agencyId = (text: string): AgencyId => text as AgencyId;

/** Names an official: the subject that logs in. */
export type OfficialId = Brand<string, 'OfficialId'>;
export const officialId = (text: string): OfficialId => text as OfficialId;

/** Names the person whose key seals what is held on them; a UUID. */
export type PersonId = Brand<string, 'PersonId'>;
export const personId = (text: string): PersonId => text as PersonId;

/** Names one payment of a dossier; a UUID. */
export type PaymentId = Brand<string, 'PaymentId'>;
export const paymentId = (text: string): PaymentId => text as PaymentId;
