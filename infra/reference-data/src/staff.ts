import { z } from 'zod';
import { agencyIdOf } from './agencies.ts';
import { readRecords } from './read-records.ts';
import { stableId } from './stable-id.ts';
import { localDate } from './values.ts';

const staffRecord = z.strictObject({
  username: z.string().regex(/^[a-z0-9.]+$/),
  name: z.string(),
  agency: z.string(),
  position: z.string(),
  roles: z.array(z.enum(['administrator', 'leader', 'counter', 'specialist', 'clerk'])).min(1),
  from: localDate,
});

export type ReferenceStaffMember = {
  id: string;
  username: string;
  /** The id of the account in the realm, so that tokens identify this person. */
  subject: string;
  name: string;
  email: string;
  agencyKey: string;
  agencyId: string;
  position: string;
  roles: readonly ('administrator' | 'leader' | 'counter' | 'specialist' | 'clerk')[];
  from: string;
};

/** Fictional officials to try the platform, each with one appointment. */
export const referenceStaff = (): readonly ReferenceStaffMember[] =>
  readRecords('staff.json', staffRecord).map(({ agency, ...member }) => ({
    ...member,
    id: stableId('staff', member.username),
    subject: stableId('subject', member.username),
    email: `${member.username}@phutho.example`,
    agencyKey: agency,
    agencyId: agencyIdOf(agency),
  }));
