import { field, grpcService, rpc } from '@egov/chassis/runtime';
import {
  StatisticsServiceDefinition,
  type GetProcessStatisticsResponse,
  type GetSettlementReportResponse,
} from '@egov/proto/egov/procedures/v1/statistics_service';
import type { StatisticsUseCases } from '../application/use-cases.ts';
import type { ProcessStatistics } from '../projections/queries/process-statistics.ts';
import type { SettlementReport } from '../projections/queries/settlement-report.ts';
import { maybeAgency, maybeProcedure } from './request-parts.ts';

const includes = { minPosition: field.minPosition() };
const milliseconds = (at: string) => Date.parse(at);
const scopeShape = {
  agencyId: maybeAgency(),
  procedureId: maybeProcedure(),
  importId: field.optionalText({ max: 100 }),
};
const aScope = () =>
  field
    .optionalMessage({
      ...scopeShape,
      from: field.optionalInstant(),
      before: field.optionalInstant(),
    })
    .transform((scope) => ({
      agencyId: scope?.agencyId,
      scope: {
        importId: scope?.importId ?? '',
        ...(scope?.procedureId === undefined ? {} : { procedureId: scope.procedureId }),
        ...(scope?.from === undefined ? {} : { from: milliseconds(scope.from) }),
        ...(scope?.before === undefined ? {} : { before: milliseconds(scope.before) }),
      },
    }));
const aPeriod = () =>
  field
    .message({ ...scopeShape, from: field.instant(), before: field.instant() })
    .refine(({ from, before }) => from < before, { message: 'must end after it begins', path: ['before'] })
    .transform(({ agencyId, importId = '', procedureId, from, before }) => ({
      agencyId,
      scope: {
        importId,
        ...(procedureId === undefined ? {} : { procedureId }),
        from: milliseconds(from),
        before: milliseconds(before),
      },
    }));

/** More rows than this make an answer no one reads. */
const top = () => field.count({ max: 10_000 }).transform((rows) => (rows === 0 ? 1_000 : rows));

/** Figures over many dossiers, over gRPC. */
export const statisticsHandlers = (use: StatisticsUseCases) =>
  grpcService(StatisticsServiceDefinition, {
    getProcessStatistics: rpc({
      schema: field.message({ scope: aScope(), top: top(), ...includes }),
      handle: async ({ scope, ...request }, context) =>
        processTo(await use.getProcessStatistics({ ...request, ...scope }, context)),
    }),
    getSettlementReport: rpc({
      schema: field.message({ scope: aPeriod(), ...includes }),
      handle: async ({ scope, ...request }, context) =>
        reportTo(await use.getSettlementReport({ ...request, ...scope }, context)),
    }),
    listUnitFigures: rpc({
      schema: field.message({ scope: aPeriod(), ...includes }),
      handle: async ({ scope, ...request }, context) => ({
        units: (await use.listUnitFigures({ ...request, ...scope }, context)).map(
          ({ received, releasedInTime, releasedLate, ratings, ...unit }) => ({
            ...unit,
            received: BigInt(received),
            releasedInTime: BigInt(releasedInTime),
            releasedLate: BigInt(releasedLate),
            ratings: BigInt(ratings),
          }),
        ),
      }),
    }),
    getSatisfaction: rpc({
      schema: field.message({ scope: aScope(), ...includes }),
      handle: async ({ scope, ...request }, context) => {
        const { count, officials, ...figures } = await use.getSatisfaction({ ...request, ...scope }, context);
        return {
          ...figures,
          count: BigInt(count),
          officials: officials.map((official) => ({ ...official, count: BigInt(official.count) })),
        };
      },
    }),
  });

const counted = (rows: readonly Readonly<{ name: string; count: number }>[]) =>
  rows.map(({ name, count }) => ({ name, count: BigInt(count) }));

const processTo = (figures: ProcessStatistics): GetProcessStatisticsResponse => ({
  cases: BigInt(figures.cases),
  events: BigInt(figures.events),
  activities: BigInt(figures.activityCount),
  resources: BigInt(figures.resources),
  variants: BigInt(figures.variantCount),
  activityCounts: counted(figures.activityCounts),
  startActivities: counted(figures.startActivities),
  endActivities: counted(figures.endActivities),
  directlyFollows: figures.directlyFollows.map(({ from, to, count }) => ({ from, to, count: BigInt(count) })),
  handovers: BigInt(figures.handovers),
  maxOpenCases: BigInt(figures.maxOpenCases),
  durationSeconds: figures.durations,
  caseAttributes: figures.caseAttributes.map(({ attribute, values }) => ({
    attribute,
    values: counted(values),
  })),
  closedAfterDeadline: figures.closed === null ? undefined : BigInt(figures.closed.afterDeadline),
  closedInTime: figures.closed === null ? undefined : BigInt(figures.closed.inTime),
  topVariants: figures.variants.map(({ activities, count }) => ({
    activities: [...activities],
    count: BigInt(count),
  })),
  flaggedSteps: BigInt(figures.flaggedSteps),
});

const reportTo = ({ lateReasons, byChannel, ...report }: SettlementReport): GetSettlementReportResponse => ({
  received: BigInt(report.received),
  carriedOver: BigInt(report.carriedOver),
  inTime: BigInt(report.inTime),
  overdue: BigInt(report.overdue),
  waiting: BigInt(report.waiting),
  releasedEarly: BigInt(report.releasedEarly),
  releasedOnTime: BigInt(report.releasedOnTime),
  releasedLate: BigInt(report.releasedLate),
  cancelled: BigInt(report.cancelled),
  denied: BigInt(report.denied),
  lateReasons: counted(lateReasons),
  byChannel: byChannel.map(({ channel, count }) => ({
    channel: channel as GetSettlementReportResponse['byChannel'][number]['channel'],
    count: BigInt(count),
  })),
});
