import { registered, inProgress, awaitingPapers, suspended, action } from './action.ts';
import * as ask from './fields.ts';

const paper = { originals: 1 } as const;

/** What the counter does until a dossier is complete: accepted, refused, or its papers supplied. */
export const receptionActions = {
  accept: action({
    rpc: 'acceptDossier',
    states: [registered],
    otherwise: 'DOSSIER_NOT_AWAITING_ACCEPTANCE',
    fields: { promised: ask.optionalMoment() },
    act: ({ intake }, base, { promised }, call) =>
      intake.acceptDossier({ ...base, promisedAt: promised }, call),
  }),
  refuse: action({
    rpc: 'refuseDossier',
    states: [registered],
    otherwise: 'DOSSIER_NOT_AWAITING_ACCEPTANCE',
    ends: true,
    fields: { reason: ask.longText(), legal_ground: ask.text() },
    act: ({ intake }, base, { reason, legal_ground: ground }, call) =>
      intake.refuseDossier({ ...base, reason, legalGround: ground }, call),
  }),
  'request-supplement': action({
    rpc: 'requestSupplement',
    asked: ({ state }) => (state === registered ? 'dossier.receive' : 'dossier.examine'),
    states: [registered, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { papers_missing: ask.papers(), defects: ask.optionalLines(), reason: ask.longText() },
    oneOf: ['papers_missing', 'defects'],
    act: ({ pauses }, base, { papers_missing: papers, defects, reason }, call) =>
      pauses.requestSupplement(
        {
          ...base,
          reason,
          defects: [
            ...papers.map((paperId) => ({ paperId, description: reason })),
            ...defects.map((description) => ({ description })),
          ],
        },
        call,
      ),
  }),
  supply: action({
    rpc: 'supplyPapers',
    asked: () => 'dossier.receive',
    states: [awaitingPapers],
    otherwise: 'NO_SUPPLEMENT_AWAITED',
    fields: { papers_received: ask.papers(), papers: ask.optionalLines(), satisfies: ask.tick() },
    oneOf: ['papers_received', 'papers'],
    act: ({ pauses }, base, { papers_received: received, papers, satisfies }, call) =>
      pauses.supplyPapers(
        {
          ...base,
          satisfies,
          components: [
            ...received.map((paperId) => ({ ...paper, paperId })),
            ...papers.map((name) => ({ ...paper, name })),
          ],
        },
        call,
      ),
  }),
} as const;
