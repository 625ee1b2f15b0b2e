import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { procedureDecider } from './decide.ts';
import { LAND_REGISTRATION, proposed, published, retired, terms } from './procedure.fixture.ts';
import type { ChannelTerms, ProcedureTerms } from './terms.ts';

const procedure = specFor(procedureDecider);

const propose = (changes: Partial<ProcedureTerms> = {}, inForceFrom = '2026-01-01') =>
  ({
    type: 'ProposeProcedureVersion',
    data: { procedureId: LAND_REGISTRATION, terms: terms(changes), inForceFrom },
  }) as const;
const publish = (version = 1, by = 'publisher') =>
  ({
    type: 'PublishProcedureVersion',
    data: { procedureId: LAND_REGISTRATION, version },
    meta: { actor: { id: by } },
  }) as const;
const retire = (retiredOn = '2026-06-30') =>
  ({
    type: 'RetireProcedure',
    data: { procedureId: LAND_REGISTRATION, retiredOn, legalGround: 'QĐ 2001/QĐ-UBND' },
  }) as const;

const counterWith = (changes: Partial<ChannelTerms['cases'][number]>): Partial<ProcedureTerms> => ({
  channels: [
    { channel: 'counter', cases: [{ name: null, duration: null, fee: null, rounding: 'civil', ...changes }] },
  ],
});

test('the first version of a procedure is proposed', () => {
  procedure
    .given([])
    .when(propose())
    .then([{ type: 'ProcedureVersionProposed', data: proposed().data }]);
});

test('a later version is proposed next to the published one, also under its agency’s code', () => {
  const code = '1.004873.000.00.00.H44';
  procedure
    .given([proposed(), published()])
    .when(propose({ code }, '2027-01-01'))
    .then([{ type: 'ProcedureVersionProposed', data: { ...proposed(2, '2027-01-01', { code }).data } }]);
});

test('a version with another national code is another procedure', () => {
  procedure
    .given([proposed()])
    .when(propose({ code: '1.004874' }))
    .refuses('CODE_DIFFERS', { code: '1.004873' });
});

test('somebody other than the proposer publishes a version', () => {
  procedure.given([proposed()]).when(publish()).then([published()]);
});

test('the proposer of a version may not publish it', () => {
  procedure.given([proposed()]).when(publish(1, 'proposer')).refuses('SAME_PERSON');
});

test('a version that was never proposed cannot be published', () => {
  procedure.given([proposed()]).when(publish(2)).refuses('VERSION_UNKNOWN', { version: 2 });
});

test('a version is published once', () => {
  procedure.given([proposed(), published()]).when(publish()).refuses('VERSION_PUBLISHED', { version: 1 });
});

test('a procedure is retired after a day', () => {
  procedure.given([proposed(), published()]).when(retire()).then([retired()]);
});

test('a retired procedure is neither changed, nor published, nor retired again', () => {
  const ended = procedure.given([proposed(), published(), retired()]);
  for (const command of [propose(), publish(), retire()] as const)
    ended.when(command).refuses('PROCEDURE_RETIRED', { retiredOn: '2026-06-30' });
});

test('a procedure that was never proposed is unknown', () => {
  for (const command of [publish(), retire()] as const)
    procedure.given([]).when(command).refuses('PROCEDURE_UNKNOWN');
});

const paper = { paperId: 'don', name: 'Đơn', originals: 1, copies: 0, form: null, required: true };
const step = { stepId: 'ky', name: 'Ký', role: 'leader', duration: null };

test.each<[string, Partial<ProcedureTerms>, string, string]>([
  ['code that is not national', { code: '4873' }, 'CODE_MALFORMED', 'terms.code'],
  ['lack of channels', { channels: [] }, 'AT_LEAST_ONE', 'terms.channels'],
  [
    'channel without a case',
    { channels: [{ channel: 'post', cases: [] }] },
    'AT_LEAST_ONE',
    'terms.channels.cases',
  ],
  [
    'channel named twice',
    { channels: [...terms().channels, ...terms().channels] },
    'NAMED_TWICE',
    'terms.channels',
  ],
  ['fee of half a đồng', counterWith({ fee: 0.5 }), 'VALUE_OUT_OF_RANGE', 'terms.channels.cases.fee'],
  ['fee below nothing', counterWith({ fee: -1 }), 'VALUE_OUT_OF_RANGE', 'terms.channels.cases.fee'],
  [
    'duration of no time',
    counterWith({ duration: { amount: 0, unit: 'months' } }),
    'VALUE_OUT_OF_RANGE',
    'terms.channels.cases.duration',
  ],
  ['paper named twice', { papers: [paper, paper] }, 'NAMED_TWICE', 'terms.papers.paper_id'],
  ['paper in minus one copy', { papers: [{ ...paper, copies: -1 }] }, 'VALUE_OUT_OF_RANGE', 'terms.papers'],
  ['step named twice', { steps: [step, step] }, 'NAMED_TWICE', 'terms.steps.step_id'],
  [
    'extra time without its length',
    { supplement: { clock: 'resume-extra', maxWait: null, extra: null } },
    'EXTRA_NEEDED',
    'terms.supplement.extra',
  ],
  ['cut-off that no clock shows', { sameDayCutoff: '24:00' }, 'CUTOFF_MALFORMED', 'terms.same_day_cutoff'],
])('terms with a %s are refused with the name of the field', (_flaw, changes, reason, field) => {
  procedure.given([]).when(propose(changes)).refuses(reason, { field });
});

test('a date that no calendar has is refused', () => {
  procedure.given([]).when(propose({}, '2026-02-30')).refuses('DATE_MALFORMED', { field: 'in_force_from' });
  procedure.given([proposed()]).when(retire('30/06/2026')).refuses('DATE_MALFORMED', { field: 'retired_on' });
});
