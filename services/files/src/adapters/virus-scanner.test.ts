import { expect, test } from '@jest/globals';
import { virusScannerOf } from './virus-scanner.ts';

const said = { NODE_ENV: 'production', DEMONSTRATION: 'false', CLAMD_URL: undefined } as const;

test('in production files does not start without a scanner, and says what to set', () => {
  expect(() => virusScannerOf(said)).toThrow(/CLAMD_URL is not set.*tcp:\/\/host:port/u);
});

test('a scanner that cannot be reached by its address is named at the start', () => {
  expect(() => virusScannerOf({ ...said, CLAMD_URL: 'http://clamav:3310' })).toThrow(/http:\/\/clamav:3310/u);
});

test('with a scanner it starts; only a demonstration and a developer’s machine do without', () => {
  expect(virusScannerOf({ ...said, CLAMD_URL: 'tcp://clamav:3310' })).toBeDefined();
  expect(virusScannerOf({ ...said, DEMONSTRATION: 'true' })).toBeUndefined();
  expect(virusScannerOf({ ...said, NODE_ENV: 'development' })).toBeUndefined();
});
