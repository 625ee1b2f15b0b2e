import { registered, inProgress, awaitingPapers, suspended, type Action } from './action.ts';

const paper = { originals: 1 } as const;

/** What the counter does until a dossier is complete: accepted, refused, or its papers supplied. */
export const receptionActions = {
  accept: {
    rpc: 'acceptDossier',
    states: [registered],
    otherwise: 'DOSSIER_NOT_AWAITING_ACCEPTANCE',
    fields: { promised: 'optional-moment' },
    act: ({ intake }, base, { promised }, call) =>
      intake.acceptDossier({ ...base, promisedAt: promised.moment }, call),
  },
  refuse: {
    rpc: 'refuseDossier',
    states: [registered],
    otherwise: 'DOSSIER_NOT_AWAITING_ACCEPTANCE',
    ends: true,
    fields: { reason: 'long-text', legal_ground: 'text' },
    act: ({ intake }, base, { reason, legal_ground: ground }, call) =>
      intake.refuseDossier({ ...base, reason: reason.text, legalGround: ground.text }, call),
  },
  'request-supplement': {
    rpc: 'requestSupplement',
    asked: ({ state }) => (state === registered ? 'dossier.receive' : 'dossier.examine'),
    states: [registered, inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: suspended,
    fields: { papers_missing: 'papers', defects: 'optional-lines', reason: 'long-text' },
    oneOf: ['papers_missing', 'defects'],
    act: ({ pauses }, base, { papers_missing: papers, defects, reason }, call) =>
      pauses.requestSupplement(
        {
          ...base,
          reason: reason.text,
          defects: [
            ...papers.lines.map((paperId) => ({ paperId, description: reason.text })),
            ...defects.lines.map((description) => ({ description })),
          ],
        },
        call,
      ),
  },
  supply: {
    rpc: 'supplyPapers',
    asked: () => 'dossier.receive',
    states: [awaitingPapers],
    otherwise: 'NO_SUPPLEMENT_AWAITED',
    fields: { papers_received: 'papers', papers: 'optional-lines', satisfies: 'tick' },
    oneOf: ['papers_received', 'papers'],
    act: ({ pauses }, base, { papers_received: received, papers, satisfies }, call) =>
      pauses.supplyPapers(
        {
          ...base,
          satisfies: satisfies.ticked,
          components: [
            ...received.lines.map((paperId) => ({ ...paper, paperId })),
            ...papers.lines.map((name) => ({ ...paper, name })),
          ],
        },
        call,
      ),
  },
} as const satisfies Readonly<Record<string, Action>>;
