import { expect, test } from '@jest/globals';
import { tablesInDocument } from './document.ts';
import { readInputs } from './inputs.ts';
import { capacityTables } from './capacity-tables.ts';

test('the capacity document equals its data', () => {
  expect(tablesInDocument()).toBe(capacityTables(readInputs()));
});

test('the Monday morning that was never measured is marked as an assumption', () => {
  expect(tablesInDocument()).toContain('ASSUMED: Monday, half past seven');
});
