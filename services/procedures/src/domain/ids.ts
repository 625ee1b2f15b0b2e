import type { Brand } from '@egov/chassis/domain';

/** Identifies a procedure of the catalogue; a UUID. */
export type ProcedureId = Brand<string, 'ProcedureId'>;
export const procedureId = (text: string): ProcedureId => text as ProcedureId;

/** Identifies a dossier through its whole life, whatever the channel and before it has a code; a UUID. */
export type DossierId = Brand<string, 'DossierId'>;
export const dossierId = (text: string): DossierId => text as DossierId;

/** Identifies a payment of a dossier; a UUID. */
export type PaymentId = Brand<string, 'PaymentId'>;
export const paymentId = (text: string): PaymentId => text as PaymentId;
