import type { StoredEvent } from '@egov/chassis/application';
import {
  applicantFields,
  componentFields,
  dossierFields,
  holderFields,
} from '../../domain/dossier/dossier-fields.ts';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import { disclosed, type Reader, type RulesOf } from '../../domain/dossier/field-rules.ts';
import type { NationalState } from '../../domain/dossier/national-states.ts';
import type { ListedDossier } from '../../projections/queries/dossier-rows.ts';
import type { ControlSheetRow } from '../../views/control-sheet.ts';
import { stateAt, type DossierRecord } from '../../views/dossier-record.ts';
import type { DossierView } from '../../views/dossier-view.ts';

const viewFields = {
  dossierId: 'open',
  code: 'open',
  temporaryId: 'open',
  state: 'open',
  rules: 'open',
  procedureCode: 'open',
  agencyId: 'open',
  holder: holderFields,
  channel: 'open',
  applicant: applicantFields,
  components: { '*': componentFields },
  summary: 'sealed',
  submittedAt: 'open',
  receivedAt: 'open',
  due: 'open',
  releasedAt: 'open',
  returnedAt: 'open',
  timeliness: 'open',
  pausedFor: 'open',
  currentStep: { stepId: 'open', due: 'open' },
  slip: 'guarded',
  payments: { '*': { paymentId: 'open', amount: 'open', description: 'sealed', outcome: 'open' } },
  scores: 'open',
  importId: 'open',
  revision: 'open',
  revisedAt: 'open',
} as const satisfies RulesOf<DossierView>;

const sheetFields = {
  stepId: 'open',
  stepName: 'open',
  from: holderFields,
  to: holderFields,
  receivedAt: 'open',
  due: 'open',
  endedAt: 'open',
  timeliness: 'open',
  note: 'sealed',
} as const satisfies RulesOf<ControlSheetRow>;

const listedFields = {
  dossierId: 'open',
  code: 'open',
  temporaryId: 'open',
  state: 'open',
  procedureCode: 'open',
  procedureName: 'open',
  applicantName: 'sealed',
  agencyId: 'open',
  holderAgencyId: 'open',
  holderOfficialId: 'guarded',
  channel: 'open',
  receivedAt: 'open',
  dueAt: 'open',
  pausedAt: 'open',
  releasedAt: 'open',
  timeliness: 'open',
  revision: 'open',
} as const satisfies RulesOf<ListedDossier>;

/** A dossier as its reader is shown it. */
export const shownView = (view: DossierView, reader: Reader): DossierView =>
  disclosed(view, viewFields, reader);

/** The control sheet as its reader is shown it. */
export const shownSheet = (rows: readonly ControlSheetRow[], reader: Reader): readonly ControlSheetRow[] =>
  disclosed(rows, { '*': sheetFields }, reader);

/** A row of the list as its reader is shown it. */
export const shownInList = (dossier: ListedDossier, reader: Reader): ListedDossier =>
  disclosed(dossier, listedFields, reader);

/** One event as its reader is shown it, with the state it led to; no actor if the reader may not know. */
export type TimelineEntry = Readonly<{
  event: DossierEvent;
  revision: number;
  occurred: string;
  at: string;
  actorId: string | undefined;
  actorAgencyId: string | undefined;
  state: NationalState;
}>;

/** The events of a dossier as their reader is shown them. */
export const shownEntries = (
  events: readonly StoredEvent<DossierEvent>[],
  record: DossierRecord,
  reader: Reader,
): TimelineEntry[] =>
  events.map(({ type, data, revision, occurred, at, actor }) => ({
    event: { type, data: disclosed(data, dossierFields[type], reader) } as DossierEvent,
    revision,
    occurred,
    at,
    actorId: reader === 'entitled' ? actor.id : undefined,
    actorAgencyId: actor.agencyId,
    state: stateAt(record, revision),
  }));
