import { expect, test } from '@jest/globals';
import type { StoredEvent } from '@egov/chassis/application';
import { ResultOutcome, Timeliness } from '@egov/proto/egov/procedures/v1/dossier';
import { APPLICANT, happened, type Happened } from '../domain/dossier/dossier.fixture.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import {
  accepted,
  handedOver,
  paymentRequested,
  released,
  returned,
  stepCompleted,
  submitted,
  supplementRequested,
  suspended,
} from '../domain/dossier/life.fixture.ts';
import { timelineTo } from './timeline-mapping.ts';

const AT = '2026-07-10T03:00:00.000Z';
const shown = (event: Happened, personal = true) => {
  const stored = { ...event, revision: 1 } as unknown as StoredEvent<DossierEvent>;
  const [entry] = timelineTo({
    entries: [{ event: stored, state: 'registered' }],
    nextPageToken: undefined,
    personal,
  });
  return entry;
};

test.each([
  ['reception', submitted()],
  ['acceptance', accepted()],
  ['handOver', handedOver()],
  ['step', stepCompleted()],
  ['supplement', supplementRequested()],
  ['payment', paymentRequested()],
  ['result', released()],
  ['return', returned()],
] as const)('an entry has the details of its act: %s', (kind, event) => {
  expect(shown(event)?.detail?.$case).toBe(kind);
});

test('a result shows how it was decided and how it compares with its due time', () => {
  expect(shown(released())?.detail).toMatchObject({
    value: { outcome: ResultOutcome.RESULT_OUTCOME_GRANTED, timeliness: Timeliness.TIMELINESS_EARLY },
  });
});

test('texts for display are in reading order, none of them empty', () => {
  const { reason, authority } = suspended().data as { reason: string; authority: string };
  expect(shown(suspended())?.facts).toEqual([
    { key: 'reason', text: reason },
    { key: 'authority', text: authority },
  ]);
  expect(shown(handedOver({ note: '' }))?.facts).toEqual([]);
});

test('an acceptance shows the due time that it set', () => {
  expect(shown(accepted())?.dueChange).toEqual({ previousDueAt: undefined, dueAt: expect.any(Date) });
});

const personalEvents = [
  submitted({ summary: 'bí mật' }),
  happened(AT, 'DossierWithdrawn', { personId: APPLICANT, reason: 'bí mật' }),
  happened(AT, 'ResultReturned', { personId: APPLICANT, method: 'counter', receivedBy: 'bí mật' }),
  happened(AT, 'DossierRated', {
    personId: APPLICANT,
    subject: 'dossier',
    targetId: null,
    score: 5,
    comment: 'bí mật',
  }),
  happened(AT, 'MessageWritten', { personId: APPLICANT, audience: 'everybody', text: 'bí mật' }),
];

const said = (entry: ReturnType<typeof shown>) => JSON.stringify([entry?.detail, entry?.facts]);

test.each(personalEvents.map((event) => [event.type, event] as const))(
  'personal data in %s is shown only to callers who may see it',
  (_type, event) => {
    expect(said(shown(event))).toContain('bí mật');
    expect(said(shown(event, false))).not.toContain('bí mật');
  },
);

test('a paper not on the list is shown without its name, which the applicant wrote', () => {
  const event = submitted({
    components: [{ paperId: null, name: 'bí mật', originals: 1, copies: 0, digitisation: 0, fileRef: null }],
  });
  expect(shown(event, false)?.detail).toMatchObject({
    value: { components: [{ name: undefined, originals: 1 }] },
  });
});
