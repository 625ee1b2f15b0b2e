import type { Brand } from './decider.ts';

/** Names an agency or one of its units; a UUID of the directory. */
export type AgencyId = Brand<string, 'AgencyId'>;
export const agencyId = (text: string): AgencyId => text as AgencyId;

/** Names an official: the subject that logs in. */
export type OfficialId = Brand<string, 'OfficialId'>;
export const officialId = (text: string): OfficialId => text as OfficialId;

/** Names the person whose key seals what is held on them; a UUID. */
export type PersonId = Brand<string, 'PersonId'>;
export const personId = (text: string): PersonId => text as PersonId;
