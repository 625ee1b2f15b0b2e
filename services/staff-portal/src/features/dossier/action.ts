import type { Permission } from '@egov/platform';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import { DossierSolvingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import type { CallSettings } from '@egov/chassis/grpc';
import { DossierState, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';
import type { FieldKind, FieldValues } from './fields.ts';

/** What every act sends: idempotency key, dossier, and the revision that the official has seen. */
type Base = Readonly<{
  requestId: string;
  dossierId: string;
  expectedRevision: bigint | undefined;
  occurredAt: undefined;
}>;

/** The contracts of all acts on a dossier. */
export const contracts = {
  ...DossierIntakeServiceDefinition.methods,
  ...DossierPauseServiceDefinition.methods,
  ...DossierSolvingServiceDefinition.methods,
  ...DossierEndingServiceDefinition.methods,
  ...DossierCorrespondenceServiceDefinition.methods,
};

/** An act on a dossier: who may do it, in which state, what its form asks, and the call it makes. */
export type Action = Readonly<{
  /** The call it makes: its contract says which permission it needs. */
  rpc: keyof typeof contracts;
  /** The permission that the dossier requires in its current state, if the contract names several. */
  asked?: (dossier: Dossier) => Permission;
  states: readonly DossierState[];
  /** The reason for refusal in any other state. */
  otherwise: string;
  /** Any other obstacle: a reason, or nothing. */
  hindered?: (dossier: Dossier) => string | undefined;
  fields: Readonly<Record<string, FieldKind>>;
  /** At least one of these fields is required. */
  oneOf?: readonly (keyof FieldValues)[];
  /** Shown as a warning: it ends something. */
  ends?: true;
  act: (
    services: StaffServices,
    base: Base,
    values: FieldValues,
    call: CallSettings,
    dossier: Dossier,
  ) => Promise<Readonly<{ position: bigint }>>;
}>;

/** The states by the words of the office. */
export const {
  DOSSIER_STATE_REGISTERED: registered,
  DOSSIER_STATE_ACCEPTED: accepted,
  DOSSIER_STATE_IN_PROGRESS: inProgress,
  DOSSIER_STATE_SUPPLEMENT_REQUESTED: awaitingPapers,
  DOSSIER_STATE_PAYMENT_REQUESTED: awaitingPayment,
  DOSSIER_STATE_RESOLVED: resolved,
} = DossierState;

/** Nothing can be done while a third party is waited for. */
export const suspended = ({ pausedFor }: Dossier): string | undefined =>
  pausedFor === 'third-party' ? 'DOSSIER_SUSPENDED' : undefined;
