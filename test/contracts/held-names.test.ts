import { expect, test } from '@jest/globals';
import { aggregates as directory } from '@egov/directory/domain';
import { aggregates as procedures } from '@egov/procedures/domain';
import { read } from '../architecture/support/workspace.ts';

const texts = Object.keys(
  JSON.parse(read('services/staff-portal/src/features/personal-data/texts.json')) as object,
);

/** Attributes of an imported history have names of their own. */
const OWN_NAMES = 'attributes';

test('every sealed field has a name on the page of personal data', () => {
  const declared: readonly Readonly<{ sealed?: object }>[] = [
    procedures.dossiers.catalogue,
    directory.staff.catalogue,
  ].flatMap((catalogue) => Object.values(catalogue));
  const fields = new Set(
    declared.flatMap(({ sealed = {} }) => Object.keys(sealed)).map((path) => path.replaceAll('.*', '')),
  );
  expect(fields.size).toBeGreaterThan(15);
  const nameless = [...fields].filter((field) => !texts.includes(`personal-data.field.${field}`));
  expect(nameless).toEqual([OWN_NAMES]);
});
