import { expect, test } from '@jest/globals';
import { eventServiceNames, serviceNames } from '@egov/platform';
import { join } from 'node:path';
import { filesBelow, read } from '../architecture/support/workspace.ts';

const recorded = (service: string) =>
  filesBelow(join('test/contracts/events', service))
    .map((file) => /([A-Za-z]+)\.v\d+\.json$/u.exec(file)?.[1])
    .filter((type) => type !== undefined);
const texts = new Set(
  ['services/staff-portal/src/features/audit/texts.json', 'services/dossier-views/src/texts.json'].flatMap(
    (file) => Object.keys(JSON.parse(read(file)) as object),
  ),
);

test.each(serviceNames)('the service %s has a name on the pages of audit and operations', (service) => {
  expect(texts.has(`service.${service}`)).toBe(true);
});

const folders = [...eventServiceNames, 'person'];

test('samples are found', () => {
  expect(folders.flatMap(recorded).length).toBeGreaterThan(35);
});

test.each(folders)('every event of %s has a name on the audit page', (service) => {
  const types = [...new Set(recorded(service))];
  expect(types.length).toBeGreaterThan(0);
  expect(types.filter((type) => !texts.has(`act.${type}`) && !texts.has(`event.${type}`))).toEqual([]);
});
