import { expect, test } from '@jest/globals';
import { isUuid } from './uuid.ts';

test.each(['3f1c0f5e-7b0a-5d55-9a5e-2a0f5f3b6c11', '3F1C0F5E-7B0A-5D55-9A5E-2A0F5F3B6C11'])(
  '%s is a UUID',
  (text) => expect(isUuid(text)).toBe(true),
);

test.each([
  '',
  '3f1c0f5e7b0a5d559a5e2a0f5f3b6c11',
  '3f1c0f5e-7b0a-5d55-9a5e-2a0f5f3b6c1',
  '3f1c0f5e-7b0a-5d55-9a5e-2a0f5f3b6c11\n',
  'gf1c0f5e-7b0a-5d55-9a5e-2a0f5f3b6c11',
])('%j is not a UUID', (text) => expect(isUuid(text)).toBe(false));
