import {
  filled,
  moment,
  PageError,
  qrSvg,
  readForm,
  refusal,
  seeOther,
  signedIn,
  view,
  type Feature,
  type SignedIn,
} from '@egov/chassis/web';
import type { Procedure, ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import type { CitizenServices } from '../../services.ts';
import { draftOf, dropDraft } from '../drafts/drafts.ts';
import { forgetUploaded, uploadedFor } from '../papers/uploads.ts';
import {
  applicantOf,
  applicationForm,
  componentsOf,
  missingPapers,
  onlineCases,
  type Application,
} from './application-form.ts';

/** Applying online: a form from the procedure's definition, a review, and the slip. */
export const applyFeature = (services: CitizenServices): Feature => ({
  name: 'apply',
  routes: (router) => {
    router.get(
      '/apply/:id',
      signedIn((visit) => startPage(services, visit)),
    );
    router.post(
      '/apply/:id',
      signedIn((visit) => applied(services, visit)),
    );
    router.get(
      '/applied/:id',
      signedIn((visit) => appliedPage(services, visit)),
    );
  },
});

type Found = Readonly<{ procedure: Procedure; terms: ProcedureTerms }>;

async function procedureOf({ catalogue }: CitizenServices, { params, call }: SignedIn): Promise<Found> {
  const { procedure } = await catalogue.getProcedure({ procedureId: params.id ?? '' }, call);
  const terms = procedure?.current?.terms;
  if (procedure === undefined || terms === undefined || onlineCases(terms) === undefined)
    throw new PageError('not-found', 'It is not offered online.');
  return { procedure, terms };
}

/** The empty form, or the draft that was left. */
async function startPage(services: CitizenServices, visit: SignedIn) {
  const found = await procedureOf(services, visit);
  const draft = await draftOf(services.notes, visit.user.subject, found.procedure.procedureId);
  if (draft === undefined) return formPage(found, visit, {});
  const { fields, papers } = draft.value;
  return formPage(
    found,
    { ...visit, form: { ...fields, papers } },
    { resumed: visit.t('drafts.resumed', { when: moment(new Date(draft.at), visit.locale) }) },
  );
}

async function applied(services: CitizenServices, visit: SignedIn) {
  const found = await procedureOf(services, visit);
  const read = readForm(applicationForm, visit);
  if (!read.ok) return formPage(found, visit, { errors: read.errors }, 422);
  const missing = missingPapers(
    read.value,
    found.terms,
    await uploadedFor(services.notes, visit.user.subject, found.procedure.procedureId),
  );
  if (missing.length > 0)
    return formPage(
      found,
      visit,
      {
        errors: missing.map(({ name }) => ({
          field: 'papers',
          text: visit.t('apply.paper-missing', { name }),
        })),
      },
      422,
    );
  if (visit.form.step === 'change') return formPage(found, visit, {});
  if (visit.form.step !== 'submit') return checkPage(found, read.value, visit);
  return submitted(services, found, read.value, visit);
}

function formPage(
  { procedure, terms }: Found,
  { t, form, user }: SignedIn,
  more: Readonly<Record<string, unknown>>,
  status = 200,
) {
  const ticked = [form.papers ?? []].flat();
  return view(
    'apply/form.njk',
    {
      title: t('apply.title'),
      procedure,
      terms,
      form: { name: user.name, ...form },
      cases: (onlineCases(terms) ?? []).map(({ name }) => ({ value: name, text: name })),
      papers: terms.papers.map(({ paperId, name, required }) => ({
        value: paperId,
        text: required ? name : t('apply.paper-optional', { name }),
        checked: ticked.includes(paperId),
      })),
      ...more,
    },
    status,
  );
}

function checkPage({ procedure, terms }: Found, application: Application, { t }: SignedIn) {
  const { case_name: caseName, name, id_number: idNumber, phone, email, address, summary } = application;
  const rows = { case_name: caseName, name, id_number: idNumber, phone, email, address, summary };
  return view('apply/check.njk', {
    title: t('apply.check'),
    procedure,
    terms,
    application,
    rows: Object.entries(rows)
      .filter(([, value]) => value !== '')
      .map(([field, value]) => ({ label: t(`apply.field.${field}`), value })),
    papers: terms.papers
      .filter(({ paperId }) => application.papers.includes(paperId))
      .map((paper) => paper.name),
  });
}

async function submitted(
  { intake, notes }: CitizenServices,
  found: Found,
  application: Application,
  visit: SignedIn,
) {
  const { procedure, terms } = found;
  try {
    const { dossierId } = await intake.submitDossier(
      {
        requestId: visit.requestId,
        procedureId: procedure.procedureId,
        applicant: applicantOf(application, visit.user.subject),
        components: componentsOf(
          application,
          terms,
          await uploadedFor(notes, visit.user.subject, procedure.procedureId),
        ),
        caseName: filled(application.case_name),
        summary: filled(application.summary),
      },
      visit.call,
    );
    await dropDraft(notes, visit.user.subject, procedure.procedureId);
    await forgetUploaded(notes, visit.user.subject, procedure.procedureId);
    return seeOther(`/applied/${dossierId}`);
  } catch (error) {
    return formPage(found, visit, { errors: refusal(error, visit).errors }, 422);
  }
}

async function appliedPage(services: CitizenServices, { params, call, t }: SignedIn) {
  const { dossier } = await services.dossierQueries.getDossier({ dossierId: params.id ?? '' }, call);
  if (dossier === undefined) throw new PageError('not-found', 'The response has no dossier.');
  const { secret } = await services.follow.getFollowSecret({ dossierId: dossier.dossierId }, call);
  return view('apply/applied.njk', {
    title: t('apply.done'),
    dossier,
    secret,
    qr: await qrSvg(dossier.temporaryId ?? ''),
  });
}
