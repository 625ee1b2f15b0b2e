import { eventCatalogue } from '@egov/chassis/domain';
import type { DossierEvent } from './events.ts';

const RECEIVED = {
  'applicant.name': 'applicant.personId',
  'applicant.idNumber': 'applicant.personId',
  'applicant.phone': 'applicant.personId',
  'applicant.email': 'applicant.personId',
  'applicant.address': 'applicant.personId',
  'components.*.name': 'applicant.personId',
  'components.*.fileName': 'applicant.personId',
  summary: 'applicant.personId',
};

/** Data of the applicant and texts by the applicant are sealed under the applicant's key. */
export const dossierCatalogue = eventCatalogue<DossierEvent>({
  DossierSubmitted: { schema: 1, sealed: RECEIVED },
  DossierImported: {
    schema: 2,
    sealed: { ...RECEIVED, attributes: 'applicant.personId' },
    // They were not sealed in schema 1; sealed or not, they read the same.
    upcast: { 1: (data) => data },
  },
  DossierAccepted: { schema: 1 },
  DossierRefused: { schema: 1 },
  SupplementRequested: { schema: 1 },
  SupplementReceived: {
    schema: 1,
    sealed: { 'components.*.name': 'personId', 'components.*.fileName': 'personId' },
  },
  SupplementExpired: { schema: 1 },
  DossierSuspended: { schema: 1 },
  DossierResumed: { schema: 1 },
  DossierHandedOver: { schema: 1 },
  StepStarted: { schema: 1 },
  StepCompleted: { schema: 1 },
  PaymentRequested: { schema: 1 },
  PaymentConfirmed: { schema: 1 },
  PaymentRefunded: { schema: 1 },
  DossierExtended: { schema: 1 },
  DossierStopped: { schema: 1 },
  DossierWithdrawn: { schema: 1, sealed: { reason: 'personId' } },
  ResultReleased: { schema: 1 },
  ResultSentBack: { schema: 1 },
  ResultReturned: { schema: 1, sealed: { receivedBy: 'personId' } },
  DossierRated: { schema: 1, sealed: { comment: 'personId' } },
  MessageWritten: { schema: 1, sealed: { text: 'personId' } },
  FollowSecretRenewed: { schema: 1 },
  StepRecorded: { schema: 1 },
});
