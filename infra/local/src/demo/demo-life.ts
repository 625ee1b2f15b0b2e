import type { DemoApplicant } from './applicants.ts';

export type DemoChannel = 'counter' | 'online' | 'post';

/** What the plan needs to know of a procedure. */
export type DemoProcedure = Readonly<{
  procedureId: string;
  agencyId: string;
  /** Working minutes for each channel offered; null where the law gives no number. */
  minutes: Readonly<Partial<Record<DemoChannel, number | null>>>;
  /** The case of each channel that is chosen. */
  caseNames: Readonly<Partial<Record<DemoChannel, string>>>;
  /** Fee at the end in whole đồng; 0 for none. */
  fee: number;
  paperIds: readonly string[];
  stepIds: readonly string[];
}>;

/** Who works where. */
export type DemoOffice = Readonly<{
  counterOfficials: readonly string[];
  officialsOf: (agencyId: string) => readonly string[];
}>;

/** One act of the office in the life of one dossier. */
export type DemoAct = Readonly<
  { at: string } & (
    | { act: 'submit' | 'receive'; channel: DemoChannel }
    | { act: 'accept' }
    | { act: 'refuse'; reason: string }
    | { act: 'request-supplement'; paperId: string | undefined; reason: string }
    | { act: 'supply-papers' }
    | { act: 'hand-over'; stepId: string; officialId: string }
    | { act: 'complete-step'; stepId: string }
    | { act: 'suspend'; authority: string }
    | { act: 'resume' }
    | { act: 'request-payment' | 'confirm-payment'; amount: number }
    | { act: 'extend'; reason: string; newDue: string }
    | { act: 'stop'; reason: string }
    | { act: 'withdraw' }
    | { act: 'release' }
    | { act: 'return' }
    | { act: 'rate'; subject: 'dossier' | 'official'; officialId?: string; score: number }
  )
>;

/** The life of one dossier: who applies for what, and every act up to the end of the plan. */
export type DemoLife = Readonly<{
  dossierId: string;
  procedure: DemoProcedure;
  channel: DemoChannel;
  applicant: DemoApplicant;
  promisedWithoutDuration: string;
  acts: readonly DemoAct[];
}>;
