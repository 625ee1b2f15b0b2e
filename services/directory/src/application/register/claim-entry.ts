import { createHash } from 'node:crypto';
import type { CallContext } from '@egov/chassis/application';
import { agencyId, DAY_MS, officeDay, type AgencyId, type Instant } from '@egov/chassis/domain';
import type { Agency } from '../../domain/agency/agency.ts';
import type { AssignedCode } from '../../domain/agency/events.ts';
import { staffId, type StaffId } from '../../domain/ids.ts';
import type { ClaimBefore, RegisterEntry } from '../../domain/register/register.ts';
import type { Deps } from '../deps.ts';

/**
 * No command takes a day: a claim that old that is not in its holder's record was left by a crash between the
 * two.
 */
const ABANDONED_AFTER_MS = DAY_MS;

const HELD: ClaimBefore = { standing: 'held' };

const neverRecorded = (claimedAt: Instant, now: Instant): ClaimBefore =>
  Date.parse(now) - Date.parse(claimedAt) > ABANDONED_AFTER_MS ? { standing: 'abandoned' } : HELD;

function codeBefore(holder: Agency, { scheme, code }: AssignedCode, from: string): ClaimBefore | undefined {
  const codes = holder.phase === 'unknown' ? [] : holder.codes;
  const held = codes.findLast(
    (each) => each.scheme === scheme && each.code === code && each.validFrom === from,
  );
  if (held === undefined) return undefined;
  return held.validUntil === null ? HELD : { standing: 'given-up', until: held.validUntil };
}

/**
 * Claims a code for an agency before it is recorded at the agency, so that no two agencies have it on one
 * day. Throws AGENCY_CODE_TAKEN.
 */
export async function claimCode(
  { agencies, register }: Pick<Deps, 'agencies' | 'register'>,
  assigned: AssignedCode,
  holder: AgencyId,
  context: CallContext,
): Promise<void> {
  const { scheme, code, validFrom } = assigned;
  const before = async (entry: RegisterEntry): Promise<ClaimBefore> => {
    if (entry.phase === 'free') return HELD;
    const { state } = await agencies.load(agencyId(entry.holderId));
    return codeBefore(state, assigned, entry.from) ?? neverRecorded(entry.claimedAt, context.now);
  };
  await register.handle({
    id: `agency_code_${scheme}_${code}`,
    context,
    command: async (entry) => ({
      type: 'ClaimEntry',
      data: {
        register: 'agency-code',
        entry: `${scheme}:${code}`,
        holderId: holder,
        from: validFrom,
        before: await before(entry),
      },
    }),
  });
}

/**
 * Claims a subject for a staff member before it is recorded at the staff member, so that no two log in as
 * one. Streams are named by its hash, since an identity provider may use people's names as subjects. Throws
 * SUBJECT_TAKEN.
 */
export async function claimSubject(
  { staff, register }: Pick<Deps, 'staff' | 'register'>,
  subject: string,
  holder: StaffId,
  context: CallContext,
): Promise<void> {
  const entry = createHash('sha256').update(subject).digest('hex');
  const before = async (claimed: RegisterEntry): Promise<ClaimBefore> => {
    if (claimed.phase === 'free') return HELD;
    const { state } = await staff.load(staffId(claimed.holderId));
    return state.phase === 'unknown' ? neverRecorded(claimed.claimedAt, context.now) : HELD;
  };
  await register.handle({
    id: `subject_${entry}`,
    context,
    command: async (claimed) => ({
      type: 'ClaimEntry',
      data: {
        register: 'subject',
        entry,
        holderId: holder,
        from: officeDay(context.now),
        before: await before(claimed),
      },
    }),
  });
}
