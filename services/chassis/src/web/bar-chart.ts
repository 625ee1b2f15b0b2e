import { markup, type Markup } from './markup.ts';

/** One bar; `href` leads to how its number is counted. */
export type Bar = Readonly<{ label: string; value: number; href?: string }>;

const ROW = 48;
const WIDTH = 400;
/** Room for the number after the longest bar. */
const NUMBER = 80;

/**
 * Draws horizontal bars as SVG on the server, each below its label, so that they fit a phone; the numbers are
 * text, so that nothing is expressed by length alone.
 */
export function barChart({ title, bars }: Readonly<{ title: string; bars: readonly Bar[] }>): Markup {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const rows = bars.map(({ label, value, href }, index) => {
    const y = index * ROW;
    const length = Math.round(((WIDTH - NUMBER) * value) / most);
    const name = `<text x="0" y="${y + 16}">${escaped(label)}</text>`;
    return (
      `${href === undefined ? name : `<a href="${escaped(href)}">${name}</a>`}` +
      `<rect x="0" y="${y + 23}" width="${length}" height="16"/>` +
      `<text x="${length + 8}" y="${y + 36}">${escaped(value.toLocaleString('vi-VN'))}</text>`
    );
  });
  return markup(
    `<svg class="bar-chart" role="group" viewBox="0 0 ${WIDTH} ${bars.length * ROW}">` +
      `<title>${escaped(title)}</title>${rows.join('')}</svg>`,
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
