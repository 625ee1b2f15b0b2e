import type { StoredEvent } from '@egov/chassis/projections';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { stateAfter, type NationalState } from '../domain/dossier/national-states.ts';
import { nextRows, type ControlSheetRow } from './control-sheet.ts';
import { next, type DossierView } from './dossier-view.ts';

/** Everything that readers of a dossier are shown of it, except its events. */
export type DossierRecord = Readonly<{
  view: DossierView | null;
  sheet: readonly ControlSheetRow[];
  /** The states it has been in, each from a revision on. */
  states: readonly Readonly<{ from: number; state: NationalState }>[];
}>;

/** How a dossier's events become its record. */
export const dossierRecord = {
  initial: { view: null, sheet: [], states: [] } as DossierRecord,
  evolve(record: DossierRecord, event: StoredEvent<DossierEvent>): DossierRecord {
    const state = stateAfter(event);
    return {
      view: next(record.view, event),
      sheet: nextRows(record.sheet, event),
      states: state === null ? record.states : [...record.states, { from: event.revision, state }],
    };
  },
};

/** The state that an event led to, or that it left as it was. */
export const stateAt = ({ states }: DossierRecord, revision: number): NationalState =>
  states.findLast(({ from }) => from <= revision)?.state ?? 'registered';
