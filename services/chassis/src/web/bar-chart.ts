import { markup, type Markup } from './markup.ts';

/** One bar; `href` opens to how its number is counted. */
export type Bar = Readonly<{ label: string; value: number; href?: string }>;

const ROW = 32;
const LABEL = 220;
const WIDTH = 640;

/** Draws horizontal bars as SVG on the server; the numbers stand as text, so that nothing is told by length alone. */
export function barChart({ title, bars }: Readonly<{ title: string; bars: readonly Bar[] }>): Markup {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const rows = bars.map(({ label, value, href }, index) => {
    const y = index * ROW;
    const length = Math.round((WIDTH - LABEL - 80) * value / most);
    const name = `<text x="0" y="${y + 20}">${escaped(label)}</text>`;
    return `${href === undefined ? name : `<a href="${escaped(href)}">${name}</a>`}<rect x="${LABEL}" y="${y + 6}" width="${length}" height="18"/>`
      + `<text x="${LABEL + length + 8}" y="${y + 20}">${escaped(value.toLocaleString('vi-VN'))}</text>`;
  });
  return markup(`<svg class="bar-chart" role="group" viewBox="0 0 ${WIDTH} ${bars.length * ROW}"><title>${escaped(title)}</title>${rows.join('')}</svg>`);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
