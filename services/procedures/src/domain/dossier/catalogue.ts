import { eventCatalogue, type EventDeclaration } from '@egov/chassis/domain';
import { dossierFields } from './dossier-fields.ts';
import type { DossierEvent } from './events.ts';
import { sealedPaths } from './field-rules.ts';

type Data = Readonly<Record<string, unknown>>;

const declared = (type: DossierEvent['type'], schema: number, person = 'personId'): EventDeclaration => ({
  schema,
  sealed: Object.fromEntries(sealedPaths(dossierFields[type]).map((path) => [path, person])),
});

// The first schema had officials' words in the clear, and did not name the person they are about.
const unnamed = (data: Data) => ({ ...data, personId: null });

/** An event whose words are sealed since its second schema. */
const sealedSince = (
  type: DossierEvent['type'],
  upcast: (data: Data) => object = unnamed,
): EventDeclaration => ({
  ...declared(type, 2),
  upcast: { 1: (data) => ({ ...upcast(data) }) },
});

/** What is said of applicants, by them or by officials, is sealed under the applicant's key. */
export const dossierCatalogue = eventCatalogue<DossierEvent>({
  DossierSubmitted: declared('DossierSubmitted', 1, 'applicant.personId'),
  DossierImported: {
    ...declared('DossierImported', 2, 'applicant.personId'),
    // The attributes were not sealed in schema 1; sealed or not, they read the same.
    upcast: { 1: (data) => data },
  },
  DossierAccepted: { schema: 1 },
  DossierRefused: sealedSince('DossierRefused'),
  SupplementRequested: sealedSince('SupplementRequested'),
  SupplementReceived: declared('SupplementReceived', 1),
  SupplementExpired: { schema: 1 },
  DossierSuspended: sealedSince('DossierSuspended'),
  DossierResumed: sealedSince('DossierResumed'),
  DossierHandedOver: sealedSince('DossierHandedOver'),
  StepStarted: sealedSince('StepStarted', (data) => ({ ...unnamed(data), note: '' })),
  StepCompleted: sealedSince('StepCompleted'),
  PaymentRequested: sealedSince('PaymentRequested'),
  PaymentConfirmed: sealedSince('PaymentConfirmed'),
  PaymentRefunded: sealedSince('PaymentRefunded'),
  DossierExtended: sealedSince('DossierExtended'),
  DossierStopped: sealedSince('DossierStopped'),
  DossierWithdrawn: declared('DossierWithdrawn', 1),
  ResultReleased: { schema: 1 },
  ResultSentBack: sealedSince('ResultSentBack'),
  ResultReturned: declared('ResultReturned', 1),
  DossierRated: declared('DossierRated', 1),
  MessageWritten: declared('MessageWritten', 1),
  FollowSecretRenewed: { schema: 1 },
  StepRecorded: { schema: 1 },
});
