import { escaped } from './chart.ts';
import type { Compared } from './kept-run.ts';
import type { LoadResult } from './load-result.ts';
import type { ProfileLine } from './profile.ts';
import { reportCharts } from './report-charts.ts';
import { reportStyle } from './report-style.ts';
import { shownChange, shownFigure } from './report-text.ts';

/** Writes the page about a run; it needs no script, no font and no other file. */
export function reportPage(result: LoadResult, compared: readonly Compared[]): string {
  const { scenario, began, promises, events, complaints, profile = [] } = result;
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">' +
      '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(scenario)} ${escaped(began)}</title><style>${reportStyle}</style>`,
    `<h1>${escaped(scenario)}</h1>${aboutRun(result)}`,
    `<h2>${verdict(promises)}</h2>`,
    `<table><tr><th>promise<th>must be<th>was<th></tr>${promises.map(promiseRow).join('')}</table>`,
    '<h2>Figures</h2>',
    `<table><tr><th>figure<th>this run<th>kept run<th>change</tr>${compared.map(figureRow).join('')}</table>`,
    ...reportCharts(result),
    section('Where the time went', profile.map(profileTable)),
    section('Meanwhile', list(events.map(({ at, what }) => `${at} s: ${escaped(what)}`))),
    section('What failed', list(complaints.map(({ what, times }) => `${times} × ${escaped(what)}`))),
    '</html>\n',
  ].join('\n');
}

function aboutRun({ about, platform, began, forSeconds, rate, counts, machine }: LoadResult): string {
  const shared =
    machine.loadBefore > 1 ? `, <b>which was busy</b> (load ${machine.loadBefore.toFixed(1)})` : '';
  return (
    `<p>${escaped(about)}.<br>${rate} ${escaped(counts)} for ${forSeconds} s against ${escaped(platform)}, ` +
    `${escaped(began)}; ${escaped(machine.cpu)}, ${machine.cores} cores${shared}.</p>`
  );
}

function verdict(promises: LoadResult['promises']): string {
  const broken = promises.filter(({ kept }) => !kept);
  return broken.length === 0
    ? '<span class="kept">Every promise was kept</span>'
    : `<span class="broken">${broken.length} of ${promises.length} promises broken</span>`;
}

function promiseRow({ measure, must, was, kept }: LoadResult['promises'][number]): string {
  const word = kept ? 'kept' : 'broken';
  return `<tr><td>${escaped(measure)}<td>${escaped(must)}<td>${escaped(was)}<td class="${word}">${word}</tr>`;
}

const section = (title: string, parts: readonly string[]): string =>
  parts.length === 0 ? '' : `<h2>${title}</h2>${parts.join('')}`;

const list = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['<ul>', ...lines.map((line) => `<li>${line}`), '</ul>'];

function profileTable({ process, workSeconds, parts }: ProfileLine): string {
  const rows = parts.map(
    ({ part, share }) => `<tr><td>${escaped(part)}<td class="n">${(share * 100).toFixed(1)} %</tr>`,
  );
  const head = `<tr><th>${escaped(process)}, ${workSeconds.toFixed(1)} s of work<th></tr>`;
  return `<table>${head}${rows.join('')}</table>`;
}

function figureRow(each: Compared): string {
  const {
    figure: { name, value, unit, better },
    before,
    change = 0,
  } = each;
  const judged =
    better === undefined || Math.abs(change) < 0.1 ? '' : change > 0 === (better === 'more') ? 'good' : 'bad';
  const kept = before === undefined ? '' : shownFigure(before, unit);
  return (
    `<tr><td>${escaped(name)}<td class="n">${shownFigure(value, unit)}` +
    `<td class="n">${kept}<td class="n ${judged}">${shownChange(each)}</tr>`
  );
}
