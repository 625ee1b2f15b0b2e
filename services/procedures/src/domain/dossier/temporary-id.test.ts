import { expect, test } from '@jest/globals';
import { dossierId } from '../ids.ts';
import { temporaryIdOf } from './temporary-id.ts';

test('an online dossier is followed by its day of submission and the start of its id', () => {
  expect(temporaryIdOf(dossierId('8f3a1c2b-0000-5000-8000-00000000d055'), '2026-07-06')).toBe(
    'T-260706-8F3A1C2B',
  );
});
