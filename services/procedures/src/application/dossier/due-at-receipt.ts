import type { Instant } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { deadlineFor } from '../../domain/deadline/deadline.ts';
import { noDue, typedDue, type Due } from '../../domain/deadline/due.ts';
import type { SolvingRules } from '../../domain/dossier/solving-rules.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Directory } from '../ports.ts';
import { instantOf } from './when-it-happened.ts';

/**
 * The due time of a dossier received now: computed from the working calendar, or entered by the official if
 * the law sets no duration. Throws DUE_TIME_FIXED if a time is entered although there is a duration,
 * DUE_TIME_PAST.
 */
export async function dueAtReceipt(
  directory: Directory,
  rules: SolvingRules,
  promised: Instant | undefined,
  context: CallContext,
): Promise<Due> {
  const received = instantOf(context);
  if (rules.duration !== null) {
    if (promised !== undefined) throw refusal('DUE_TIME_FIXED');
    return deadlineFor(rules, received, await directory.calendar(context));
  }
  if (promised === undefined) return noDue;
  if (promised <= received) throw refusal('DUE_TIME_PAST');
  return typedDue(promised);
}
