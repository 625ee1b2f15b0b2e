/** A line of a chart: its name, its colour, its points. */
export type Line = Readonly<{
  name: string;
  colour: string;
  points: readonly (readonly [x: number, y: number])[];
}>;

const WIDTH = 720;
const HEIGHT = 200;
const MARGIN = { left: 56, right: 12, top: 12, bottom: 26 };

/** Draws lines over seconds as SVG; marks are instants with a label. */
export function chart(
  title: string,
  unit: string,
  lines: readonly Line[],
  marks: readonly Readonly<{ at: number; what: string }>[] = [],
): string {
  const all = lines.flatMap(({ points }) => points);
  const right = Math.max(1, ...all.map(([x]) => x));
  const top = nice(Math.max(1, ...all.map(([, y]) => y)));
  const x = (value: number): string =>
    (MARGIN.left + (value / right) * (WIDTH - MARGIN.left - MARGIN.right)).toFixed(1);
  const y = (value: number): string =>
    (HEIGHT - MARGIN.bottom - (value / top) * (HEIGHT - MARGIN.top - MARGIN.bottom)).toFixed(1);
  const ground = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(top * share)}" ` +
      `y2="${y(top * share)}" class="grid"/>` +
      `<text x="${MARGIN.left - 6}" y="${y(top * share)}" class="value">${label(top * share)}` +
      '</text>',
  );
  const seconds = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text x="${x(right * share)}" y="${HEIGHT - 6}" class="time">${Math.round(right * share)} s</text>`,
  );
  const drawn = lines.map(
    ({ colour, points }) =>
      `<polyline points="${points.map(([px, py]) => `${x(px)},${y(py)}`).join(' ')}" fill="none" ` +
      `stroke="${colour}" stroke-width="1.5"/>`,
  );
  const marked = marks.map(
    ({ at, what }) =>
      `<line x1="${x(at)}" x2="${x(at)}" y1="${MARGIN.top}" y2="${HEIGHT - MARGIN.bottom}" ` +
      `class="mark"><title>${escaped(what)}</title></line>`,
  );
  const legend = lines
    .map(({ name, colour }) => `<span><i style="background:${colour}"></i>${escaped(name)}</span>`)
    .join('');
  return (
    `<figure><figcaption>${escaped(title)} <small>${escaped(unit)}</small></figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" ` +
    `aria-label="${escaped(title)}">${[...ground, ...seconds, ...marked, ...drawn].join('')}</svg>` +
    `<p class="legend">${legend}</p></figure>`
  );
}

/** Returns the next round number for the end of a scale. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}

const label = (value: number): string =>
  value >= 1_000
    ? `${(value / 1_000).toFixed(value % 1_000 === 0 ? 0 : 1)}k`
    : String(Math.round(value * 100) / 100);

/** Escapes text for HTML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
