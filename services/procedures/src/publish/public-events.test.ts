import { expect, test } from '@jest/globals';
import { DossierAccepted } from '@egov/proto/egov/procedures/events/v1/procedures_events';
import { dossierCatalogue } from '../domain/dossier/catalogue.ts';
import { centre, dossierStory, promised } from '../projections/test-support/dossier-story.ts';
import { publicEvents } from './public-events.ts';

const publish = (story: ReturnType<typeof dossierStory>) => story.events.map((event) => publicEvents(event));

test('an accepted dossier is published with its code and due time, without applicant data', () => {
  const story = dossierStory({ name: 'Nguyễn Văn An', summary: 'Xin cấp giấy phép' })
    .submitted('2026-07-06T02:00:00.000Z')
    .accepted('2026-07-06T02:15:00.000Z', '2026-07-09T02:15:00.000Z');
  const told = publish(story);
  expect(told.map((message) => message?.subject)).toEqual([
    'egov.procedures.dossier.submitted.v1',
    'egov.procedures.dossier.accepted.v1',
  ]);
  expect(DossierAccepted.decode(told[1]?.message ?? new Uint8Array())).toMatchObject({
    dossierId: story.id,
    procedureCode: '1.001193',
    occurredAt: new Date('2026-07-06T02:15:00.000Z'),
    dueAt: new Date('2026-07-09T02:15:00.000Z'),
  });
  expect(told.map((message) => Buffer.from(message?.message ?? []).toString()).join()).not.toMatch(
    /Nguyễn|giấy phép/,
  );
});

test('an imported history is not published', () => {
  expect(
    publish(
      dossierStory({ importId: 'i' })
        .imported('2011-10-11T11:42:22.688Z')
        .released('2011-10-12T11:42:22.688Z'),
    ),
  ).toEqual([undefined, undefined]);
});

test('no event is published with words about the applicant', () => {
  const at = '2026-07-06T02:00:00.000Z';
  const holder = { agencyId: centre, officialId: null };
  const rest = { replyBy: null, previousDue: at, to: holder, step: null, amount: 1, holder };
  for (const type of Object.keys(dossierCatalogue) as (keyof typeof dossierCatalogue)[]) {
    const sealed = Object.keys(dossierCatalogue[type].sealed ?? {});
    const said = Object.fromEntries(sealed.map((path) => [path.split('.')[0], 'words']));
    const due = type === 'DossierExtended' ? at : promised(at);
    const [message] = publish(dossierStory().tell(type, at, { ...rest, due, ...said } as never));
    expect([type, Buffer.from(message?.message ?? []).toString()]).toEqual([
      type,
      expect.not.stringContaining('words'),
    ]);
  }
});
