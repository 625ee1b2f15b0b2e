import { isNotFound } from '@egov/chassis/grpc';
import {
  liveStream,
  lookUpLimit,
  page,
  PageError,
  readForm,
  sealing,
  view,
  type Feature,
  type Sealing,
  type Visit,
} from '@egov/chassis/web';
import type { Request } from 'express';
import { z } from 'zod';
import type { CitizenServices } from '../../services.ts';
import { missingOf } from '../dossiers/missing.ts';
import { progress } from '../dossiers/progress.ts';

/** What a page was shown for: the holder of a slip hears of changes without a session. */
type Followed = Readonly<{ id: string; revision: string; until: number }>;

const PURPOSE = 'egov followed dossiers';
/** As long as a citizen's session. */
const FOLLOWED_MS = 2 * 3_600_000;
const TRIES_A_MINUTE = 30;
const slip = z.object({
  code: z.string().trim().min(1, 'follow.code-needed').max(60, 'follow.code-needed'),
  secret: z.string().trim().min(1, 'follow.secret-needed').max(40, 'follow.secret-needed'),
});

/**
 * Following a dossier without an account, by the code and the secret of its slip. The secret is never part of
 * an address.
 */
export const followFeature = (
  services: CitizenServices,
  { sessionSecret }: Readonly<{ sessionSecret: string }>,
): Feature => ({
  name: 'follow',
  routes: (router) => {
    const seal = sealing(Buffer.from(sessionSecret), PURPOSE);
    const followedOf = ({ query }: Request): Followed => {
      const sealed = typeof query.of === 'string' ? query.of : '';
      const followed = seal.open(Buffer.from(sealed, 'base64url'), PURPOSE) as Followed | undefined;
      if (followed === undefined || followed.until < Date.now())
        throw new PageError('not-found', 'The address is of no dossier that was looked up.');
      return followed;
    };
    router.get(
      '/follow',
      page((visit) => formPage(visit, {})),
    );
    router.get(
      '/follow/live',
      liveStream(services.changes, {
        of: (request) => followedOf(request).id,
        revision: async (request) => BigInt(followedOf(request).revision),
      }),
    );
    router.post(
      '/follow',
      lookUpLimit(TRIES_A_MINUTE),
      page(async (visit) => {
        const read = readForm(slip, visit);
        if (!read.ok) return formPage(visit, { errors: read.errors }, 422);
        try {
          return await followed(services, seal, read.value, visit);
        } catch (error) {
          if (!isNotFound(error)) throw error;
          return formPage(visit, { errors: [{ field: 'secret', text: visit.t('follow.unknown') }] }, 422);
        }
      }),
    );
  },
});

const formPage = ({ t, form, query }: Visit, more: Readonly<Record<string, unknown>>, status = 200) =>
  view(
    'follow/form.njk',
    {
      title: t('follow.title'),
      form: { code: (query.code ?? '').slice(0, 60), ...form, secret: '' },
      ...more,
    },
    status,
  );

async function followed(
  services: CitizenServices,
  seal: Sealing,
  { code, secret }: z.infer<typeof slip>,
  visit: Visit,
) {
  const { follow, agencies } = services;
  const { dossier, timeline } = await follow.followDossier(
    { code: code.toUpperCase(), secret },
    visit.publicCall,
  );
  if (dossier === undefined)
    return formPage(visit, { errors: [{ field: 'secret', text: visit.t('follow.unknown') }] }, 422);
  const shown: Followed = {
    id: dossier.dossierId,
    revision: String(dossier.revision),
    until: Date.now() + FOLLOWED_MS,
  };
  const [{ agency }, missing] = await Promise.all([
    agencies.getAgency({ agencyId: dossier.holderAgencyId }, visit.publicCall),
    missingOf(services, dossier, timeline, visit.publicCall),
  ]);
  return view('follow/followed.njk', {
    title: dossier.code || dossier.temporaryId,
    followed: Buffer.from(seal.close(shown, PURPOSE)).toString('base64url'),
    ...progress(dossier, timeline, { holder: agency?.name ?? '–', missing }, visit),
  });
}
