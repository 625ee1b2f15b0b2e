import {
  projection,
  type PersonForgotten,
  type Projection,
  type ProjectionDb,
  type StoredEvent,
} from '@egov/chassis/projections';
import type { Due } from '../../domain/deadline/due.ts';
import type { DossierEvent, Holder } from '../../domain/dossier/events.ts';
import { timelinessCodes } from './codes.ts';
import { blankPerson, changeDossier, insertDossier } from './dossier-rows.ts';
import { dossierTable } from './dossier-table.ts';
import { column } from './column.ts';

const heldBy = ({ agencyId, officialId }: Holder) => ({
  holder_agency_id: agencyId,
  holder_official_id: officialId,
});
const finished = (occurred: string, as: 'released' | 'cancelled' | 'denied') => ({
  finished_at: column(occurred),
  finished_as: as,
  waiting_since: null,
});

const waits = (db: ProjectionDb, event: StoredEvent<DossierEvent>): void => {
  changeDossier(db, event, { waiting_since: column(event.occurred) });
};
const goesOn = (db: ProjectionDb, event: StoredEvent<DossierEvent>, due: Due): void => {
  changeDossier(db, event, { due: column(due.promised), waiting_since: null });
};

/** The list of dossiers: what a desk sees, searches and counts. */
export const dossierList: Projection = projection<DossierEvent | PersonForgotten>({
  table: 'dossier_v1',
  schema: dossierTable,
  on: {
    DossierSubmitted: insertDossier,
    DossierImported: insertDossier,
    DossierAccepted: (db, event) => {
      const { code, due, holder } = event.data;
      changeDossier(db, event, {
        code,
        due: column(due.promised),
        received_at: column(event.occurred),
        ...heldBy(holder),
      });
    },
    DossierRefused: (db, event) => {
      changeDossier(db, event, finished(event.occurred, 'denied'));
    },
    SupplementRequested: waits,
    SupplementReceived: (db, event) => {
      goesOn(db, event, event.data.due);
    },
    SupplementExpired: changeDossier,
    DossierSuspended: waits,
    DossierResumed: (db, event) => {
      goesOn(db, event, event.data.due);
    },
    DossierHandedOver: (db, event) => {
      changeDossier(db, event, {
        ...heldBy(event.data.to),
        ...(event.data.step === null ? {} : { to_sign: 0 }),
      });
    },
    StepStarted: (db, event) => {
      changeDossier(db, event, { ...heldBy(event.data.holder), to_sign: 0 });
    },
    StepCompleted: (db, event) => {
      db.run(
        'UPDATE dossier_v1 SET to_sign = (last_step_id IS ?1) WHERE dossier_id = ?2 AND revision < ?3',
        event.data.step.stepId,
        event.data.dossierId,
        event.revision,
      );
      changeDossier(db, event, event.data.result === 'late' ? { late_step: event.data.step.name } : {});
    },
    PaymentRequested: waits,
    PaymentConfirmed: (db, event) => {
      goesOn(db, event, event.data.due);
    },
    PaymentRefunded: changeDossier,
    DossierExtended: (db, event) => {
      changeDossier(db, event, { due: column(event.data.due), late_reason: event.data.reason });
    },
    DossierStopped: (db, event) => {
      changeDossier(db, event, finished(event.occurred, 'cancelled'));
    },
    DossierWithdrawn: (db, event) => {
      changeDossier(db, event, finished(event.occurred, 'cancelled'));
    },
    ResultReleased: (db, event) => {
      const { timeliness } = event.data;
      changeDossier(db, event, {
        released_at: column(event.occurred),
        timeliness: timeliness && timelinessCodes[timeliness],
        ...finished(event.occurred, 'released'),
      });
    },
    ResultSentBack: (db, event) => {
      changeDossier(db, event, { released_at: null, timeliness: null, finished_at: null, finished_as: null });
    },
    ResultReturned: changeDossier,
    DossierRated: changeDossier,
    MessageWritten: changeDossier,
    FollowSecretRenewed: changeDossier,
    // Steps of imported histories, of which there are many: they only move the revision.
    StepRecorded: (db, { data, revision }) => {
      db.run(
        'UPDATE dossier_v1 SET revision = ?1 WHERE dossier_id = ?2 AND revision < ?1',
        revision,
        data.dossierId,
      );
    },
    PersonForgotten: (db, { data }) => {
      blankPerson(db, data.personId);
    },
  },
});
