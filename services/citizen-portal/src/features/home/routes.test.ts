import { expect, test } from '@jest/globals';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

test('the front page offers a search, without a login, in both languages', async () => {
  const app = appFor({ services: {} });
  const vietnamese = await request(app).get('/').set('accept-language', 'vi');
  expect([
    vietnamese.status,
    vietnamese.text.includes('Bạn cần làm thủ tục gì?'),
    vietnamese.text.includes('Đăng nhập'),
  ]).toEqual([200, true, true]);
  expect((await request(app).get('/').set('accept-language', 'en')).text).toContain(
    'What do you need to do?',
  );
});

test('what needs an account is not in the menu of others', async () => {
  expect((await request(appFor({ services: {} })).get('/procedures-unknown')).text).not.toMatch(
    /<li><a href="\/dossiers"/u,
  );
});
