import { chart, escaped } from './chart.ts';
import type { Compared } from './kept-run.ts';
import type { LoadResult } from './load-result.ts';
import type { ProfileLine } from './profile.ts';
import { shownChange, shownFigure } from './report-text.ts';

const colours = [
  '#1d70b8',
  '#d4351c',
  '#00703c',
  '#f47738',
  '#4c2c92',
  '#28a197',
  '#801650',
  '#505a5f',
] as const;
const colour = (index: number): string => colours[index % colours.length] ?? colours[0];

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:760px;margin:24px auto;padding:0 16px;color:#0b0c0c}h1{margin-bottom:0}table{border-collapse:collapse;width:100%;margin:12px 0}
td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #b1b4b6}td.n{text-align:right;font-variant-numeric:tabular-nums}.kept{color:#00703c}.broken{color:#d4351c;font-weight:bold}
figure{margin:16px 0}figcaption{font-weight:bold}svg{width:100%;height:auto}.grid{stroke:#dee0e2}.mark{stroke:#d4351c;stroke-dasharray:3 3}text{font-size:11px;fill:#505a5f}.value{text-anchor:end;dominant-baseline:middle}
.time{text-anchor:middle}.legend span{margin-right:14px}.legend i{display:inline-block;width:10px;height:10px;margin-right:5px}.good{color:#00703c}.bad{color:#d4351c}`;

/** One page about a run that needs nothing else: no script, no font, no other file. */
export function reportPage(result: LoadResult, compared: readonly Compared[]): string {
  const {
    scenario,
    about,
    platform,
    began,
    forSeconds,
    rate,
    counts,
    machine,
    promises,
    seconds,
    memory,
    events,
    complaints,
    profile = [],
  } = result;
  const broken = promises.filter(({ kept }) => !kept);
  const points = (of: (second: LoadResult['seconds'][number]) => number) =>
    seconds.map((second) => [second.at, of(second)] as const);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(scenario)} ${escaped(began)}</title><style>${style}</style>
<h1>${escaped(scenario)}</h1><p>${escaped(about)}.<br>${rate} ${escaped(counts)} for ${forSeconds} s against ${escaped(platform)}, ${escaped(began)}; ${escaped(machine.cpu)}, ${machine.cores} cores${machine.loadBefore > 1 ? `, <b>which others used too</b> (load ${machine.loadBefore.toFixed(1)})` : ''}.</p>
<h2>${broken.length === 0 ? '<span class="kept">Every promise was kept</span>' : `<span class="broken">${broken.length} of ${promises.length} promises broken</span>`}</h2>
<table><tr><th>promise<th>must be<th>was<th></tr>${promises.map(({ measure, must, was, kept }) => `<tr><td>${escaped(measure)}<td>${escaped(must)}<td>${escaped(was)}<td class="${kept ? 'kept' : 'broken'}">${kept ? 'kept' : 'broken'}</tr>`).join('')}</table>
<h2>Figures</h2>
<table><tr><th>figure<th>this run<th>kept run<th>change</tr>${compared.map(figureRow).join('')}</table>
${chart(
  'Answers',
  'a second',
  [
    { name: 'answered', colour: colour(0), points: points(({ answered }) => answered) },
    { name: 'turned away', colour: colour(3), points: points(({ shed }) => shed) },
    { name: 'failed', colour: colour(1), points: points(({ failed }) => failed) },
  ],
  events,
)}
${chart(
  'Time of an answer',
  'ms',
  [
    { name: 'half of them', colour: colour(2), points: points(({ p50 }) => p50) },
    { name: 'p95', colour: colour(0), points: points(({ p95 }) => p95) },
    { name: 'p99', colour: colour(1), points: points(({ p99 }) => p99) },
  ],
  events,
)}
${
  memory.length === 0
    ? ''
    : chart(
        'Memory of each process',
        'MB (PSS)',
        memory.map(({ name, points: samples }, index) => ({
          name,
          colour: colour(index),
          points: samples.map(({ at, megabytes }) => [at, megabytes] as const),
        })),
        events,
      )
}
${profile.length === 0 ? '' : `<h2>Where the time went</h2>${profile.map(profileTable).join('')}`}
${events.length === 0 ? '' : `<h2>Meanwhile</h2><ul>${events.map(({ at, what }) => `<li>${at} s: ${escaped(what)}`).join('')}</ul>`}
${complaints.length === 0 ? '' : `<h2>What failed</h2><ul>${complaints.map(({ what, times }) => `<li>${times} × ${escaped(what)}`).join('')}</ul>`}
</html>
`;
}

const profileTable = ({ process, workSeconds, parts }: ProfileLine): string =>
  `<table><tr><th>${escaped(process)}, ${workSeconds.toFixed(1)} s of work<th></tr>${parts.map(({ part, share }) => `<tr><td>${escaped(part)}<td class="n">${(share * 100).toFixed(1)} %</tr>`).join('')}</table>`;

function figureRow(each: Compared): string {
  const {
    figure: { name, value, unit, better },
    before,
    change = 0,
  } = each;
  const judged =
    better === undefined || Math.abs(change) < 0.1 ? '' : change > 0 === (better === 'more') ? 'good' : 'bad';
  return `<tr><td>${escaped(name)}<td class="n">${shownFigure(value, unit)}<td class="n">${before === undefined ? '' : shownFigure(before, unit)}<td class="n ${judged}">${shownChange(each)}</tr>`;
}
