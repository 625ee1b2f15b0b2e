import { memoryLogins, memoryPersonNotes } from '@egov/chassis/web';
import { expect, test } from '@jest/globals';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const official = {
  subject: 'official-7',
  username: 'motcua01',
  name: 'Phạm Một',
  permissions: ['dossier.read'],
  agencies: ['a1'],
};
const services = {
  dossierQueries: {
    listDossiers: async () => ({ dossiers: [], nextPageToken: '' }),
    countDossiers: async () => ({ counts: [] }),
  },
};

async function atPc(pin = '2468', ground = {}) {
  const browser = request.agent(appFor({ user: official, services: { ...services, ...ground } }));
  const post = (path: string, form: object = {}) =>
    browser
      .post(path)
      .type('form')
      .set('accept-language', 'vi')
      .send({ _csrf: 'csrf', ...form });
  if (pin !== '') await post('/lock/pin', { pin });
  return { browser, post };
}

test('a locked screen shows nothing but the lock, and the PIN opens the page that was left', async () => {
  const { browser, post } = await atPc();
  expect((await post('/lock', { return: '/desk?tab=late' })).headers.location).toBe('/lock');
  expect((await browser.get('/desk')).headers.location).toBe('/lock');
  expect((await browser.get('/dossiers/0198c0de-0000-7000-8000-000000000001')).headers.location).toBe(
    '/lock',
  );
  expect((await browser.get('/lock').set('accept-language', 'vi')).text).toContain(
    'Phạm Một đã khóa màn hình này',
  );
  expect((await post('/lock/open', { pin: '2468' })).headers.location).toBe('/desk?tab=late');
  expect((await browser.get('/desk')).status).toBe(200);
});

test('the third wrong PIN ends the login', async () => {
  const { post } = await atPc();
  await post('/lock');
  expect((await post('/lock/open', { pin: '1111' })).text).toContain('còn 2 lần thử');
  expect((await post('/lock/open', { pin: '1112' })).text).toContain('còn 1 lần thử');
  expect((await post('/lock/open', { pin: '1113' })).headers.location).toContain('/ended');
});

test('a right PIN after three wrong ones is too late, and none can be chosen while locked', async () => {
  const { browser, post } = await atPc();
  await post('/lock');
  await post('/lock/pin', { pin: '9999' });
  expect((await post('/lock/open', { pin: '9999' })).status).toBe(422);
  expect((await browser.get('/desk')).headers.location).toBe('/lock');
});

test('an official without a PIN must first choose one, of digits', async () => {
  const { post } = await atPc('');
  expect((await post('/lock')).text).toContain('Hãy đặt mã PIN');
  expect((await post('/lock/pin', { pin: '12' })).status).toBe(422);
});

test('the page to continue on is one of this portal', async () => {
  const { post } = await atPc();
  await post('/lock', { return: '//evil.example' });
  expect((await post('/lock/open', { pin: '2468' })).headers.location).toBe('/');
});

test('a screen that is locked stays locked in another session of the same login', async () => {
  const ground = { logins: memoryLogins(), notes: memoryPersonNotes() };
  const { post } = await atPc('2468', ground);
  await post('/lock');
  const afresh = await atPc('', ground);
  expect((await afresh.browser.get('/desk')).headers.location).toBe('/lock');
  expect((await afresh.post('/lock/open', { pin: '2468' })).headers.location).toBe('/');
  expect((await afresh.browser.get('/desk')).status).toBe(200);
});

test('a PIN chosen elsewhere after locking opens nothing, and locking again gives no try back', async () => {
  const ground = { logins: memoryLogins(), notes: memoryPersonNotes() };
  const { post } = await atPc('2468', ground);
  await post('/lock');
  const { salt, hash } = (await ground.notes.all<{ salt: string; hash: string }>('official-7', 'lock-pin'))[0]
    ?.value ?? { salt: '', hash: '' };
  for (const { id } of await ground.notes.all('official-7', 'lock-pin'))
    await ground.notes.put('official-7', 'lock-pin', id, { salt: `${salt}x`, hash });
  expect((await post('/lock/open', { pin: '1111' })).text).toContain('còn 2 lần thử');
  await post('/lock');
  expect((await post('/lock/open', { pin: '1112' })).text).toContain('còn 1 lần thử');
  expect((await post('/lock/open', { pin: '2468' })).headers.location).toBe('/');
});
