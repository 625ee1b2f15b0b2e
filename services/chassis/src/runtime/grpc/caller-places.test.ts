import { expect, test } from '@jest/globals';
import { callerPlaces } from './caller-places.ts';

const citizen = { subject: 'citizen', service: false };
const portal = { subject: 'portal', service: true };
const stays = new AbortController();
const places = () => callerPlaces({ person: 2, account: 3 });

test('a caller has some places, and no other caller takes them', () => {
  const { take } = places();
  expect([take(citizen, stays), take(citizen, stays), take(portal, stays)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(take(citizen, stays)).toBeInstanceOf(Promise);
});

test('the next call waits for a place, in order, and the account of a portal has more', async () => {
  const { take, free } = places();
  for (let n = 0; n < 3; n += 1) expect(take(portal, stays)).toBeUndefined();
  const order: string[] = [];
  const [first, second] = ['first', 'second'].map((name) =>
    take(portal, stays)?.then(() => order.push(name)),
  );
  free(portal);
  await first;
  free(portal);
  await second;
  expect(order).toEqual(['first', 'second']);
});

test('a caller with too many waiting calls is refused, others are not', () => {
  const { take } = places();
  for (let n = 0; n < 34; n += 1) void take(citizen, stays);
  expect(() => take(citizen, stays)).toThrow(expect.objectContaining({ reason: 'TOO_MANY_CALLS_OF_CALLER' }));
  expect(take(portal, stays)).toBeUndefined();
});

test('whoever hangs up while waiting leaves the line', async () => {
  const { take, free } = places();
  void take(citizen, stays);
  void take(citizen, stays);
  const gone = new AbortController();
  const left = take(citizen, gone);
  const next = take(citizen, stays);
  gone.abort();
  await expect(left).rejects.toBe(gone.signal.reason);
  free(citizen);
  await expect(next).resolves.toBeUndefined();
});
