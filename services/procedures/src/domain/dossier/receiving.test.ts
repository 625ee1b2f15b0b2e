import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { local } from '../deadline/calendar.fixture.ts';
import { noDue, typedDue } from '../deadline/due.ts';
import { LAND_OFFICE } from '../procedure/procedure.fixture.ts';
import type { AcceptDossier, ImportDossier, ReceiveDossier, SubmitDossier } from './commands.ts';
import { dossierDecider } from './decide.ts';
import {
  CODE,
  COUNTER,
  DOSSIER,
  RECEIVED,
  applicant,
  at,
  component,
  dueOf,
  fact,
  rules,
} from './dossier.fixture.ts';
import { atCounter, atDesk, closed, registered, submitted, supplementRequested } from './life.fixture.ts';

const dossier = specFor(dossierDecider);

const submission = {
  dossierId: DOSSIER,
  agencyId: LAND_OFFICE,
  rules: rules(),
  applicant: applicant(),
  components: [component],
  summary: 'Sang tên thửa đất 12',
};
const TEMPORARY = 'T-260706-0197C1A0';
const { rules: _rules, ...said } = submission;
const { dossierId: _id, agencyId: _agency, ...content } = submission;

const submit = (changes: Partial<SubmitDossier['data']> = {}) =>
  ({
    type: 'SubmitDossier',
    data: { ...submission, temporaryId: TEMPORARY, ...changes },
    meta: at('2026-07-06 09:15'),
  }) as const;
const receive = (changes: Partial<ReceiveDossier['data']> = {}) =>
  ({
    type: 'ReceiveDossier',
    data: {
      ...submission,
      channel: 'counter',
      temporaryId: TEMPORARY,
      code: CODE,
      due: dueOf(),
      holder: COUNTER,
      ...changes,
    },
    meta: at('2026-07-06 09:15'),
  }) as const;
const accept = (changes: Partial<AcceptDossier['data']> = {}) =>
  ({
    type: 'AcceptDossier',
    data: { code: CODE, due: dueOf(), holder: COUNTER, ...changes },
    meta: at('2026-07-06 09:15'),
  }) as const;
const refuseIt = (reason = 'Không đúng thẩm quyền', legalGround = 'NĐ 118/2025') =>
  ({ type: 'RefuseDossier', data: { reason, legalGround } }) as const;

test('a dossier is submitted online and has a temporary id, but no code yet', () => {
  dossier
    .given([])
    .when(submit())
    .then([fact('DossierSubmitted', { ...content, channel: 'online', temporaryId: TEMPORARY })]);
});

test('a dossier at the counter, or by post, is received and accepted in one act', () => {
  for (const channel of ['counter', 'post'] as const) {
    dossier
      .given([])
      .when(receive({ channel }))
      .then([
        fact('DossierSubmitted', { ...content, channel, temporaryId: TEMPORARY }),
        fact('DossierAccepted', { code: CODE, due: dueOf(), holder: COUNTER }),
      ]);
  }
});

test('an online dossier is submitted, not received', () => {
  dossier
    .given([])
    .when(receive({ channel: 'online' }))
    .refuses('CHANNEL_NOT_RECEIVED', { field: 'channel' });
});

test('a dossier is submitted once', () => {
  dossier.given(registered).when(submit()).refuses('DOSSIER_EXISTS', { dossierId: DOSSIER });
  dossier.given(closed).when(receive()).refuses('DOSSIER_EXISTS', { dossierId: DOSSIER });
});

test('an unknown paper of the procedure is refused, one not on its list is accepted by name', () => {
  dossier
    .given([])
    .when(submit({ components: [{ ...component, paperId: 'giay-phep' }] }))
    .refuses('PAPER_UNKNOWN', { paperId: 'giay-phep' });
  const beside = [{ ...component, paperId: null, name: 'Giấy ủy quyền' }];
  dossier
    .given([])
    .when(submit({ components: beside }))
    .then([
      fact('DossierSubmitted', { ...content, components: beside, channel: 'online', temporaryId: TEMPORARY }),
    ]);
});

