import type { Timeliness } from '@egov/chassis/domain';
import type { Channel } from '../../domain/procedure/terms.ts';

/** Numbers that rows store instead of words: channel and state are the national codes. */
export const channelCodes: Readonly<Record<Channel, number>> = { counter: 1, online: 2, post: 3 };
export const timelinessCodes: Readonly<Record<Timeliness, number>> = { early: 1, 'on-time': 2, late: 3 };

/** Returns the words of codes; a number that is no code throws RangeError. */
const wordsOf = <Word extends string>(codes: Readonly<Record<Word, number>>): ((code: number) => Word) => {
  const words = Object.entries(codes) as [Word, number][];
  return (code) => {
    const [word] = words.find(([, number]) => number === code) ?? [];
    if (word === undefined) throw new RangeError(`not a code: ${code}`);
    return word;
  };
};
export const channelOf = wordsOf(channelCodes);
export const timelinessOf = wordsOf(timelinessCodes);
