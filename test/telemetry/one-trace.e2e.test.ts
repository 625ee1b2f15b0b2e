import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import {
  openPortals,
  procedureWithCounter,
  type OpenPortals,
  type ProcedureWithCounter,
} from '@egov/local/browser';
import { NOTING, withNoting } from '../support/noting.ts';
import { startOtlpReceiver, type OtlpReceiver, type Span } from '../support/otlp-receiver.ts';
import { plainBrowser, type Page } from '../support/plain-browser.ts';
import { startNotingPolicy } from '../support/start-noting-policy.ts';

const CLICK = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

let folder: string;
let receiver: OtlpReceiver;
let portals: OpenPortals;
let procedure: ProcedureWithCounter;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-one-trace-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  receiver = await startOtlpReceiver();
  ends.push(() => receiver.close());
  // Traces begun in the platform are not sampled: only those that come from outside, so that what is found
  // below came the whole way.
  const telemetry = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
    OTEL_METRIC_EXPORT_TIMEOUT: '900',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0',
  };
  portals = await openPortals(join(folder, 'data'), {
    env: telemetry,
    separate: true,
    brokerProcesses: withNoting,
  });
  ends.push(() => portals.close());
  procedure = await procedureWithCounter(portals);
  const { nats, services, keycloak } = portals.platform;
  const endPolicy = await startNotingPolicy({
    telemetry,
    nats: nats.urlOf(NOTING),
    procedures: services.procedures.address,
    token: await keycloak.token('demo'),
  });
  ends.push(endPolicy);
}, 300_000);

afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

const name = 'Trần Thị Bìnhyên';
const phone = '0912345999';

/** A citizen logs in with an ordinary browser, and applies with one that sends the trace of the click. */
async function apply(): Promise<Page> {
  const { procedureId } = procedure;
  const headers: Record<string, string> = {};
  const browser = plainBrowser(headers);
  const login = await browser.open(`${portals.citizens}/apply/${procedureId}`);
  const form = await browser.submit(login, 'login-actions/authenticate', portals.account('congdan01'));
  const { catalogue, close } = portals.clientsOf('demo');
  const { versions } = await catalogue.listProcedureVersions({ procedureId });
  close();
  const papers = (versions.at(-1)?.terms?.papers ?? []).map(({ paperId }) => paperId);
  const check = await browser.submit(form, '/apply/', {
    name,
    phone,
    summary: 'Xin giải quyết',
    papers,
    agreed: 'yes',
  });
  headers['traceparent'] = `00-${CLICK.traceId}-${CLICK.spanId}-01`;
  return browser.submit(check, '/apply/', { step: 'submit' });
}

/** The steps of a click, each with the previous one among its ancestors. */
const way: readonly (readonly [service: string, span: string])[] = [
  ['citizen-portal', 'POST /apply/:id'],
  ['procedures', 'egov.procedures.v1.DossierIntakeService/SubmitDossier'],
  ['procedures', 'publish egov.procedures.dossier.submitted.v1'],
  [NOTING, 'process egov.procedures.dossier.submitted.v1'],
  ['procedures', 'egov.procedures.v1.DossierCorrespondenceService/WriteMessage'],
  ['procedures', 'publish egov.procedures.dossier.message_written.v1'],
];

test("a citizen's click is one trace: portal, command, event, message, the policy's command", async () => {
  expect((await apply()).text).toContain('Đã nộp hồ sơ');
  const spans = (): readonly Span[] => receiver.spans().filter(({ traceId }) => traceId === CLICK.traceId);
  const reached = () =>
    way.filter(([service, called]) =>
      spans().some((span) => span.service === service && span.name.includes(called)),
    );
  await eventually(() => reached().length === way.length).catch(() => {
    expect(reached()).toEqual(way);
  });

  const byId = new Map(spans().map((span) => [span.spanId, span]));
  const forebears = (span: Span): readonly string[] => {
    const parent = byId.get(span.parentId);
    return parent === undefined
      ? [span.parentId]
      : [`${parent.service} ${parent.name}`, ...forebears(parent)];
  };
  const last = spans().find((span) =>
    span.name.startsWith('publish egov.procedures.dossier.message_written'),
  );
  const line = last === undefined ? [] : forebears(last);
  expect(
    way
      .slice(0, -1)
      .filter(
        ([service, called]) => !line.some((span) => span.startsWith(`${service} `) && span.includes(called)),
      ),
  ).toEqual([]);
  expect(line.at(-1)).toBe(CLICK.spanId);
  expect(
    spans().filter(
      ({ service, name: called }) => service === 'procedures' && called === 'append procedures_dossier',
    ),
  ).toHaveLength(2);
});

test('a portal measures its pages by their routes', async () => {
  await eventually(() => receiver.metrics('citizen-portal').has('egov.page.duration'));
  expect(receiver.metrics('citizen-portal')).toContain('egov.process.uptime');
});

test('the sampler bounds what is recorded, and nothing of it names the citizen or the dossier', () => {
  expect(new Set(receiver.spans().map(({ traceId }) => traceId))).toEqual(new Set([CLICK.traceId]));
  const sent = receiver.bytes();
  for (const word of [name, 'Bìnhyên', phone, 'congdan01', procedure.procedureId])
    expect(sent.includes(word)).toBe(false);
});
