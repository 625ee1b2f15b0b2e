import type { Timeliness } from '@egov/chassis/domain';
import { anyOf, pageOf, type Clause, type Page, type PageAsked } from '@egov/chassis/projections';
import { stateOf, type NationalState } from '../../domain/dossier/national-states.ts';
import type { Channel } from '../../domain/procedure/terms.ts';
import { channelOf, timelinessOf } from '../tables/codes.ts';
import { NEVER_DUE } from '../tables/dossier-table.ts';

/** Selects dossiers; instants in milliseconds since 1970. Absent conditions do not apply. */
export type DossierFilter = Readonly<{
  states?: readonly number[];
  officialId?: string;
  procedureId?: string;
  /** Of this applicant. */
  personId?: string;
  channel?: number;
  /** Due at or after this instant, and before that one; unfinished dossiers only. */
  dueFromAt?: number;
  dueBeforeAt?: number;
  receivedFromAt?: number;
  receivedBeforeAt?: number;
  /** With every step completed, only the decision left. */
  toSign?: boolean;
  /** Empty for live dossiers. */
  importId: string;
  text?: string;
}>;

/**
 * The arguments of a list. `agencies` are those whose dossiers the caller may see, owned or held; null for
 * the whole province. `personal` is whether they may see personal data, and so search for it.
 */
export type ListDossiers = PageAsked &
  Readonly<{
    agencies: readonly string[] | null;
    personal: boolean;
    filter: DossierFilter;
    order: 'received' | 'due';
  }>;

/** A dossier as a list shows it; instants in milliseconds since 1970. */
export type ListedDossier = Readonly<{
  dossierId: string;
  code: string | null;
  temporaryId: string | null;
  state: NationalState;
  procedureCode: string;
  procedureName: string;
  applicantName: string | null;
  agencyId: string;
  holderAgencyId: string;
  holderOfficialId: string | null;
  channel: Channel;
  receivedAt: number;
  dueAt: number | null;
  pausedAt: number | null;
  releasedAt: number | null;
  timeliness: Timeliness | null;
  revision: number;
}>;

/** One row of the list. */
export type DossierRow = Readonly<{
  key: number;
  dossier_id: string;
  code: string | null;
  temporary_id: string | null;
  state: number;
  procedure_code: string;
  procedure_name: string;
  applicant_name: string | null;
  agency_id: string;
  holder_agency_id: string;
  holder_official_id: string | null;
  channel: number;
  received_at: number;
  due: number | null;
  waiting_since: number | null;
  released_at: number | null;
  timeliness: number | null;
  revision: number;
}>;

const listed = (row: DossierRow): ListedDossier => ({
  dossierId: row.dossier_id,
  code: row.code,
  temporaryId: row.temporary_id,
  state: stateOf(row.state),
  procedureCode: row.procedure_code,
  procedureName: row.procedure_name,
  applicantName: row.applicant_name,
  agencyId: row.agency_id,
  holderAgencyId: row.holder_agency_id,
  holderOfficialId: row.holder_official_id,
  channel: channelOf(row.channel),
  receivedAt: row.received_at,
  dueAt: row.due,
  pausedAt: row.waiting_since,
  releasedAt: row.released_at,
  timeliness: row.timeliness === null ? null : timelinessOf(row.timeliness),
  revision: row.revision,
});

/** Returns by what a list is ordered, forwards or backwards. */
export const sorting = (order: ListDossiers['order']): [1 | -1, (row: DossierRow) => number] =>
  order === 'due' ? [1, ({ due }) => due ?? NEVER_DUE] : [-1, ({ received_at: received }) => received];

/** Makes a page of the list of rows in its order. */
export const dossierPage = (
  rows: readonly DossierRow[],
  query: Pick<ListDossiers, 'order'>,
  size: number,
): Page<ListedDossier> => {
  const [, value] = sorting(query.order);
  return pageOf(rows, { query, size, key: (row) => [value(row), row.key], item: listed });
};

/** Owned or held by one of the agencies. */
export const within = (agencies: readonly string[]): Clause => {
  const [owned] = anyOf('d.agency_id', agencies);
  const [held] = anyOf('d.holder_agency_id', agencies);
  return [`(${owned} OR ${held})`, ...agencies, ...agencies];
};
