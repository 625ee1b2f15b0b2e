import { agencyId } from '@egov/chassis/domain';
import { channels } from './enums.ts';
import { field, grpcService, rpc } from '@egov/chassis/grpc';
import {
  StatisticsServiceDefinition,
  type GetProcessStatisticsResponse,
  type GetSettlementReportResponse,
} from '@egov/proto/egov/procedures/v1/statistics_service';
import { procedureId } from '../domain/ids.ts';
import type { UseCases } from '../application/use-cases.ts';
import type { ProcessStatistics } from '../projections/queries/process-statistics.ts';
import type { SettlementReport } from '../projections/queries/settlement-report.ts';

const includes = { minPosition: field.position().optional() };
const milliseconds = (at: string) => Date.parse(at);
const scopeShape = {
  agencyId: field.id(agencyId).optional(),
  procedureId: field.id(procedureId).optional(),
  importId: field.text({ max: 100 }).optional(),
};
const aScope = () =>
  field
    .message({
      ...scopeShape,
      fromAt: field.instant().optional(),
      beforeAt: field.instant().optional(),
    })
    .optional()
    .transform((scope) => ({
      agencyId: scope?.agencyId,
      scope: {
        importId: scope?.importId ?? '',
        ...(scope?.procedureId === undefined ? {} : { procedureId: scope.procedureId }),
        ...(scope?.fromAt === undefined ? {} : { from: milliseconds(scope.fromAt) }),
        ...(scope?.beforeAt === undefined ? {} : { before: milliseconds(scope.beforeAt) }),
      },
    }));
const aPeriod = () =>
  field
    .message({ ...scopeShape, fromAt: field.instant(), beforeAt: field.instant() })
    .refine(({ fromAt, beforeAt }) => fromAt < beforeAt, {
      message: 'must end after it begins',
      path: ['beforeAt'],
    })
    .transform(({ agencyId, importId = '', procedureId, fromAt, beforeAt }) => ({
      agencyId,
      scope: {
        importId,
        ...(procedureId === undefined ? {} : { procedureId }),
        from: milliseconds(fromAt),
        before: milliseconds(beforeAt),
      },
    }));

/** More rows than this make an answer no one reads. */
const top = () => field.count({ min: 1, max: 10_000 }).default(1_000);

/** Serves figures over many dossiers. */
export const statisticsHandlers = (use: UseCases) =>
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
          ({ received, releasedInTime, releasedLate, ratings, satisfied, ...unit }) => ({
            ...unit,
            satisfied: ratings === 0 ? undefined : satisfied,
            receivedCount: received,
            releasedInTimeCount: releasedInTime,
            releasedLateCount: releasedLate,
            ratingCount: ratings,
          }),
        ),
      }),
    }),
    getSatisfaction: rpc({
      schema: field.message({ scope: aScope(), ...includes }),
      handle: async ({ scope, ...request }, context) => {
        const { count, officials, average, satisfied } = await use.getSatisfaction(
          { ...request, ...scope },
          context,
        );
        return {
          ratingCount: count,
          ...(count === 0 ? {} : { average, satisfied }),
          officials: officials.map(({ count: ratingCount, ...official }) => ({ ...official, ratingCount })),
        };
      },
    }),
  });

const processTo = (figures: ProcessStatistics): GetProcessStatisticsResponse => ({
  caseCount: figures.cases,
  eventCount: figures.events,
  activityCount: figures.activityCount,
  resourceCount: figures.resources,
  variantCount: figures.variantCount,
  activityCounts: figures.activityCounts,
  startActivities: figures.startActivities,
  endActivities: figures.endActivities,
  directlyFollows: figures.directlyFollows,
  handoverCount: figures.handovers,
  maxOpenCaseCount: figures.maxOpenCases,
  durationSeconds: figures.durations,
  caseAttributes: figures.caseAttributes,
  closedAfterDeadlineCount: figures.closed?.afterDeadline,
  closedInTimeCount: figures.closed?.inTime,
  topVariants: figures.variants,
  flaggedStepCount: figures.flaggedSteps,
});

const reportTo = ({ lateReasons, byChannel, ...report }: SettlementReport): GetSettlementReportResponse => ({
  receivedCount: report.received,
  carriedOverCount: report.carriedOver,
  inTimeCount: report.inTime,
  overdueCount: report.overdue,
  waitingCount: report.waiting,
  releasedEarlyCount: report.releasedEarly,
  releasedOnTimeCount: report.releasedOnTime,
  releasedLateCount: report.releasedLate,
  cancelledCount: report.cancelled,
  deniedCount: report.denied,
  lateReasons: lateReasons.map(({ name, count }) => ({ name: name ?? undefined, count })),
  byChannel: byChannel.map(({ channel, count }) => ({
    channel: channels.to(channel),
    count,
  })),
});
