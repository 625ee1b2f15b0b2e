import { expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { compare } from './kept-run.ts';
import { reportPage } from './report-page.ts';
import { reportText } from './report-text.ts';
import { madeUpRun } from './test-support/made-up-run.ts';

const pageOf = (run = madeUpRun(), kept?: ReturnType<typeof madeUpRun>) =>
  load(reportPage(run, compare(run.figures, kept)));

test('the page begins with the broken promises', () => {
  const page = pageOf();
  expect(page('h2').first().text()).toBe('1 of 2 promises broken');
  expect(page('td.broken').parent().text()).toContain('failedrate==01.00 %');
});

test('a run that kept every promise is reported as such', () => {
  expect(
    pageOf(madeUpRun({ promises: [{ measure: 'failed', must: 'rate==0', was: '0.00 %', kept: true }] }))('h2')
      .first()
      .text(),
  ).toBe('Every promise was kept');
});

test('the page needs nothing else: no script, no font, no other file', () => {
  const page = pageOf();
  expect(page('script, link, img, iframe, [src], [href]').length).toBe(0);
  expect(reportPage(madeUpRun(), [])).not.toMatch(/url\(|@import|https?:/);
});

test('each second is drawn: responses, durations and memory', () => {
  const page = pageOf();
  expect(page('figure').length).toBe(3);
  expect(page('figure').first().find('polyline').first().attr('points')?.split(' ').length).toBe(2);
});

test('a requested profile is shown under the charts', () => {
  expect(pageOf()('body').text()).not.toContain('Where the time went');
  const profile = [
    { process: 'procedures', workSeconds: 12.3, parts: [{ part: '@grpc/grpc-js', share: 0.251 }] },
  ];
  expect(pageOf(madeUpRun({ profile }))('table').last().text()).toBe(
    'procedures, 12.3 s of work@grpc/grpc-js25.1 %',
  );
  expect(reportText(madeUpRun({ profile }), [])).toContain('25.1 %  @grpc/grpc-js');
});

test('messages of the platform are escaped', () => {
  expect(pageOf()('li').text()).toContain('1 × DossierIntakeService/ReceiveDossier: <unavailable>');
});

test('a figure is shown with that of the kept run, and a worse one is marked', () => {
  const kept = madeUpRun({ figures: [{ name: 'a command, p95', value: 206, unit: 'ms', better: 'less' }] });
  expect(pageOf(madeUpRun(), kept)('td.bad').text()).toBe('+100 %');
  expect(reportText(madeUpRun(), compare(madeUpRun().figures, kept))).toMatch(
    /a command, p95 +412 ms {2}\+100 %/,
  );
});

test('on a terminal a broken promise is shown with its measured value', () => {
  expect(reportText(madeUpRun(), [])).toContain('BROKEN  failed rate==0: 1.00 %');
});
