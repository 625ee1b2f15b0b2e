import { expect, test } from '@jest/globals';
import { FORMAT, type StoredEvent } from '../storage/records.ts';
import { checkFilter, matcher, type EventFilter } from './event-filter.ts';
import { BadExpression } from './expression-escapes.ts';

const event = (stream: string, type: string): StoredEvent => ({
  position: 1,
  stream,
  revision: 0,
  id: Buffer.alloc(16),
  type,
  format: FORMAT.json,
  created: 0,
  metadata: Buffer.alloc(0),
  data: Buffer.alloc(0),
});
const filter = (part: Partial<EventFilter>): EventFilter => ({
  on: 'type',
  prefixes: [],
  regex: '',
  window: 32,
  checkpointEvery: 32,
  ...part,
});

test('prefixes and expressions look at the type or the name', () => {
  const received = event('dossier-1', 'DossierReceived');
  expect(matcher(undefined)(received)).toBe(true);
  expect(matcher(filter({ prefixes: ['Paper', 'Dossier'] }))(received)).toBe(true);
  expect(matcher(filter({ prefixes: ['dossier'] }))(received)).toBe(false);
  expect(matcher(filter({ on: 'stream', prefixes: ['dossier-'] }))(received)).toBe(true);
  expect(matcher(filter({ regex: '^[^$].*' }))(received)).toBe(true);
  expect(matcher(filter({ regex: '^[^$].*' }))(event('$$dossier-1', '$metadata'))).toBe(false);
});

// Each as .NET answers it.
test.each([
  [String.raw`\Aorder-`, 'order-1', true],
  [String.raw`\Aorder-`, 'my-order-1', false],
  ['(?i)^ORDER-', 'order-1', true],
  ['^(?i:ORDER)-x', 'order-X', false],
  ['a(?-i)b', 'ab', true],
  ['^order-[0-9]{2,}$', 'order-12', true],
  ['^order-[0-9]{2,}$', 'order-12\n', true],
  [String.raw`^order-[0-9]{2,}\z`, 'order-12\n', false],
  [String.raw`1\Z`, 'order-1\n', true],
  ['^(?:order|payment)$', 'payment', true],
  [String.raw`^\w+$`, 'Hồ_sơ1', true],
  [String.raw`^\w+$`, 'Hồ-sơ', false],
  [String.raw`^[\W]$`, '-', true],
  [String.raw`^[\s\S]$`, 'ồ', true],
  [String.raw`^\S+$`, 'Hồ\u00a0sơ', false],
  [String.raw`^\d$`, '\u0663', true],
  [String.raw`^\p{Lu}`, 'Đơn', true],
  [String.raw`^Dossier\-.*`, 'Dossier-x', true],
  [String.raw`\u0041\x42\cA`, 'AB\u0001', true],
  ["(?<kind>order)-(?'number'1)(?#a note)", 'order-1', true],
  ['[[:alpha:]]', 'z]', false],
  ['[[:alpha:]]', 'h]', true],
  ['[]a-]', '-', true],
  ['a{,2}', 'a{,2}', true],
  ['^[^$].*', 'x', true],
  [String.raw`\.\$`, 'a.$', true],
])('the expression %j finds %j: %j', (regex, name, found) => {
  expect(matcher(filter({ on: 'stream', regex }))(event(name, ''))).toBe(found);
});

test.each([
  ['(', "a ')' is missing"],
  ['a)', "a ')' has no '('"],
  ['[a', "a ']' is missing"],
  ['(?=a)', 'lookaheads are not supported'],
  ['(?<!a)b', 'lookbehinds are not supported'],
  ['(?>a)', 'atomic groups are not supported'],
  [String.raw`(a)\1`, 'backreferences are not supported'],
  [String.raw`\border`, String.raw`the word boundary '\b' is not supported`],
  [String.raw`\Qa\E`, String.raw`the escape '\Q' is not supported`],
  ['[a-z-[aeiou]]', 'subtractions are not supported'],
  [String.raw`\p{IsGreek}`, 'is not a general category'],
  ['(?x) a', "the option 'x' is not supported"],
  ['(?m)^a', "the option 'm' is not supported"],
  ['(?P<a>b)', 'begins no known group'],
  [String.raw`a$\n`, "nothing may follow '$'"],
  [String.raw`(a$|b)\s`, "nothing may follow '$'"],
  ['a**', 'invalid nested repetition'],
  ['(?:a{100}){100}', 'more than 500 characters'],
  ['a'.repeat(1001), 'longer than 1000 characters'],
])('the expression %j is refused: %s', (regex, reason) => {
  expect(() => checkFilter(filter({ regex }))).toThrow(reason);
  expect(() => checkFilter(filter({ regex }))).toThrow(BadExpression);
});

test('an expression that keeps a backtracking engine busy for ever is answered at once', () => {
  const began = performance.now();
  expect(matcher(filter({ on: 'stream', regex: '^(a+)+$' }))(event(`${'a'.repeat(1000)}!`, ''))).toBe(false);
  expect(performance.now() - began).toBeLessThan(5000);
});
