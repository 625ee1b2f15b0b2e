import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { dossierInWork, finish } from '../support/lives.ts';
import { applicant, JUSTICE, withOneStopCentre } from '../support/one-stop-centre.ts';
import { NOTING } from '../support/noting.ts';
import { startOtlpReceiver, type OtlpReceiver, type Span } from '../support/otlp-receiver.ts';
import { governor, startPlatform, type Platform } from '../support/platform.ts';
import { serviceNames } from '../support/services.ts';
import { startNotingPolicy } from '../support/start-noting-policy.ts';

let receiver: OtlpReceiver;
let platform: Platform;
const ends: (() => unknown)[] = [];
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  ends.push(() => receiver.close());
  const telemetry = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '500',
    OTEL_METRIC_EXPORT_TIMEOUT: '400',
  };
  platform = await startPlatform(telemetry);
  ends.push(() => platform.close());
  const clients = await withOneStopCentre(platform);
  const endPolicy = await startNotingPolicy({
    telemetry,
    nats: platform.nats.now().urlOf(NOTING),
    procedures: platform.services.procedures.now().address,
    token: await platform.issuer.token({ ...governor, expiresInSeconds: 3_600 }),
  });
  ends.push(endPolicy);
  const dossierId = await dossierInWork(clients, {
    applicant: applicant(randomUUID(), 'Quàngxổm Tuyếtlĩnh'),
  });
  await finish(platform, dossierId, { comment: 'Cảm ơn, Tuyếtlĩnh' });
  await clients.procedures.dossierQueries.listDossiers({
    filter: {
      states: [],
      agencyId: JUSTICE,
      text: 'Quàngxổm',
      toSign: false,
    },
  });
  await clients.directory.agencies.listAgencies({});
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

/**
 * Which process calls which for a call of the office: a trace that begins at the first and reaches the
 * second.
 */
const edges: readonly (readonly [from: string, call: string, to: string, reached: string])[] = [
  ['directory', 'egov.directory.v1.AgencyService/EstablishAgency', 'directory', 'append directory_agency'],
  [
    'procedures',
    'egov.procedures.v1.DossierIntakeService/ReceiveDossier',
    'procedures',
    'append procedures_dossier',
  ],
  [
    'procedures',
    'egov.procedures.v1.DossierIntakeService/ReceiveDossier',
    'directory',
    'egov.directory.v1.CalendarService/GetWorkingCalendar',
  ],
  [
    'procedures',
    'egov.procedures.v1.DossierIntakeService/ReceiveDossier',
    'directory',
    'egov.directory.v1.AgencyService/GetAgency',
  ],
  [
    'procedures',
    'egov.procedures.v1.DossierIntakeService/ReceiveDossier',
    'procedures',
    'publish egov.procedures.dossier.submitted.v1',
  ],
  [
    'procedures',
    'egov.procedures.v1.DossierIntakeService/ReceiveDossier',
    NOTING,
    'process egov.procedures.dossier.submitted.v1',
  ],
  [
    NOTING,
    'process egov.procedures.dossier.submitted.v1',
    'procedures',
    'egov.procedures.v1.DossierCorrespondenceService/WriteMessage',
  ],
  [
    'procedures',
    'egov.procedures.v1.DossierIntakeService/ReceiveDossier',
    'procedures',
    'publish egov.procedures.dossier.message_written.v1',
  ],
];

const reaches = (spans: readonly Span[], [from, call, to, reached]: (typeof edges)[number]): boolean => {
  const begun = spans.filter(({ service, name }) => service === from && name.includes(call));
  return begun.some(({ traceId }) =>
    spans.some((span) => span.traceId === traceId && span.service === to && span.name.includes(reached)),
  );
};

test.each(edges)('%s: a call of %s is one trace as far as %s: %s', async (...edge) => {
  await eventually(() => reaches(receiver.spans(), edge)).catch(() =>
    expect(new Set(receiver.spans().map(({ service, name }) => `${service} ${name}`))).toEqual(edge),
  );
});

const everybody = ['egov.process.uptime'];
const served = [...everybody, 'egov.rpc.duration', 'egov.rpc.in_flight', 'egov.disk.free', 'egov.disk.size'];
const eventSourced = [
  ...served,
  'egov.command.duration',
  'egov.query.duration',
  'egov.projection.lag_seconds',
  'egov.relay.published',
  'egov.relay.leads',
  'egov.relay.lag_seconds',
];

/** The metrics of each process that alerts use. */
const measured: Readonly<Record<string, readonly string[]>> = {
  // A service that this test never calls has only served.
  ...Object.fromEntries(serviceNames.map((name) => [name, served])),
  directory: eventSourced,
  procedures: [...eventSourced, 'egov.timers.due', 'egov.dossiers.overdue', 'egov.dossiers.nearly_due'],
  [NOTING]: [...everybody, 'egov.consumer.handled', 'egov.consumer.parked_waiting'],
};

test.each(Object.entries(measured))('%s exports the metrics that alerts use', async (service, metrics) => {
  await eventually(() => metrics.every((metric) => receiver.metrics(service).has(metric))).catch(() => {
    expect([...receiver.metrics(service)].sort()).toEqual(expect.arrayContaining([...metrics]));
  });
});

test('nothing that is sent names a person', () => {
  const sent = receiver.bytes();
  expect(sent.length).toBeGreaterThan(1_000);
  for (const word of ['Quàngxổm', 'Tuyếtlĩnh', 'quangxom', 'tuyetlinh', '0888123456', '025888123456'])
    expect(sent.includes(word)).toBe(false);
});
