import { expect, test } from '@jest/globals';
import { judgeGoTools, judgePackages, type LicensedPackage } from './judge-licences.ts';
import { npmPackages } from './npm-packages.ts';
import { readPolicy, type LicencePolicy } from './policy.ts';

const policy: LicencePolicy = {
  licences: { MIT: 'notice', Zlib: 'notice' },
  packages: { 'browser-data': { states: 'CC-BY-4.0', why: 'only in tests' } },
  goTools: { server: 'MIT', 'load-maker': { states: 'AGPL-3.0-only', why: 'a program of its own' } },
};
const browserData: LicensedPackage = { name: 'browser-data', version: '1.0.0', licence: 'CC-BY-4.0' };
const complaints = (...packages: readonly LicensedPackage[]) =>
  judgePackages(policy, [browserData, ...packages]);
const under = (licence: string | undefined): LicensedPackage => ({
  name: 'left-pad',
  version: '1.3.0',
  licence,
});

test.each(['MIT', '(MIT AND Zlib)', '(MIT OR GPL-2.0-only)'])('a package under %s is allowed', (licence) => {
  expect(complaints(under(licence))).toEqual([]);
});

test.each([
  'GPL-3.0-only',
  'MIT AND GPL-2.0-only',
  'Unknown',
  'SEE LICENSE IN LICENSE.txt',
  'UNLICENSED',
  '',
])('a package under “%s” is not allowed, and the message explains what to do', (licence) => {
  expect(complaints(under(licence))).toEqual([
    `left-pad@1.3.0 is under “${licence}”, which is not allowed: use another package, ` +
      'or add a row to “packages” of infra/toolchain/licences.yaml with the reason why it ' +
      'is accepted.',
  ]);
});

test('an exception holds for the licence that was read, not for the next one', () => {
  expect(judgePackages(policy, [{ ...browserData, licence: 'CC-BY-NC-4.0' }])).toEqual([
    expect.stringContaining(
      'states the licence “CC-BY-NC-4.0”, and infra/toolchain/licences.yaml has it as “CC-BY-4.0”',
    ),
  ]);
});

test.each([
  ['is gone', []],
  ['is under an allowed licence now', [{ ...browserData, licence: 'MIT' }]],
])('an exception whose package %s is to be removed', (_why, packages) => {
  expect(judgePackages(policy, packages)).toEqual([
    'infra/toolchain/licences.yaml has a row for browser-data, which nothing needs: remove the row.',
  ]);
});

test('a package that is not installed is not ignored', () => {
  expect(complaints(under(undefined))).toEqual([
    'left-pad@1.3.0 is in the lockfile and not installed, so that its licence is unknown: ' +
      'run pnpm install.',
  ]);
});

const lockfile = {
  packages: {
    '@swift/core@1.0.0': {},
    '@swift/core-arm@1.0.0': { os: ['linux'], cpu: ['arm64'] },
    'left-pad@1.3.0': {},
  },
  snapshots: {
    '@swift/core@1.0.0(left-pad@1.3.0)': { optionalDependencies: { '@swift/core-arm': '1.0.0' } },
  },
};

test('a build for another platform has the licence of the package that depends on it', () => {
  expect(
    npmPackages(
      {
        MIT: [{ name: '@swift/core', versions: ['1.0.0'] }],
        ISC: [{ name: 'left-pad', versions: ['1.3.0', '1.2.0'] }],
      },
      lockfile,
    ),
  ).toEqual([
    { name: '@swift/core', version: '1.0.0', licence: 'MIT' },
    { name: '@swift/core-arm', version: '1.0.0', licence: 'MIT' },
    { name: 'left-pad', version: '1.3.0', licence: 'ISC' },
  ]);
});

test('a package for this machine that is not installed has an unknown licence', () => {
  expect(npmPackages({ MIT: [{ name: '@swift/core', versions: ['1.0.0'] }] }, lockfile)).toContainEqual({
    name: 'left-pad',
    version: '1.3.0',
    licence: undefined,
  });
});

test('every Go tool has an allowed licence, and there are no other rows', () => {
  expect(judgeGoTools(policy, ['server', 'load-maker'])).toEqual([]);
  expect(
    judgeGoTools({ ...policy, goTools: { server: 'GPL-2.0-only', gone: 'MIT' } }, ['server', 'new']),
  ).toEqual([
    'infra/tools/server is under “GPL-2.0-only”, which is not allowed: use another program, ' +
      'or write its row with “states” and “why”.',
    'infra/tools/new has no licence: read it in the module’s source and give it a row below ' +
      '“goTools” of infra/toolchain/licences.yaml.',
    'infra/toolchain/licences.yaml has a row for infra/tools/gone, which is not there: remove the row.',
  ]);
});

test('each allowed licence is in the SPDX list', () => {
  const own = readPolicy();
  expect(
    Object.keys(own.licences).filter(
      (licence) => judgePackages({ ...own, packages: {} }, [under(licence)]).length > 0,
    ),
  ).toEqual([]);
});
