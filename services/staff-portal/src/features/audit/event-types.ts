import type { Ledger } from './audit-question.ts';

/** The types of events that each service records, to choose from. */
export const eventTypes: Readonly<Record<Ledger, readonly string[]>> = {
  procedures: [
    'BlockReserved', 'DossierAccepted', 'DossierExtended', 'DossierHandedOver', 'DossierImported', 'DossierRated', 'DossierRefused', 'DossierResumed',
    'DossierStopped', 'DossierSubmitted', 'DossierSuspended', 'DossierWithdrawn', 'MessageWritten', 'PaymentConfirmed', 'PaymentRefunded',
    'PaymentRequested', 'PersonForgotten', 'ProcedureRetired', 'ProcedureVersionProposed', 'ProcedureVersionPublished', 'ResultReleased',
    'ResultReturned', 'ResultSentBack', 'StepCompleted', 'StepRecorded', 'StepStarted', 'SupplementExpired', 'SupplementReceived',
    'SupplementRequested',
  ],
  directory: [
    'AgencyCodeAssigned', 'AgencyDissolved', 'AgencyEstablished', 'AgencyMoved', 'AgencyRenamed', 'AppointmentEnded', 'CalendarYearDeclared',
    'OfficeHoursDefined', 'PersonForgotten', 'RegisterEntryClaimed', 'StaffMemberAppointed', 'StaffMemberRegistered',
  ],
};
