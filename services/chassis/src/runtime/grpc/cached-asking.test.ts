import { expect, test } from '@jest/globals';
import { DomainError } from '../../domain/mod.ts';
import { cachedAsking } from './cached-asking.ts';

const NEVER = { signal: new AbortController().signal };
const unavailable = async () => {
  throw new DomainError('unavailable', 'DIRECTORY_UNAVAILABLE');
};

/** A service whose answer can be changed; `asked` holds the position that each call had to include. */
function answering(first: string) {
  const asked: (bigint | undefined)[] = [];
  let answer = first;
  return {
    asked,
    change: (next: string) => {
      answer = next;
    },
    ask: async (minPosition: bigint | undefined) => {
      asked.push(minPosition);
      return answer;
    },
  };
}

test('an answer is fetched once while it is fresh, and again when it is not', async () => {
  const { ask, asked, change } = answering('one');
  const [lasting, brief] = [{ freshMs: 60_000 }, { freshMs: 0 }].map((each) =>
    cachedAsking({ ...each, stale: true }),
  );
  await lasting?.get('calendar', NEVER, ask);
  change('two');
  expect(await lasting?.get('calendar', NEVER, ask)).toBe('one');
  expect(await lasting?.get('another', NEVER, ask)).toBe('two');
  expect(asked).toHaveLength(2);
  await brief?.get('calendar', NEVER, ask);
  await brief?.get('calendar', NEVER, ask);
  expect(asked).toHaveLength(4);
});

test('after a change the answer must include it', async () => {
  const { ask, asked, change } = answering('one');
  const answers = cachedAsking({ freshMs: 60_000, stale: true });
  await answers.get('calendar', NEVER, ask);
  change('two');
  answers.changed(7n);
  expect(await answers.get('calendar', NEVER, ask)).toBe('two');
  answers.changed();
  await answers.get('calendar', NEVER, ask);
  expect(asked).toEqual([undefined, 7n, 7n]);
});

test('an answer that was on its way during the change is not kept as fresh', async () => {
  const answers = cachedAsking({ freshMs: 60_000, stale: true });
  const slow = Promise.withResolvers<string>();
  const early = answers.get('calendar', NEVER, () => slow.promise);
  answers.changed(7n);
  expect(await answers.get('calendar', NEVER, async () => 'after')).toBe('after');
  slow.resolve('before');
  expect(await early).toBe('before');
  expect(await answers.get('calendar', NEVER, unavailable)).toBe('after');
});

test('while the service does not respond, an old answer is used if that is allowed', async () => {
  const [lenient, strict] = [true, false].map((stale) => cachedAsking({ freshMs: 0, stale }));
  await expect(lenient?.get('calendar', NEVER, unavailable)).rejects.toThrow('DIRECTORY_UNAVAILABLE');
  for (const answers of [lenient, strict]) await answers?.get('calendar', NEVER, async () => 'old');
  expect(await lenient?.get('calendar', NEVER, unavailable)).toBe('old');
  await expect(strict?.get('calendar', NEVER, unavailable)).rejects.toThrow('DIRECTORY_UNAVAILABLE');
});

test('a refusal is passed on, whatever is cached', async () => {
  const answers = cachedAsking({ freshMs: 0, stale: true });
  await answers.get('agency', NEVER, async () => 'old');
  const refused = answers.get('agency', NEVER, async () => {
    throw new DomainError('rule', 'UNIT_CODE_MALFORMED');
  });
  await expect(refused).rejects.toThrow('UNIT_CODE_MALFORMED');
});

test('each waiting caller makes its own call: one that gives up affects nobody else', async () => {
  const answers = cachedAsking({ freshMs: 60_000, stale: true });
  const leaving = new AbortController();
  const gone = answers.get('calendar', leaving, async () => {
    leaving.signal.throwIfAborted();
    return new Promise<string>((_, reject) => {
      leaving.signal.addEventListener('abort', () => reject(leaving.signal.reason));
    });
  });
  const staying = answers.get('calendar', NEVER, async () => 'there');
  leaving.abort(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  expect(await staying).toBe('there');
});
