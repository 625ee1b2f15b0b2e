import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, read, workspace } from './support/workspace.ts';

const kinds: Readonly<Record<string, string>> = {
  sts: 'StatefulSet',
  deploy: 'Deployment',
  cronjob: 'CronJob',
  svc: 'Service',
};
const rendered = new Set(
  filesBelow('test/charts/golden')
    .flatMap((file) => [...read(file).matchAll(/^kind: (\w+)\nmetadata:\n  name: (\S+)/gmu)])
    .map(([, kind, name]) => `${kind} ${name}`),
);
const drawn = read('infra/operations/src/secrets-command.ts');
const source = filesBelow('services/chassis/src')
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .map(read);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each([...filesBelow('docs/runbook'), 'SECURITY.md'])('%s', (page) => {
  const text = read(page);
  const all = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, first = '', second = '']) => [first, second] as const);

  test('links to existing pages', () => {
    expect(
      all(/\]\((?!https?:)([^)#]+)\)/gu)
        .map(([target]) => target)
        .filter((target) => !existsSync(join(workspace, page, '..', target))),
    ).toEqual([]);
  });

  test('names workloads of the charts', () => {
    expect(
      all(/\b(sts|deploy|cronjob|svc)\/([a-z][a-z-]+)/gu)
        .map(([kind, name]) => `${kinds[kind]} ${name}`)
        .filter((named) => !rendered.has(named)),
    ).toEqual([]);
  });

  test('names existing commands of this repository', () => {
    expect(
      all(/npm run ([a-z:]+)/gu)
        .map(([script]) => script)
        .filter((script) => scripts[script] === undefined),
    ).toEqual([]);
    expect(
      all(/[ `](infra\/[\w/.-]+\.ts|charts\/[\w/.-]+\.yaml)/gu)
        .map(([file]) => file)
        .filter((file) => !existsSync(join(workspace, file))),
    ).toEqual([]);
  });

  test('quotes log lines of the code', () => {
    expect(
      all(/["`]((?:an?|the|keys) [a-z, ]{8,})["`]/gu)
        .map(([line]) => line)
        .filter((line) => !source.some((text) => text.includes(line))),
    ).toEqual([]);
  });

  test('names secrets of a site', () => {
    expect(
      all(/`([a-z]+\.key|[a-z-]+-password|bootstrap-client|egov-(?:keys|clients|broker|event-log))`/gu)
        .map(([name]) => name)
        .filter((name) => !drawn.includes(`'${name}'`)),
    ).toEqual([]);
  });
});
