import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dossierList } from '../tables/dossier-list.ts';
import { dossierStanding } from '../tables/dossier-standing.ts';
import { centre, dossierStory, justice } from '../test-support/dossier-story.ts';
import { memoryReadModel } from '../test-support/memory-read-model.ts';
import type { ListDossiers } from './dossier-rows.ts';
import { listDossiers } from './list-dossiers.ts';
import { listPastDossiers } from './past-dossiers.ts';

type Person = Readonly<{ name: string; summary: string }>;

const handedOver = {
  step: null,
  given: null,
  note: '',
  from: { agencyId: justice, officialId: null },
  to: { agencyId: centre, officialId: null },
};

/** Three dossiers of those persons: one of the centre, one that it holds, one of elsewhere. */
function office(persons: readonly [Person, Person, Person]) {
  const [owned, held, foreign] = persons;
  const model = memoryReadModel([dossierList, dossierStanding]);
  const stories = [
    dossierStory(owned).submitted('2026-07-01T02:00:00.000Z'),
    dossierStory({ ...held, owner: justice })
      .submitted('2026-07-02T02:00:00.000Z')
      .tell('DossierHandedOver', '2026-07-02T03:00:00.000Z', handedOver),
    dossierStory({ ...foreign, owner: justice }).submitted('2026-07-03T02:00:00.000Z'),
  ];
  for (const { events } of stories) model.project(events);
  const rank = (id: string) => stories.findIndex((story) => story.id === id);
  return (text: string, args: Partial<ListDossiers> = {}) => {
    const asked = {
      agencies: [centre],
      personal: false,
      order: 'received' as const,
      pageSize: 2,
      filter: { importId: '', text },
      ...args,
    };
    const asOf = Date.parse('2026-07-09T02:00:00.000Z');
    return [listDossiers(model.db, asked), listPastDossiers(model.db, { ...asked, asOf })].map(
      ({ items, nextPageToken }) => ({
        found: items.map(({ dossierId }) => rank(dossierId)),
        more: nextPageToken !== undefined,
      }),
    );
  };
}

const word = fc.constantFrom('Nguyễn', 'Văn', 'An', 'khai', 'sinh', 'Đăng', 'lecounter', 'gamma');
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((some) => some.join(' '));
const person = fc.record({ name: words, summary: words });
const persons = fc.tuple(person, person, person);

test('what is found without the right to personal data is the same whatever the names are', () => {
  fc.assert(
    fc.property(persons, persons, fc.array(words, { minLength: 4, maxLength: 8 }), (one, another, asked) => {
      const [these, those] = [office(one), office(another)];
      for (const text of asked) {
        for (const agencies of [[centre], [centre, justice], null])
          expect(these(text, { agencies })).toEqual(those(text, { agencies }));
        for (const order of ['received', 'due'] as const)
          expect(these(text, { order })).toEqual(those(text, { order }));
      }
    }),
    { numRuns: 40 },
  );
});

test('without that right the procedure is searched, with it the names too', () => {
  const an = { name: 'Nguyễn Văn An', summary: 'Đổi tên' };
  const search = office([an, an, an]);
  expect(search('dang ky khai sinh')[0]?.found).toEqual([1, 0]);
  expect(search('nguyen')[0]?.found).toEqual([]);
  expect(search('doi ten')[0]?.found).toEqual([]);
  expect(search('nguyen khai', { personal: true })[0]?.found).toEqual([1, 0]);
});

test('applicants search among their own dossiers', () => {
  const an = { name: 'Nguyễn Văn An', summary: 'Đổi tên' };
  const model = memoryReadModel([dossierList]);
  const stories = [0, 1].map(() => dossierStory(an).submitted('2026-07-01T02:00:00.000Z'));
  for (const { events } of stories) model.project(events);
  const { items } = listDossiers(model.db, {
    agencies: null,
    personal: true,
    order: 'received',
    pageSize: 20,
    filter: { importId: '', text: 'nguyen van', personId: stories[1]?.person ?? '' },
  });
  expect(items.map(({ dossierId }) => dossierId)).toEqual([stories[1]?.id]);
});
