import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { platformFileOf, readPlatformFile, removePlatformFile, writePlatformFile } from './platform-file.ts';

const platform = {
  services: { directory: '127.0.0.1:7001', procedures: '127.0.0.1:7002' },
  issuer: 'http://127.0.0.1:8080/realms/egov',
  secretsFile: 'secrets.json',
};
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'egov-platform-file-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test('the file of a platform is readable by its owner only, and only while it runs', () => {
  writePlatformFile(dataDir, { ...platform, services: { ...platform.services, directory: '127.0.0.1:1' } });
  writePlatformFile(dataDir, platform);
  expect(readPlatformFile(platformFileOf(dataDir))).toEqual(platform);
  expect(statSync(platformFileOf(dataDir)).mode & 0o777).toBe(0o600);
  removePlatformFile(dataDir);
  expect(readPlatformFile(platformFileOf(dataDir))).toBeUndefined();
});

test('a file that no platform wrote is refused by name', () => {
  writeFileSync(platformFileOf(dataDir), '{"services":"x"}');
  expect(() => readPlatformFile(platformFileOf(dataDir))).toThrow(
    /platform\.json was not written by a platform/,
  );
});
