import { expect, test } from '@jest/globals';
import { processStatistics } from '../queries/process-statistics.ts';
import { dossierStory } from '../test-support/dossier-story.ts';
import { memoryReadModel } from '../test-support/memory-read-model.ts';
import { dossierList } from './dossier-list.ts';
import { dossierSteps } from './dossier-steps.ts';

const AT = '2011-10-11T11:42:22.688Z';
const history = (attributes: Readonly<Record<string, string>> | null) =>
  dossierStory({ importId: 'i' }).imported(AT, attributes);
const forgotten = ({ events, person }: ReturnType<typeof history>) =>
  ({ ...events[0], type: 'PersonForgotten', data: { personId: person, reason: 'theo yêu cầu' } }) as never;

function statisticsOf(...stories: ReturnType<typeof history>[]) {
  const model = memoryReadModel([dossierList, dossierSteps]);
  for (const { events } of stories) model.project(events);
  const figures = () => processStatistics(model.db, { scope: { agencies: null, importId: 'i' }, top: 10 });
  return { ...model, figures };
}

test('nothing of an import’s attributes stays of a forgotten person, and others’ stay', () => {
  const lan = history({ 'concept:name': 'Quàngxổm', owner: 'Quàngxổm Lan', channel: 'Desk' });
  const minh = history({ owner: 'Minh', channel: 'Desk' });
  const { project, dump, figures } = statisticsOf(lan, minh);
  project([forgotten(lan)]);
  expect(JSON.stringify(dump())).not.toContain('Quàngxổm');
  expect(figures()).toMatchObject({
    cases: 2,
    caseAttributes: [
      { attribute: 'channel', values: [{ name: 'Desk', count: 1 }] },
      { attribute: 'owner', values: [{ name: 'Minh', count: 1 }] },
    ],
  });
});

test('a history whose person was forgotten before is a case without attributes', () => {
  expect(statisticsOf(history(null)).figures()).toMatchObject({ cases: 1, caseAttributes: [] });
});
