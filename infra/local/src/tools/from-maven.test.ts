import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { requireHash } from './from-maven.ts';

test('a download that is not the pinned file is refused by its hash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'egov-hash-'));
  const file = join(folder, 'archive.zip');
  writeFileSync(file, 'abc');
  const pinned = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  await requireHash('Keycloak', file, pinned);
  writeFileSync(file, 'abd');
  await expect(requireHash('Keycloak', file, pinned)).rejects.toThrow(/Keycloak is not the pinned file/u);
  rmSync(folder, { recursive: true });
});
