import { expect, test } from '@jest/globals';
import { importedDate } from './imported-date.ts';

test.each([
  ['2011-12-06 13:41:31.788000+01:00', '2011-12-06T12:41:31.788Z'],
  ['2010-10-15T09:46:25+02:00', '2010-10-15T07:46:25.000Z'],
  ['2010-10-15T09:46:25+0200', '2010-10-15T07:46:25.000Z'],
  ['2010-10-15T09:46Z', '2010-10-15T09:46:00.000Z'],
])('"%s" in an imported file is that instant', (text, instant) => {
  expect(importedDate(text)).toBe(instant);
});

test.each([undefined, '', 'never', '2011-12-06', '2011-12-06 13:41:31', '2011-13-06 13:41:31Z'])(
  '"%s" is not an instant',
  (text) => {
    expect(importedDate(text)).toBeNull();
  },
);
