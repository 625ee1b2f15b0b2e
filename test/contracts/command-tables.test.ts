import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { serviceNames } from '@egov/platform';
import { readmeOf, withCommandTable } from './command-tables.ts';

test.each(serviceNames)(
  'the README of %s has the commands of its contracts; written by ' +
    'test/contracts/write-command-tables.ts',
  (service) => {
    const readme = readFileSync(readmeOf(service), 'utf8');
    expect(readme).toBe(withCommandTable(readme, service));
  },
);
