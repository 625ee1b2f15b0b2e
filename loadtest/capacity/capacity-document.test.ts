import { expect, test } from '@jest/globals';
import { tablesInDocument } from './document.ts';
import { readInputs } from './inputs.ts';
import { capacityTables } from './sizes-table.ts';

test('the capacity document says what its data says', () => {
  expect(tablesInDocument()).toBe(capacityTables(readInputs()));
});

test('the Monday morning that nobody measured is called an assumption', () => {
  expect(tablesInDocument()).toContain('ASSUMED: Monday, half past seven');
});
