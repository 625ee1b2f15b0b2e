import { isNotFound } from '@egov/chassis/grpc';
import { explainDue } from '@egov/dossier-views';
import {
  filled,
  money,
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
import type { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import type { Channel, Procedure, ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import type { StaffServices } from '../../services.ts';
import { componentsOf, receiptForm, type Receipt } from './receipt-form.ts';

type Found = Readonly<{ procedure: Procedure; terms: ProcedureTerms }>;

const CHOICES = 15;

/** Receiving a dossier at the counter, by the keyboard alone: find the procedure, one form, the receipt. */
export const counterFeature = (services: StaffServices): Feature => ({
  name: 'counter',
  routes: (router) => {
    router.get(
      '/counter',
      signedIn((visit) => findPage(services, visit)),
    );
    router.get(
      '/counter/receive/:id',
      signedIn(async (visit) => formPage(await procedureOf(services, visit), visit, {})),
    );
    router.post(
      '/counter/receive/:id',
      signedIn(async (visit) => {
        const found = await procedureOf(services, visit);
        const read = readForm(receiptForm, visit);
        return read.ok
          ? received(services, found, read.value, visit)
          : formPage(found, visit, { errors: read.errors }, 422);
      }),
    );
    router.post(
      '/counter/receive/:id/applicant',
      signedIn(async (visit) =>
        formPage(await procedureOf(services, visit), ...(await withApplicant(services, visit))),
      ),
    );
    router.get(
      '/counter/receipts/:id',
      signedIn((visit) => receiptPage(services, visit)),
    );
  },
});

async function findPage(services: StaffServices, { query, user, call, t }: SignedIn) {
  const text = (query.text ?? '').trim().slice(0, 200);
  // One agency's counter offers what that agency solves; an official of several finds everything.
  const [only = '', ...others] = user.agencies;
  const agencyId = only === '*' || others.length > 0 ? '' : only;
  const { procedures } = await services.catalogue.listProcedures(
    {
      text: filled(text),
      agencyId: filled(agencyId),
      pageSize: CHOICES,
    },
    call,
  );
  return view('counter/find.njk', {
    title: t('counter.title'),
    text,
    // A procedure for imported histories only cannot be applied for.
    rows: procedures
      .filter(({ current }) => current?.terms?.recorded === false)
      .map(({ procedureId, current }) => ({
        procedureId,
        name: current?.terms?.name ?? '',
        code: current?.terms?.code ?? '',
        field: current?.terms?.field ?? '',
      })),
  });
}

async function procedureOf({ catalogue }: StaffServices, { params, call }: SignedIn): Promise<Found> {
  const { procedure } = await catalogue.getProcedure({ procedureId: params.id ?? '' }, call);
  const terms = procedure?.current?.terms;
  if (procedure === undefined || terms === undefined)
    throw new PageError('not-found', 'No version is in force.');
  return { procedure, terms };
}

const takenOver = ['name', 'phone', 'email', 'address'] as const;

/** The form filled in with a known applicant's data; existing input is kept. */
async function withApplicant(
  { dossierQueries }: StaffServices,
  visit: SignedIn,
): Promise<Readonly<[SignedIn, Readonly<Record<string, unknown>>, number]>> {
  const { form, t, call } = visit;
  const idNumber = typeof form.id_number === 'string' ? form.id_number.trim() : '';
  const refused = (text: string): Readonly<[SignedIn, Readonly<Record<string, unknown>>, number]> => [
    visit,
    { errors: [{ field: 'id_number', text: t(text) }] },
    422,
  ];
  if (!/^[\d-]{1,20}$/u.test(idNumber)) return refused('counter.id-number-needed');
  try {
    const { applicant } = await dossierQueries.findApplicant({ idNumber }, call);
    if (applicant === undefined) return refused('counter.applicant-unknown');
    const known = Object.fromEntries(
      takenOver.map((field) => [
        field,
        typeof form[field] === 'string' && form[field].trim() !== '' ? form[field] : applicant[field],
      ]),
    );
    return [{ ...visit, form: { ...form, ...known, kind: String(applicant.kind) } }, { taken: true }, 200];
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return refused('counter.applicant-unknown');
  }
}

function formPage(
  { procedure, terms }: Found,
  { t, locale, form, user }: SignedIn,
  more: Readonly<Record<string, unknown>>,
  status = 200,
) {
  // At first every required paper is ticked: most dossiers are complete.
  const ticked =
    'name' in form
      ? [form.papers ?? []].flat()
      : terms.papers.filter(({ required }) => required).map(({ paperId }) => paperId);
  const cases = terms.channels
    .flatMap((offered) => offered.cases)
    .filter((one, index, all) => all.findIndex(({ name }) => name === one.name) === index);
  return view(
    'counter/receive.njk',
    {
      title: t('counter.receive'),
      procedure,
      terms,
      mayTakeOver: user.permissions.includes('dossier.read-personal'),
      form: { channel: '1', kind: '1', ...form },
      cases: cases.map(({ name, fee }) => ({
        value: name ?? '',
        text: name ?? t('counter.usual'),
        fee: fee === undefined ? '' : fee === 0n ? t('counter.free') : money(fee, locale),
      })),
      papers: terms.papers.map(({ paperId, name, originals, copies }) => ({
        value: paperId,
        text: t('counter.paper', { name, originals, copies }),
        checked: ticked.includes(paperId),
      })),
      ...more,
    },
    status,
  );
}

async function received({ intake }: StaffServices, found: Found, receipt: Receipt, visit: SignedIn) {
  const { name, kind, id_number: idNumber, phone, email, address, summary } = receipt;
  try {
    const { dossierId } = await intake.receiveDossier(
      {
        requestId: visit.requestId,
        procedureId: found.procedure.procedureId,
        channel: receipt.channel as Channel,
        applicant: {
          kind: kind as ApplicantKind,
          name: filled(name),
          idNumber: filled(idNumber),
          phone: filled(phone),
          email: filled(email),
          address: filled(address),
        },
        components: componentsOf(receipt, found.terms),
        caseName: filled(receipt.case_name),
        summary: filled(summary),
      },
      visit.call,
    );
    return seeOther(`/counter/receipts/${dossierId}`);
  } catch (error) {
    return formPage(found, visit, { errors: refusal(error, visit).errors }, 422);
  }
}

/** The receipt with its due time (form 01 of Circular 03/2025, appendix I), made to be printed. */
async function receiptPage(services: StaffServices, { params, call, t, locale, user }: SignedIn) {
  const { dossier } = await services.dossierQueries.getDossier({ dossierId: params.id ?? '' }, call);
  if (dossier === undefined) throw new PageError('not-found', 'The response has no dossier.');
  const [{ agency }, { versions }, { secret }] = await Promise.all([
    services.agencies.getAgency({ agencyId: dossier.agencyId }, call),
    services.catalogue.listProcedureVersions({ procedureId: dossier.procedureId }, call),
    services.follow.getFollowSecret({ dossierId: dossier.dossierId }, call),
  ]);
  const asked = versions.find(({ version }) => version === dossier.procedureVersion)?.terms?.papers ?? [];
  return view('counter/receipt.njk', {
    title: t('counter.receipt'),
    dossier,
    secret,
    agency: agency?.name ?? '',
    official: user.name,
    qr: await qrSvg(dossier.code ?? ''),
    due: explainDue({ due: dossier.dueAt, working: dossier.dueWorking }, t, locale),
    papers: dossier.components.map(({ paperId, name, originals, copies }) => ({
      name: name || (asked.find((paper) => paper.paperId === paperId)?.name ?? paperId),
      originals,
      copies,
    })),
  });
}
