import { filled, readForm, refusal, seeOther, type SignedIn } from '@egov/chassis/web';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { CitizenServices } from '../../services.ts';
import { entriesOf, shown } from './dossier-page.ts';
import { ratingParts } from './rating-parts.ts';

const short = (max: number) => z.string().trim().max(max, 'dossiers.too-long').default('');
const MAX_PAPERS = 50;
const supplyForm = z.object({
  papers: z
    .string()
    .trim()
    .min(1, 'dossiers.papers-needed')
    .max(2_000, 'dossiers.too-long')
    .transform((lines) =>
      lines
        .split(/\r?\n/u)
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string()).max(MAX_PAPERS, 'dossiers.papers-many')),
});
const withdrawForm = z.object({ reason: short(1_000), sure: z.literal('yes', 'dossiers.sure-needed') });
const messageForm = z.object({
  text: z.string().trim().min(1, 'dossiers.text-needed').max(4_000, 'dossiers.too-long'),
});
const rateForm = z.object({
  score: z.enum(['1', '2', '3', '4', '5'], 'dossiers.score-needed'),
  comment: short(1_000),
});

export async function supplied(services: CitizenServices, visit: SignedIn) {
  const read = readForm(supplyForm, visit);
  if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
  const components = read.value.papers.map((name) => ({ name, originals: 1, copies: 0 }));
  return done(services, visit, () =>
    services.pauses.supplyPapers({ ...base(visit), components, satisfies: false }, visit.call),
  );
}

export async function withdrawn(services: CitizenServices, visit: SignedIn) {
  const read = readForm(withdrawForm, visit);
  if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
  return done(services, visit, () =>
    services.ending.withdrawDossier({ ...base(visit), reason: filled(read.value.reason) }, visit.call),
  );
}

export async function written(services: CitizenServices, visit: SignedIn) {
  const read = readForm(messageForm, visit);
  if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
  return done(services, visit, () =>
    services.correspondence.writeMessage({ ...base(visit), text: read.value.text }, visit.call),
  );
}

/** The new slip is shown at once: the earlier one no longer follows. */
export async function slipRenewed(services: CitizenServices, visit: SignedIn) {
  const { requestId, params, call } = visit;
  const dossierId = params.id ?? '';
  try {
    await services.follow.renewFollowSecret({ requestId, dossierId }, call);
    return seeOther(`/applied/${dossierId}`);
  } catch (error) {
    return shown(services, visit, { errors: refusal(error, visit).errors }, 422);
  }
}

export async function rated(services: CitizenServices, visit: SignedIn) {
  const read = readForm(rateForm, visit);
  if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
  const { score, comment } = read.value;
  return done(services, visit, () =>
    services.correspondence.rateDossier(
      { ...base(visit), subject: 1, score: Number(score), comment: filled(comment) },
      visit.call,
    ),
  );
}

/**
 * Rates each part that has a score. If one fails, those rated before stay rated, since each is a separate
 * request.
 */
export async function rateParts(services: CitizenServices, visit: SignedIn) {
  const parts = ratingParts(await entriesOf(services, visit), visit.user.subject).flatMap((part) => {
    const score = visit.form[part.field];
    return typeof score === 'string' && /^[1-5]$/u.test(score) ? [{ ...part, score: Number(score) }] : [];
  });
  if (parts.length === 0)
    return shown(
      services,
      visit,
      { errors: [{ field: 'parts', text: visit.t('dossiers.part-needed') }] },
      422,
    );
  return done(services, visit, async () => {
    for (const { subject, targetId, score } of parts) {
      await services.correspondence.rateDossier(
        {
          ...base(visit),
          requestId: v5(`${subject}:${targetId}`, visit.requestId),
          subject,
          targetId,
          score,
        },
        visit.call,
      );
    }
  });
}

const base = ({ requestId, params }: SignedIn) => ({
  requestId,
  dossierId: params.id ?? '',
  expectedRevision: undefined,
  occurredAt: undefined,
});

async function done(services: CitizenServices, visit: SignedIn, act: () => Promise<unknown>) {
  try {
    await act();
    return seeOther(`/dossiers/${visit.params.id ?? ''}?done=yes`);
  } catch (error) {
    return shown(services, visit, { errors: refusal(error, visit).errors }, 422);
  }
}