test('a procedure of recorded histories accepts no live dossier', () => {
  const recorded = rules({ recorded: true });
  for (const command of [submit({ rules: recorded }), receive({ rules: recorded })])
    dossier.given([]).when(command).refuses('PROCEDURE_RECORDED', { code: '1.004873' });
});

test('a submitted dossier is accepted: it gets its code and its clock starts', () => {
  dossier
    .given(registered)
    .when(accept())
    .then([fact('DossierAccepted', { code: CODE, due: dueOf(), holder: COUNTER })]);
});

test('a dossier is accepted once, and not while its papers are awaited', () => {
  for (const life of [atCounter, atDesk, closed])
    dossier.given(life).when(accept()).refuses('DOSSIER_NOT_AWAITING_ACCEPTANCE');
  dossier
    .given([submitted(), supplementRequested()])
    .when(accept())
    .refuses('DOSSIER_NOT_AWAITING_ACCEPTANCE', { state: 5 });
});

test('under a procedure with a duration a due time is required, and cannot be entered', () => {
  dossier
    .given(registered)
    .when(accept({ due: noDue }))
    .refuses('DUE_TIME_NEEDED');
  dossier
    .given(registered)
    .when(accept({ due: typedDue(local('2026-07-20 10:00')) }))
    .refuses('DUE_TIME_FIXED');
});

test('under a procedure without a duration a due time is optional, and entered', () => {
  const free = [submitted({ rules: rules({ duration: null }) })];
  for (const due of [noDue, typedDue(local('2026-07-20 10:00'))]) {
    dossier
      .given(free)
      .when(accept({ due }))
      .then([fact('DossierAccepted', { code: CODE, due, holder: COUNTER })]);
  }
});

test('a result cannot be promised for the time of receipt or before it', () => {
  const free = [submitted({ rules: rules({ duration: null }) })];
  dossier
    .given(free)
    .when(accept({ due: typedDue(RECEIVED) }))
    .refuses('DUE_TIME_PAST', { promised: RECEIVED });
});

test('a dossier is refused with the reason and the legal ground', () => {
  dossier
    .given(registered)
    .when(refuseIt())
    .then([fact('DossierRefused', { reason: 'Không đúng thẩm quyền', legalGround: 'NĐ 118/2025' })]);
});

test('the form of refusal is not issued without the reason, or without the legal ground', () => {
  dossier.given(registered).when(refuseIt(' ')).refuses('REASON_NEEDED', { field: 'reason' });
  dossier.given(registered).when(refuseIt('Sai mẫu', '')).refuses('REASON_NEEDED', { field: 'legal_ground' });
});

test('an accepted dossier can no longer be refused', () => {
  dossier.given(atCounter).when(refuseIt()).refuses('DOSSIER_NOT_AWAITING_ACCEPTANCE', { state: 2 });
});

test('a dossier that does not exist is not found', () => {
  for (const command of [accept(), refuseIt()]) dossier.given([]).when(command).refuses('NOT_FOUND');
});

const importCase = (changes: Partial<ImportDossier['data']> = {}, importId: string | null = 'import-1') =>
  ({
    type: 'ImportDossier',
    data: {
      ...said,
      rules: rules({ recorded: true }),
      channel: 'online',
      attributes: {},
      due: noDue,
      holder: COUNTER,
      ...changes,
    },
    meta: at('2011-10-11 18:42', importId === null ? {} : { importId }),
  }) as const;

test('the case of an imported history keeps its attributes, and its deadline and end as instants', () => {
  const attributes = { channel: 'Internet', deadline: '2011-12-06 13:41:31.788000+01:00', enddate: 'never' };
  dossier
    .given([])
    .when(importCase({ attributes }))
    .then([
      fact('DossierImported', {
        ...content,
        rules: rules({ recorded: true }),
        channel: 'online',
        attributes,
        due: noDue,
        holder: COUNTER,
        deadline: '2011-12-06T12:41:31.788Z',
        endDate: null,
      }),
    ]);
});

test('an imported history belongs to an import', () => {
  dossier.given([]).when(importCase({}, null)).refuses('IMPORT_NOT_NAMED', { field: 'import_id' });
});
