import { isNotFound } from '@egov/chassis/grpc';
import {
  liveStream,
  lookUpLimit,
  page,
  PageError,
  readForm,
  view,
  type Feature,
  type Visit,
} from '@egov/chassis/web';
import type {} from 'express-session';
import { z } from 'zod';
import type { CitizenServices } from '../../services.ts';
import { progress } from '../dossiers/progress.ts';

declare module 'express-session' {
  interface SessionData {
    /** The dossier last looked up by its slip. */
    followed: Readonly<{ id: string; revision: string }>;
  }
}

const TRIES_A_MINUTE = 30;
const slip = z.object({
  code: z.string().trim().min(1, 'follow.code-needed').max(60, 'follow.code-needed'),
  secret: z.string().trim().min(1, 'follow.secret-needed').max(40, 'follow.secret-needed'),
});

/**
 * Following a dossier without an account, by the code and the secret of its slip. The secret is never part of
 * an address.
 */
export const followFeature = (services: CitizenServices): Feature => ({
  name: 'follow',
  routes: (router) => {
    router.get(
      '/follow',
      page((visit) => formPage(visit, {})),
    );
    router.get(
      '/follow/live',
      liveStream(services.changes, {
        of: ({ session }) => session.followed?.id ?? '',
        revision: async ({ session }) => {
          if (session.followed === undefined)
            throw new PageError('not-found', 'Nothing was looked up in this session.');
          return BigInt(session.followed.revision);
        },
      }),
    );
    router.post(
      '/follow',
      lookUpLimit(TRIES_A_MINUTE),
      page(async (visit) => {
        const read = readForm(slip, visit);
        if (!read.ok) return formPage(visit, { errors: read.errors }, 422);
        try {
          return await followed(services, read.value, visit);
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
  { follow, agencies }: CitizenServices,
  { code, secret }: z.infer<typeof slip>,
  visit: Visit,
) {
  const { dossier, timeline } = await follow.followDossier(
    { code: code.toUpperCase(), secret },
    visit.publicCall,
  );
  if (dossier === undefined)
    return formPage(visit, { errors: [{ field: 'secret', text: visit.t('follow.unknown') }] }, 422);
  visit.request.session.followed = { id: dossier.dossierId, revision: String(dossier.revision) };
  const { agency } = await agencies.getAgency({ agencyId: dossier.holderAgencyId }, visit.publicCall);
  return view('follow/followed.njk', {
    title: dossier.code || dossier.temporaryId,
    ...progress(dossier, timeline, agency?.name ?? '–', visit),
  });
}
