import { memoryLogins, memoryPersonNotes, type Logins } from '@egov/chassis/web';
import { beforeEach, expect, test } from '@jest/globals';
import { lockScreen, tryPin, type Lock } from './lock.ts';
import { choosePin, pinOf, type Pin } from './pin.ts';

const LOGIN = 'login-1';
let logins: Logins;
let pin: Pin;

beforeEach(async () => {
  logins = memoryLogins();
  const notes = memoryPersonNotes();
  await choosePin(notes, 'official-1', 'browser-1', '2468');
  pin = (await pinOf(notes, 'official-1', 'browser-1')) ?? { salt: '', hash: '' };
  await lockScreen(logins, LOGIN, '/desk', pin);
});

const lock = async (): Promise<Lock | undefined> => (await logins.get<Lock>(LOGIN)).lock;

test('of a hundred PINs at once one is compared and counted, and the others wait', async () => {
  const tries = await Promise.all(
    Array.from({ length: 100 }, (_, index) => tryPin(logins, LOGIN, String(3_000 + index))),
  );
  expect(tries.filter(({ result }) => result === 'wrong')).toEqual([{ result: 'wrong', left: 2 }]);
  expect(tries.filter(({ result }) => result === 'busy')).toHaveLength(99);
  expect((await lock())?.tried).toBe(1);
});

test('the third wrong PIN is the last: the right one comes too late', async () => {
  expect(await tryPin(logins, LOGIN, '1111')).toEqual({ result: 'wrong', left: 2 });
  expect(await tryPin(logins, LOGIN, ['2468'])).toEqual({ result: 'wrong', left: 1 });
  expect(await tryPin(logins, LOGIN, '1113')).toEqual({ result: 'spent' });
  expect(await tryPin(logins, LOGIN, '2468')).toEqual({ result: 'spent' });
});

test('locking a locked screen keeps its tries and its page', async () => {
  await tryPin(logins, LOGIN, '1111');
  await lockScreen(logins, LOGIN, '/elsewhere', pin);
  expect(await lock()).toMatchObject({ tried: 1, returnTo: '/desk' });
  expect(await tryPin(logins, LOGIN, '2468')).toEqual({ result: 'open', returnTo: '/desk' });
  expect(await lock()).toBeUndefined();
});

test('a login that ends while its PIN is compared is not opened', async () => {
  const endedAsSoonAsCounted: Logins = {
    ...logins,
    setLock: async (login, counted, revision) => {
      const own = await logins.setLock(login, counted, revision);
      await logins.end(login);
      return own;
    },
  };
  expect(await tryPin(endedAsSoonAsCounted, LOGIN, '2468')).toEqual({ result: 'spent' });
  expect(await logins.get(LOGIN)).toMatchObject({ ended: true });
});

test('a try whose process was killed counts, but does not keep the screen locked', async () => {
  const { revision } = await logins.get(LOGIN);
  await logins.setLock(LOGIN, { ...(await lock()), tried: 1, trying: Date.now() - 60_000 }, revision);
  expect(await tryPin(logins, LOGIN, '1111')).toEqual({ result: 'wrong', left: 1 });
});
