import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { raiseTarget, runScenario, scenarios, type OpenTarget, type ScenarioPlan } from '@egov/loadtest/load';

const said: string[] = [];
let folder: string;
let open: OpenTarget;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'egov-load-test-'));
  mkdirSync(join(folder, 'platform'));
  open = await raiseTarget(join(folder, 'platform'), () => undefined);
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const planOf = (name: string): ScenarioPlan => {
  const plan = scenarios.find((each) => each.name === name);
  if (plan === undefined) throw new Error(`There is no scenario ${name}.`);
  return plan;
};
const run = (name: string, forSeconds: number, rate: number, target: OpenTarget = open) =>
  runScenario(planOf(name), target, {
    forSeconds,
    rate,
    folder,
    say: (line) => {
      said.push(line);
    },
    signal: new AbortController().signal,
  });
const promise = (result: Awaited<ReturnType<typeof run>>, measure: string) =>
  result.promises.find((each) => each.measure === measure);

test('k6 takes dossiers through their lives, and each second is in the result', async () => {
  const result = await run('submit-dossier', 4, 5);
  expect(promise(result, 'failed')).toMatchObject({ kept: true });
  expect(result.complaints).toEqual([]);
  expect(result.seconds.reduce((all, { answered }) => all + answered, 0)).toBeGreaterThanOrEqual(4 * 5 * 4);
  expect(result.memory.map(({ name }) => name)).toContain('procedures');
});

test('dossiers that nobody can apply for break the promise, and the reason is reported', async () => {
  const nothing = open.target.applications.map((application) => ({
    ...application,
    procedureId: '0198c0de-0000-7000-8000-000000000001',
  }));
  const result = await run('submit-dossier', 2, 2, {
    ...open,
    target: { ...open.target, applications: nothing },
  });
  expect(promise(result, 'failed')).toMatchObject({ was: '100.00 %', kept: false });
  expect(result.complaints.map(({ what }) => what).join()).toMatch(/ReceiveDossier: .*PROCEDURE/);
});

test('officials log in and work through their pages; citizens follow and are notified', async () => {
  const officials = await run('officer-day', 5, 3);
  expect(officials.complaints).toEqual([]);
  expect(promise(officials, 'failed')).toMatchObject({ kept: true });
  const citizens = await run('citizen-follow', 24, 2);
  expect(citizens.complaints).toEqual([]);
  expect(promise(citizens, 'told')).toMatchObject({ kept: true });
});

test('the check of an installed platform takes one dossier through its life and ends', async () => {
  const { services, tokens, accountPassword } = open.target;
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets);
  writeFileSync(join(secrets, 'client-demo'), tokens.clientSecret);
  writeFileSync(join(secrets, 'account-password'), accountPassword);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      fileURLToPath(new URL('../../infra/operations/src/main.ts', import.meta.url)),
      'check',
      ...Object.entries(services).flatMap(([name, address]) => [`--${name}`, `grpc://${address}`]),
      '--issuer',
      tokens.url.replace('/protocol/openid-connect/token', ''),
      '--secrets',
      secrets,
    ],
    { timeout: 60_000 },
  );
  expect(stdout).toMatch(/^Dossier H44\.\d{2}-\d{6}-\d{4} was taken through its life\.$/m);
});
