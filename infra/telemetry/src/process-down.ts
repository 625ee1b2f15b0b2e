import { portalNames, serviceNames } from '@egov/platform';
import { stringify } from 'yaml';

const processes = [...serviceNames, ...portalNames];
const written = '# Written from the list of services by `node infra/telemetry/src/main.ts`.\n';
const yaml = (content: object): string => written + stringify(content, { lineWidth: 0, singleQuote: true });

const uptime = (job: string): string => `egov_process_uptime_seconds{job="${job}"}`;

/**
 * Writes an alert for each process of the list that no replica reports, as a process that never reported has
 * no series.
 */
export const processDownRule = yaml({
  groups: [
    {
      name: 'egov-process-down',
      interval: '30s',
      rules: [
        {
          alert: 'ProcessDown',
          expr: `${processes.map((job) => `absent(${uptime(job)})`).join(' or\n')}\n`,
          for: '2m',
          labels: { severity: 'critical' },
          annotations: {
            summary: '{{ $labels.job }}: không tiến trình nào còn hoạt động',
            description: 'Không nhận được số đo nào của dịch vụ.',
            runbook: 'docs/runbook/process-down.md',
          },
        },
      ],
    },
  ],
});

const firing = 'ALERTS{alertname="ProcessDown", alertstate="firing"';

/** Writes a test of the rule for each process: only that one is no longer reported. */
export const processDownTest = yaml({
  rule_files: ['../process-down.yaml'],
  evaluation_interval: '30s',
  tests: processes.map((gone) => ({
    name: `ProcessDown: ${gone}`,
    interval: '30s',
    input_series: processes.map((job) => ({
      series: uptime(job).replace('}', ', instance="a"}'),
      values: job === gone ? '1+30x20 stale' : '1+30x120',
    })),
    promql_expr_test: [
      { expr: `${firing}}`, eval_time: '10m', exp_samples: [] },
      {
        expr: `${firing}}`,
        eval_time: '30m',
        exp_samples: [{ labels: `${firing}, job="${gone}", severity="critical"}`, value: 1 }],
      },
    ],
  })),
});
