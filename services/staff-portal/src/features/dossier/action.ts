import type { Permission } from '@egov/platform';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import { DossierSolvingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import type { CallSettings } from '@egov/chassis/grpc';
import { readForm, type FormReading, type Visit } from '@egov/chassis/web';
import { DossierState, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';
import { formOf, type Field, type Fields } from './fields.ts';

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
  ...FollowServiceDefinition.methods,
};

/** Does an act, with the values of its form. */
type Doing = (
  services: StaffServices,
  base: Base,
  call: CallSettings,
  dossier: Dossier,
) => Promise<Readonly<{ position: bigint }>>;

/** What is the same for every act on a dossier: who may do it, and in which state. */
type Rule = Readonly<{
  /** The call it makes: its contract says which permission it needs. */
  rpc: keyof typeof contracts;
  /** The permission that the dossier requires in its current state, if the contract names several. */
  asked?: (dossier: Dossier) => Permission;
  states: readonly DossierState[];
  /** The reason for refusal in any other state. */
  otherwise: string;
  /** Any other obstacle: a reason, or nothing. */
  hindered?: (dossier: Dossier) => string | undefined;
  /** Shown as a warning: it ends something. */
  ends?: true;
  /** Where the official goes on; back to the dossier by default. */
  next?: (dossierId: string) => string;
}>;

export type Action = Rule &
  Readonly<{
    fields: Readonly<Record<string, Field>>;
    /** Parses the visit's form; then the act can be done. */
    read: (visit: Visit) => FormReading<Doing>;
  }>;

/** An act on a dossier: its rule, what its form asks, and the call it makes with the values. */
export function action<Values extends Readonly<Record<string, unknown>>>({
  fields,
  oneOf = [],
  act,
  ...rule
}: Rule &
  Readonly<{
    fields: Fields<Values>;
    /** At least one of these lists must name something. */
    oneOf?: readonly (keyof Values & string)[];
    act: (
      services: StaffServices,
      base: Base,
      values: Values,
      call: CallSettings,
      dossier: Dossier,
    ) => Promise<Readonly<{ position: bigint }>>;
  }>): Action {
  const schema = formOf(fields, oneOf);
  return {
    ...rule,
    fields,
    read: (visit) => {
      const form = readForm(schema, visit, (name) => visit.t(`dossier.field.${name}`));
      if (!form.ok) return form;
      return {
        ok: true,
        value: (services, base, call, dossier) => act(services, base, form.value, call, dossier),
      };
    },
  };
}

/** The states by the words of the office. */
export const {
  DOSSIER_STATE_REGISTERED: registered,
  DOSSIER_STATE_ACCEPTED: accepted,
  DOSSIER_STATE_IN_PROGRESS: inProgress,
  DOSSIER_STATE_SUPPLEMENT_REQUESTED: awaitingPapers,
  DOSSIER_STATE_PAYMENT_REQUESTED: awaitingPayment,
  DOSSIER_STATE_RESOLVED: resolved,
} = DossierState;

/** Acts that have nothing to do with the state of the dossier. */
export const everyState = Object.values(DossierState).filter(
  (state): state is DossierState => typeof state === 'number',
);

/** Nothing can be done while a third party is waited for. */
export const suspended = ({ pausedFor }: Dossier): string | undefined =>
  pausedFor === 'third-party' ? 'DOSSIER_SUSPENDED' : undefined;
