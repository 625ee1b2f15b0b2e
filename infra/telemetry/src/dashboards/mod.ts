import { portalNames, serviceNames } from '@egov/platform';
import type { Dashboard, Panel } from './dashboard.ts';
import { keptTraces, level, number, quantiles, rateOf } from './panels.ts';

const disk: Panel = {
  title: 'Disk free',
  unit: 'percentunit',
  queries: [{ expr: 'min by (job) (egov_disk_free_bytes / egov_disk_size_bytes)', legend: '{{job}}' }],
};
const errors: Panel = {
  title: 'Share of calls that fail',
  unit: 'percentunit',
  queries: [{ expr: 'job:egov_rpc_errors:ratio_rate5m', legend: '{{job}}' }],
};
const slow: Panel = {
  title: 'Share of calls over 500 ms (objective 1 %)',
  unit: 'percentunit',
  queries: [{ expr: 'job:egov_rpc_slow:ratio_rate1h', legend: '{{job}}' }],
};

const platform: Dashboard = {
  uid: 'egov-platform',
  title: 'egov platform',
  panels: [
    number('Processes', 'short', 'sum(egov_process_uptime_seconds > bool 0)'),
    number('Dossiers overdue', 'short', 'max(egov_dossiers_overdue)', 'At most 10,000 are counted.'),
    { title: 'Calls', unit: 'reqps', queries: [{ expr: 'job:egov_rpc_calls:rate5m', legend: '{{job}}' }] },
    errors,
    slow,
    quantiles('Calls: how quick', 'egov_rpc_duration_milliseconds', ''),
    quantiles('Pages: how quick', 'egov_page_duration_milliseconds', ''),
    {
      title: 'Share of pages that fail',
      unit: 'percentunit',
      queries: [{ expr: 'job:egov_page_errors:ratio_rate5m', legend: '{{job}}' }],
    },
    level('Lists behind the log', 's', 'egov_projection_lag_seconds', ''),
    level('Messages behind the log', 's', 'egov_relay_lag_seconds', ''),
    level('Uptime', 's', 'egov_process_uptime_seconds', '', 'job, instance'),
    disk,
  ],
};

const eventLog: Dashboard = {
  uid: 'egov-event-log',
  title: 'egov event log',
  panels: [
    number(
      'Chain breaks in a day',
      'short',
      'sum(increase(egov_chain_breaks_total[1d]))',
      'Anything but zero is an incident: docs/runbook/chain-broken.md.',
    ),
    number('Messages parked', 'short', 'sum(max by (job, egov_consumer) (egov_consumer_parked_waiting))'),
    quantiles('Commands: from arrival to durable', 'egov_command_duration_milliseconds', ''),
    rateOf('Appends that found another revision', 'egov_append_conflicts_total', ''),
    rateOf('Appends sent again', 'egov_append_retries_total', ''),
    rateOf('Reads that were not answered', 'egov_log_unanswered_reads_total', ''),
    level('Lists behind the log', 's', 'egov_projection_lag_seconds', ''),
    level('Messages behind the log', 's', 'egov_relay_lag_seconds', ''),
    rateOf('Messages published', 'egov_relay_published_total', ''),
    level('Processes that relay', 'short', 'egov_relay_leads', '', 'job, instance'),
    rateOf('Messages handled', 'egov_consumer_handled_total', '', 'egov_consumer, egov_outcome'),
    rateOf('Messages given up on', 'egov_consumer_parked_total', '', 'job, egov_reason'),
    rateOf('Events of undeclared types', 'egov_unknown_events_total', ''),
    rateOf('Projections stopped', 'egov_projection_failures_total', ''),
  ],
};

const deadlines: Dashboard = {
  uid: 'egov-deadlines',
  title: 'egov deadlines',
  panels: [
    number(
      'Overdue',
      'short',
      'max(egov_dossiers_overdue)',
      'Unfinished dossiers past their due time, at most 10,000.',
    ),
    number('Due within a day', 'short', 'max(egov_dossiers_nearly_due)'),
    {
      title: 'Overdue and nearly due',
      unit: 'short',
      wide: true,
      queries: [
        { expr: 'max(egov_dossiers_overdue)', legend: 'overdue' },
        { expr: 'max(egov_dossiers_nearly_due)', legend: 'due within a day' },
      ],
    },
    {
      title: 'More overdue than an hour before',
      unit: 'short',
      queries: [
        { expr: 'max(egov_dossiers_overdue) - max(egov_dossiers_overdue offset 1h)', legend: 'more' },
      ],
    },
    level('Timers due and not fired', 'short', 'egov_timers_due', ''),
  ],
};

const service = (name: string): Dashboard => {
  const where = `job="${name}"`;
  return {
    uid: `egov-service-${name}`,
    title: `egov service: ${name}`,
    panels: [
      rateOf('Calls by method', 'egov_rpc_duration_milliseconds_count', where, 'rpc_method'),
      rateOf('Calls by status', 'egov_rpc_duration_milliseconds_count', where, 'rpc_grpc_status_code'),
      quantiles('Calls: how quick, by method', 'egov_rpc_duration_milliseconds', where, 'rpc_method'),
      level('Calls in flight', 'short', 'egov_rpc_in_flight', where, 'instance'),
      rateOf('Calls turned away', 'egov_rpc_shed_total', where, 'rpc_method'),
      quantiles('Queries: how quick', 'egov_query_duration_milliseconds', where, 'egov_query'),
      level('Lists behind the log', 's', 'egov_projection_lag_seconds', where, 'instance'),
      level('Uptime', 's', 'egov_process_uptime_seconds', where, 'instance'),
      keptTraces(where),
    ],
  };
};

const portal = (name: string): Dashboard => {
  const where = `job="${name}"`;
  return {
    uid: `egov-service-${name}`,
    title: `egov service: ${name}`,
    panels: [
      rateOf('Pages by route', 'egov_page_duration_milliseconds_count', where, 'http_route'),
      rateOf('Pages by status', 'egov_page_duration_milliseconds_count', where, 'http_response_status_code'),
      quantiles('Pages: how quick, by route', 'egov_page_duration_milliseconds', where, 'http_route'),
      level('Uptime', 's', 'egov_process_uptime_seconds', where, 'instance'),
      keptTraces(where),
    ],
  };
};

/** Every dashboard of the platform. */
export const dashboards: readonly Dashboard[] = [
  platform,
  eventLog,
  deadlines,
  ...serviceNames.map(service),
  ...portalNames.map(portal),
];
