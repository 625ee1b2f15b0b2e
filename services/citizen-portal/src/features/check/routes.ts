import { isNotFound } from '@egov/chassis/grpc';
import { lookUpLimit, page, readForm, view, type Feature, type Visit } from '@egov/chassis/web';
import { ResultOutcome } from '@egov/proto/egov/procedures/v1/dossier';
import { z } from 'zod';
import type { CitizenServices } from '../../services.ts';

const TRIES_A_MINUTE = 30;
const heldResult = z.object({
  code: z.string().trim().min(1, 'check.code-needed').max(60, 'check.code-needed'),
  document: z.string().trim().min(1, 'check.document-needed').max(100, 'check.document-needed'),
});

/** Checking a result: whether the office released it, and what it decided. */
export const checkFeature = (services: CitizenServices): Feature => ({
  name: 'check',
  routes: (router) => {
    router.get(
      '/check',
      page((visit) => formPage(visit, {})),
    );
    router.post(
      '/check',
      lookUpLimit(TRIES_A_MINUTE),
      page(async (visit) => {
        const read = readForm(heldResult, visit);
        if (!read.ok) return formPage(visit, { errors: read.errors }, 422);
        try {
          return await checked(services, read.value, visit);
        } catch (error) {
          if (!isNotFound(error)) throw error;
          return formPage(visit, { errors: [{ field: 'document', text: visit.t('check.unknown') }] }, 422);
        }
      }),
    );
  },
});

const formPage = ({ t, form, query }: Visit, more: Readonly<Record<string, unknown>>, status = 200) =>
  view(
    'check/form.njk',
    { title: t('check.title'), form: { code: (query.code ?? '').slice(0, 60), ...form }, ...more },
    status,
  );

async function checked(
  { follow, agencies }: CitizenServices,
  { code, document }: z.infer<typeof heldResult>,
  { t, publicCall }: Visit,
) {
  const result = await follow.checkResult({ code: code.toUpperCase(), document }, publicCall);
  const { agency } = await agencies.getAgency({ agencyId: result.agencyId }, publicCall);
  return view('check/genuine.njk', {
    title: t('check.genuine'),
    agency: agency?.name ?? '–',
    outcome: t(
      result.outcome === ResultOutcome.RESULT_OUTCOME_DENIED ? 'dossiers.denied' : 'dossiers.granted',
    ),
    result,
  });
}
