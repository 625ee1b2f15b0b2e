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
  type Visit,
} from '@egov/chassis/web';
import type { Procedure, ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import type { CitizenServices } from '../../services.ts';
import { nextKey } from '../dossiers/progress.ts';
import { draftOf, dropDraft } from '../drafts/drafts.ts';
import { forgetUploaded, uploadedFor, type Uploaded } from '../papers/uploads.ts';
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

/** What is applied for, and what the applicant has uploaded for it. */
type Found = Readonly<{ procedure: Procedure; terms: ProcedureTerms; uploaded: readonly Uploaded[] }>;

async function procedureOf(
  { catalogue, notes }: CitizenServices,
  { params, call, user }: SignedIn,
): Promise<Found> {
  const { procedure } = await catalogue.getProcedure({ procedureId: params.id ?? '' }, call);
  const terms = procedure?.current?.terms;
  if (procedure === undefined || terms === undefined || onlineCases(terms) === undefined)
    throw new PageError('not-found', 'It is not offered online.');
  return { procedure, terms, uploaded: await uploadedFor(notes, user.subject, procedure.procedureId) };
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
  const missing = missingPapers(read.value, found.terms, found.uploaded);
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
  { procedure, terms, uploaded }: Found,
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
        hint: { text: uploadedText(uploaded, paperId, t) },
      })),
      ...more,
    },
    status,
  );
}

/** Says which file was uploaded for a paper, if one was. */
function uploadedText(uploaded: readonly Uploaded[], paperId: string, t: Visit['t']): string {
  const file = uploaded.find((one) => one.paperId === paperId);
  return file === undefined ? '' : t('apply.paper-uploaded', { file: file.fileName });
}

function checkPage({ procedure, terms, uploaded }: Found, application: Application, { t }: SignedIn) {
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
      .map(({ paperId, name: paper }) => ({ paperId, paper, file: uploadedText(uploaded, paperId, t) }))
      .filter(({ paperId, file }) => file !== '' || application.papers.includes(paperId)),
  });
}

async function submitted(
  { intake, notes }: CitizenServices,
  found: Found,
  application: Application,
  visit: SignedIn,
) {
  const { procedure, terms, uploaded } = found;
  try {
    const { dossierId } = await intake.submitDossier(
      {
        requestId: visit.requestId,
        procedureId: procedure.procedureId,
        applicant: applicantOf(application, visit.user.subject),
        components: componentsOf(application, terms, uploaded),
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
    // A slip that is renewed may be of a dossier that has come a long way since.
    next: t(dossier.code === undefined ? 'apply.next-text' : nextKey(dossier)),
    secret,
    qr: await qrSvg(dossier.code ?? dossier.temporaryId ?? ''),
  });
}
