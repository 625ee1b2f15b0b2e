import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { noneKnown } from './none-known.ts';

const registries: Server[] = [];
afterEach(() => {
  for (const each of registries.splice(0)) each.close();
});

/** A registry on loopback that answers every question the same way. */
async function registry(answer: (response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      answer(response);
    });
  });
  registries.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const knows = (advisories: object) =>
  registry((response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(advisories));
  });

const audit = async (url: string) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, '..', 'audit.ts'), '--registry', url],
      (_error, out, err) => {
        resolve({ code: child.exitCode, out, err });
      },
    );
  });

test('packages without known vulnerabilities pass', async () => {
  expect(await audit(await knows({}))).toEqual({
    code: 0,
    out: expect.stringMatching(/^\d{3} packages, 0 known vulnerabilities\n$/u),
    err: '',
  });
});

test('known vulnerabilities are listed, the gravest first, and are a failure', async () => {
  const advisory = (id: number, severity: string) => [
    {
      id,
      severity,
      title: `hole ${id}`,
      url: `https://advisories.example/GHSA-${id}`,
      vulnerable_versions: '<99',
      cwe: [],
      cvss: { score: 5, vectorString: null },
    },
  ];
  const { code, out } = await audit(
    await knows({ express: advisory(1, 'low'), zod: advisory(2, 'critical') }),
  );
  const [first, second, last] = out.trim().split('\n');
  expect(first).toMatch(/^critical: zod \d+\.\d+\.\d+: hole 2 \(https:\/\/advisories\.example\/GHSA-2\);/u);
  expect(first).toMatch(/; (fixed in .+|not fixed yet); required by .+zod$/u);
  expect(second).toMatch(/^low: express /u);
  expect(last).toMatch(/ 2 known vulnerabilities$/u);
  expect(code).toBe(1);
});

test.each([405, 200])(
  'a registry that answers %d without advisories does not count as a pass',
  async (status) => {
    const { code, out, err } = await audit(
      await registry((response) => {
        response.writeHead(status).end('<html>');
      }),
    );
    expect(out).toBe('');
    expect(err).toMatch(/^The known vulnerabilities of the packages could not be determined: .+\n$/u);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  },
);

test('the test command fails for known vulnerabilities, and reports when it could not ask', async () => {
  const notes: string[] = [];
  const asked = async (url: string) =>
    noneKnown({ registry: url, production: true }, (line) => {
      notes.push(line);
    });
  expect(await asked(await knows({}))).toBe('none known');
  expect(notes).toEqual([]);
  await expect(
    asked(
      await knows({
        express: [
          {
            id: 1,
            severity: 'high',
            title: 'hole',
            url: 'https://advisories.example/GHSA-1',
            vulnerable_versions: '<99',
            cwe: [],
            cvss: { score: 5, vectorString: null },
          },
        ],
      }),
    ),
  ).rejects.toThrow(/^high: express .+\nUpgrade them/u);
  expect(
    await asked(
      await registry((response) => {
        response.writeHead(405).end();
      }),
    ),
  ).toBe('not learnt');
  expect(notes).toEqual([expect.stringContaining('405')]);
});
