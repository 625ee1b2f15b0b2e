import { allPermissions } from '@egov/platform';
import { expect, test } from '@jest/globals';
import { administrationOffice } from '../../test-support/administration-office.ts';
import texts from './texts.json' with { type: 'json' };

test('every permission has its words', () => {
  expect(allPermissions.filter((permission) => !(`permission.${permission}` in texts))).toEqual([]);
});

test('what each role may do is one table, every permission in words', async () => {
  const { status, text } = await administrationOffice().get('/roles');
  expect(status).toBe(200);
  for (const part of ['Cán bộ một cửa', 'Tiếp nhận, từ chối hồ sơ', 'Xem nhật ký công việc'])
    expect(text).toContain(part);
  expect(text).not.toContain('permission.');
});
