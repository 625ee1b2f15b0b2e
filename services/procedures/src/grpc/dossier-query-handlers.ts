import { agencyId } from '@egov/chassis/domain';
import { stateTo } from './enums.ts';
import type { DossierFilter } from '../projections/queries/dossier-rows.ts';
import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import {
  DossierOrder,
  DossierQueryServiceDefinition,
} from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { dossierId, procedureId } from '../domain/ids.ts';
import type { UseCases } from '../application/use-cases.ts';
import { applicantTo, dossierTo, sheetRowTo, summaryTo } from './dossier-mapping.ts';
import { timelineEntryTo } from './timeline-mapping.ts';

const includes = { minPosition: field.position().optional() };
const dossierOnly = { dossierId: field.id(dossierId), ...includes };
const paging = { pageToken: field.pageToken().optional() };
const milliseconds = () =>
  field
    .instant()
    .transform((instant) => Date.parse(instant))
    .optional();

const filter = () =>
  field
    .message({
      states: field.list(field.enumeration(DossierState), { max: 10 }),
      agencyId: field.id(agencyId).optional(),
      officialId: field.text({ max: 100 }).optional(),
      procedureId: field.id(procedureId).optional(),
      channel: field.enumeration(Channel).optional(),
      dueFromAt: milliseconds(),
      dueBeforeAt: milliseconds(),
      receivedFromAt: milliseconds(),
      receivedBeforeAt: milliseconds(),
      importId: field.text({ max: 100 }).optional(),
      text: field.text({ max: 200 }).optional(),
      toSign: field.flag(),
    })
    .optional();

const getRequest = field.message({
  dossierId: field.id(dossierId).optional(),
  ...includes,
  code: field.text({ max: 60 }).optional(),
  asOfRevision: field.revision().optional(),
  asOfAt: field.instant().optional(),
});
const listRequest = field.message({
  filter: filter(),
  order: field.enumeration(DossierOrder).optional(),
  pageSize: field.pageSize({ default: 20 }),
  asOfAt: milliseconds(),
  ...paging,
  ...includes,
});
const countRequest = field.message({
  agencyId: field.id(agencyId).optional(),
  importId: field.text({ max: 100 }).optional(),
  officialId: field.text({ max: 100 }).optional(),
  nearlyLateBeforeAt: milliseconds(),
  asOfAt: milliseconds(),
  ...includes,
});

const grantTo = ({ token, expiresAt }: Awaited<ReturnType<UseCases['grantPaper']>>) => ({
  grant: token,
  expiresAt: new Date(expiresAt),
});
const timelinePageTo = (timeline: Awaited<ReturnType<UseCases['listDossierTimeline']>>) => ({
  entries: timeline.entries.map(timelineEntryTo),
  nextPageToken: timeline.nextPageToken,
});

const present = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]: Exclude<Values[Name], undefined>;
  };

const countsTo = ({
  counts,
  late,
  nearlyLate,
  ofOfficial,
  toSign,
}: Awaited<ReturnType<UseCases['countDossiers']>>) => ({
  counts: counts.map(({ state, count }) => ({ state: stateTo(state), count })),
  lateCount: late,
  nearlyLateCount: nearlyLate,
  ofOfficialCount: ofOfficial,
  toSignCount: toSign,
});

/** Serves queries about dossiers. */
export const dossierQueryHandlers = (use: UseCases) =>
  grpcService(DossierQueryServiceDefinition, {
    getDossier: rpc({
      schema: getRequest,
      handle: async (request, context) => ({ dossier: dossierTo(await use.getDossier(request, context)) }),
    }),
    listDossierTimeline: rpc({
      schema: field.message({ ...dossierOnly, ...paging, pageSize: field.pageSize() }),
      handle: async (request, context) =>
        timelinePageTo(await use.listDossierTimeline({ ...request, code: undefined }, context)),
    }),
    getControlSheet: rpc({
      schema: field.message(dossierOnly),
      handle: async (request, context) => ({
        rows: (await use.getControlSheet({ ...request, code: undefined }, context)).map(sheetRowTo),
      }),
    }),
    grantPaper: rpc({
      schema: field.message({ dossierId: field.id(dossierId), fileRef: field.text({ max: 100 }) }),
      handle: async (request, context) => grantTo(await use.grantPaper(request, context)),
    }),
    listDossiers: rpc({
      schema: listRequest,
      handle: async ({ filter: asked, order, ...request }, context) => {
        const { agencyId, importId = '', ...rest } = asked ?? { agencyId: undefined };
        const { items, nextPageToken } = await use.listDossiers(
          {
            ...request,
            agencyId,
            filter: { ...present(rest), importId } as DossierFilter,
            order: order === DossierOrder.DOSSIER_ORDER_DUE ? 'due' : 'received',
          },
          context,
        );
        return { dossiers: items.map(summaryTo), nextPageToken };
      },
    }),
    findApplicant: rpc({
      schema: field.message({ idNumber: field.text({ max: 50 }) }),
      handle: async (request, context) => ({
        applicant: applicantTo(await use.findApplicant(request, context)),
      }),
    }),
    findPerson: rpc({
      schema: field.message({
        code: field.text({ max: 60 }).optional(),
        idNumber: field.text({ max: 50 }).optional(),
      }),
      handle: async (request, context) => ({ personId: await use.findPerson(request, context) }),
    }),
    countDossiers: rpc({
      schema: countRequest,
      handle: async ({ importId = '', ...request }, context) =>
        countsTo(await use.countDossiers({ ...request, importId }, context)),
    }),
  });
