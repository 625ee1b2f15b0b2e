// Writes the commands of each service's contracts into its README: npm run exec -- node
// test/contracts/write-command-tables.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { serviceNames } from '@egov/platform';
import { readmeOf, withCommandTable } from './command-tables.ts';

for (const service of serviceNames) {
  const file = readmeOf(service);
  writeFileSync(file, withCommandTable(readFileSync(file, 'utf8'), service));
}
