import { type CommandMeta, DomainError } from '@egov/chassis/domain';
import { expect, test } from '@jest/globals';
import { array, assert, constantFrom, nat, property } from 'fast-check';
import { calendar } from '../deadline/calendar.fixture.ts';
import { replyBy } from '../deadline/deadline.ts';
import { noDue } from '../deadline/due.ts';
import { resumption } from '../deadline/resumption.ts';
import { LAND_OFFICE } from '../procedure/procedure.fixture.ts';
import type { DossierCommand } from './commands.ts';
import { dossierDecider } from './decide.ts';
import type { Dossier } from './dossier.ts';
import {
  CODE,
  COUNTER,
  DESK,
  DOSSIER,
  PAYMENT,
  RECEIVED,
  applicant,
  component,
  defect,
  dueOf,
  rules,
} from './dossier.fixture.ts';
import { mayMove, nationalStates, stateAfter } from './national-states.ts';

const submission = {
  dossierId: DOSSIER,
  agencyId: LAND_OFFICE,
  rules: rules(),
  applicant: applicant(),
  components: [component],
  summary: null,
};

const resumed = (state: Dossier, at: string) =>
  state.phase === 'unknown' ? { due: noDue, stepDue: null } : resumption(state.file, at, calendar);

const paper = { outcome: 'granted', resultCode: null, document: null } as const;

/** Every act of the office, to be tried in any state. */
const acts: readonly ((state: Dossier, meta: CommandMeta) => DossierCommand)[] = [
  (_, meta) => ({ type: 'SubmitDossier', data: { ...submission, temporaryId: 'T-1' }, meta }),
  (_, meta) => ({
    type: 'ReceiveDossier',
    data: {
      ...submission,
      channel: 'post',
      temporaryId: 'T-1',
      code: CODE,
      due: dueOf(rules(), meta.occurred),
      holder: COUNTER,
    },
    meta,
  }),
  (_, meta) => ({
    type: 'AcceptDossier',
    data: { code: CODE, due: dueOf(rules(), meta.occurred), holder: COUNTER },
    meta,
  }),
  (_, meta) => ({ type: 'RefuseDossier', data: { reason: 'Sai', legalGround: 'NĐ 118/2025' }, meta }),
  (_, meta) => ({
    type: 'RequestSupplement',
    data: {
      defects: [defect],
      reason: 'Thiếu',
      replyBy: replyBy(rules().supplement, meta.occurred, calendar),
    },
    meta,
  }),
  (state, meta) => ({
    type: 'SupplyPapers',
    data: { components: [], satisfies: false, ...resumed(state, meta.occurred) },
    meta,
  }),
  (_, meta) => ({ type: 'ExpireSupplement', data: { round: 1 }, meta }),
  (_, meta) => ({ type: 'SuspendDossier', data: { authority: 'Sở Tư pháp', reason: '' }, meta }),
  (state, meta) => ({ type: 'ResumeDossier', data: { outcome: '', ...resumed(state, meta.occurred) }, meta }),
  (_, meta) => ({ type: 'HandOverDossier', data: { stepId: 'ky', to: DESK, stepDue: null, note: '' }, meta }),
  (_, meta) => ({
    type: 'HandOverDossier',
    data: { stepId: null, to: COUNTER, stepDue: null, note: '' },
    meta,
  }),
  (_, meta) => ({ type: 'CompleteStep', data: { stepId: 'ky', outcome: '' }, meta }),
  (_, meta) => ({
    type: 'RequestPayment',
    data: { paymentId: PAYMENT, amount: 1, description: '', payBy: null },
    meta,
  }),
  (state, meta) => ({
    type: 'ConfirmPayment',
    data: { paymentId: PAYMENT, outcome: 'paid', amount: 1, reference: '', ...resumed(state, meta.occurred) },
    meta,
  }),
  (_, meta) => ({ type: 'RefundPayment', data: { paymentId: PAYMENT, amount: 1, reference: '' }, meta }),
  (_, meta) => ({
    type: 'ExtendDossier',
    data: { newDue: '2027-01-04T00:00:00.000Z', reason: 'Muộn' },
    meta,
  }),
  (_, meta) => ({ type: 'StopDossier', data: { reason: 'Tranh chấp', legalGround: '' }, meta }),
  (_, meta) => ({ type: 'WithdrawDossier', data: { reason: null }, meta }),
  (_, meta) => ({ type: 'ReleaseResult', data: paper, meta }),
  (_, meta) => ({ type: 'SendBackResult', data: { reason: 'Sai' }, meta }),
  (_, meta) => ({ type: 'ReturnResult', data: { method: 'counter', receivedBy: null }, meta }),
  (_, meta) => ({
    type: 'RateDossier',
    data: { subject: 'dossier', targetId: null, score: 4, comment: null },
    meta,
  }),
];

function decided(command: DossierCommand, state: Dossier) {
  try {
    return dossierDecider.decide(command, state);
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

const HOUR_MS = 3_600_000;

test('whatever is requested in any order, a dossier only makes the moves of the national states', () => {
  const reached = new Set<string>();
  assert(
    property(array(constantFrom(...acts), { maxLength: 80, size: 'max' }), nat(48), (asked, hours) => {
      let state: Dossier = dossierDecider.initial;
      let at = Date.parse(RECEIVED);
      for (const act of asked) {
        at += hours * HOUR_MS;
        const occurred = new Date(at).toISOString();
        const meta = { requestId: 'r', actor: { id: 'clerk', agencyId: LAND_OFFICE }, occurred };
        for (const event of decided(act(state, meta), state)) {
          const before = state;
          state = dossierDecider.evolve(state, {
            ...event,
            at: occurred,
            occurred,
            actor: meta.actor,
            requestId: 'r',
          });
          expect(state.phase).toBe(stateAfter(event) ?? before.phase);
          if (before.phase !== 'unknown' && state.phase !== 'unknown' && before.phase !== state.phase)
            expect(mayMove(before.phase, state.phase)).toBe(true);
          reached.add(state.phase);
        }
      }
    }),
    { numRuns: 400, seed: 20260706 },
  );
  expect([...reached].sort()).toEqual(Object.keys(nationalStates).sort());
});

test('the codes of the ten states are those of the national portal', () => {
  expect(Object.values(nationalStates)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a refused, withdrawn, stopped or returned dossier has no further moves', () => {
  for (const end of ['not-accepted', 'withdrawn', 'stopped', 'returned'] as const) {
    expect(Object.keys(nationalStates).some((to) => mayMove(end, to as keyof typeof nationalStates))).toBe(
      false,
    );
  }
});
