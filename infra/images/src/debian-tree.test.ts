import { expect, test } from '@jest/globals';
import { debianPins, debianTrees, hashesIn } from './debian-tree.ts';

test.each(debianTrees)('every package of %s is pinned by version and hash', (name) => {
  const { packages } = debianPins(name);
  expect(Object.keys(packages).length).toBeGreaterThan(0);
  for (const [one, { version, sha256 }] of Object.entries(packages))
    expect([one, version, sha256]).toEqual([
      one,
      expect.stringMatching(/./u),
      expect.stringMatching(/^[\da-f]{64}$/u),
    ]);
});

test('the hashes are read from what apt prints of its downloads', () => {
  const sha = 'a'.repeat(64);
  const printed = [
    'Reading package lists...',
    `'http://deb.example/pool/a.deb' libaudit1_1%3a3.0.9-1_amd64.deb 10448 SHA256:${sha}`,
    `'http://deb.example/pool/g/libstdc%2b%2b6_12_amd64.deb' libstdc++6_12_amd64.deb 612604 SHA256:${sha}`,
  ].join('\n');
  expect([...hashesIn(printed)]).toEqual([
    ['libaudit1', sha],
    ['libstdc++6', sha],
  ]);
});
