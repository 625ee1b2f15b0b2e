import type { LoadResult } from '../load-result.ts';

/** An invented run. */
export const madeUpRun = (more: Partial<LoadResult> = {}): LoadResult => ({
  scenario: 'counter-rush',
  about: 'Monday, half past seven',
  platform: 'a platform for this run',
  began: '2026-11-23T00:30:00.000Z',
  forSeconds: 2,
  rate: 10,
  counts: 'receipts a second',
  machine: { cpu: 'a processor', cores: 2, loadBefore: 0.1 },
  promises: [
    { measure: 'command', must: 'p(95)<1000', was: '412 ms', kept: true },
    { measure: 'failed', must: 'rate==0', was: '1.00 %', kept: false },
  ],
  figures: [{ name: 'a command, p95', value: 412, unit: 'ms', better: 'less' }],
  seconds: [
    { at: 0, answered: 9, p50: 20, p95: 412, p99: 500, shed: 0, failed: 1 },
    { at: 1, answered: 10, p50: 19, p95: 33, p99: 40, shed: 2, failed: 0 },
  ],
  memory: [
    {
      name: 'procedures',
      points: [
        { at: 0, megabytes: 150 },
        { at: 2, megabytes: 151 },
      ],
    },
  ],
  events: [],
  complaints: [{ what: 'DossierIntakeService/ReceiveDossier: <unavailable>', times: 1 }],
  ...more,
});
