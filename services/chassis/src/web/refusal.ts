import { status } from '@grpc/grpc-js';
import { CallFailed } from '../runtime/grpc/call-failed.ts';
import type { FieldError } from './read-form.ts';
import { hasText } from './texts.ts';
import type { Visit } from './visit.ts';

/** A service's refusal as a form shows it; `reason` is its stable word, empty where only fields are named. */
export type Refusal = Readonly<{
  reason: string;
  facts: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
}>;

const refusing = new Set([
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.ALREADY_EXISTS,
  status.PERMISSION_DENIED,
  status.ABORTED,
  status.RESOURCE_EXHAUSTED,
]);

/**
 * Describes a refused command in the visitor's language. Rethrows other errors, such as an outage, unless the
 * portal has words for its reason.
 */
export function refusal(error: unknown, visit: Visit): Refusal {
  if (!(error instanceof CallFailed)) throw error;
  const isExplained = error.code === status.UNAVAILABLE && hasText(visit.t, `reason.${error.reason}`);
  if (!isExplained && !refusing.has(error.code)) throw error;
  const { reason, facts, violations } = error;
  if (violations.length > 0) {
    return {
      reason,
      facts,
      errors: violations.map(({ field }) => ({ field, text: visit.t('web.field-refused', { field }) })),
    };
  }
  const key = `reason.${reason}`;
  return {
    reason,
    facts,
    errors: [
      {
        field: '',
        text: hasText(visit.t, key)
          ? visit.t(key, facts)
          : visit.t('web.refused', { reason: reason || error.codeName }),
      },
    ],
  };
}

/** Why a command was refused, as one text; throws what `refusal` does. */
export const whyRefused = (error: unknown, visit: Visit): string =>
  refusal(error, visit)
    .errors.map(({ text }) => text)
    .join(' ');
