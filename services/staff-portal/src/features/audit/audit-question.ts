import { DAY_MS, isUuid } from '@egov/chassis/domain';
import { filled, localMoment, type FieldError, type Visit } from '@egov/chassis/web';
import { eventServiceNames, type EventServiceName } from '@egov/platform';
import type { ListActsRequest } from '@egov/proto/egov/audit/v1/audit_service';

/** Whose records: each service lists its own. */
export type Ledger = EventServiceName;

/** Most of what is inspected was done to dossiers. */
const FIRST_SHOWN: Ledger = 'procedures';

/** The query of an audit page, read from its address. */
export type AuditQuestion = Readonly<{
  ledger: Ledger;
  asked: Readonly<Record<'actor' | 'agency' | 'event' | 'from' | 'until', string>>;
  request: ListActsRequest;
  errors: readonly FieldError[];
}>;

const MAX_TEXT = 100;
/** Reads the address; an invalid day is an error at its field and is not a condition. */
export function auditQuestion({ query, t }: Pick<Visit, 'query' | 't'>, pageSize: number): AuditQuestion {
  const asked = { actor: '', agency: '', event: '', from: '', until: '' };
  for (const name of Object.keys(asked) as (keyof typeof asked)[])
    asked[name] = (query[name] ?? '').trim().slice(0, MAX_TEXT);
  const errors: FieldError[] = [];
  const dayStart = (field: 'from' | 'until'): Date | undefined => {
    if (asked[field] === '') return undefined;
    const start = localMoment(`${asked[field]}T00:00`);
    if (start === undefined) errors.push({ field, text: t('audit.day-wrong') });
    return start;
  };
  const [from, until] = [dayStart('from'), dayStart('until')];
  return {
    ledger: eventServiceNames.find((name) => name === query.records) ?? FIRST_SHOWN,
    asked,
    errors,
    request: {
      actorId: filled(asked.actor),
      agencyId: isUuid(asked.agency) ? asked.agency : undefined,
      eventType: filled(asked.event),
      fromAt: from,
      beforeAt: until === undefined ? undefined : new Date(until.getTime() + DAY_MS),
      pageSize,
      pageToken: filled(query.page),
    },
  };
}
