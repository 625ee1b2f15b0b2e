import { expect, test } from '@jest/globals';
import { hasTestFile } from './jest-stage.ts';

test('a stage is run for a pattern only if one of its own files matches', async () => {
  const own = ['infra/local/src/proof/jest-stage'];
  expect([await hasTestFile('int', own), await hasTestFile('e2e', own)]).toEqual([true, false]);
});
