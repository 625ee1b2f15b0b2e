import { expect, test } from '@jest/globals';
import { barChart } from './bar-chart.ts';
import { csv } from './csv.ts';
import { qrSvg } from './qr-svg.ts';

test('a chart shows its numbers as text, and labels cannot contain markup', () => {
  const chart = barChart({
    title: 'Tháng 11',
    bars: [
      { label: '<b>Nhận', value: 12_345, href: '/how#received' },
      { label: 'Trễ', value: 0 },
    ],
  }).toString();
  expect(chart).toContain('12.345');
  expect(chart).toContain('&lt;b&gt;Nhận');
  expect(chart).toContain('<a href="/how#received">');
  expect(chart).not.toContain('style=');
});

test('a QR code is drawn without inline style', async () => {
  const drawn = (await qrSvg('H44.03-261013-0003')).toString();
  expect(drawn).toMatch(/^<svg/u);
  expect(drawn).not.toContain('style=');
});

test('a cell that a spreadsheet would take for a formula is defused, and quotes are doubled', () => {
  const written = csv(
    [
      { a: '=1+1', b: 'say "x"', c: 7 },
      { a: '+84', b: 'a,b', c: 8 },
    ],
    [
      { key: 'a', label: 'A' },
      { key: 'b', label: 'B' },
      { key: 'c', label: 'C' },
    ],
  );
  expect(written).toBe('\uFEFFA,B,C\r\n\'=1+1,"say ""x""",7\r\n\'+84,"a,b",8\r\n');
});

test.each([
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  ' =1+1',
  '\u00A0=1',
  '\u200B=1',
  '\u0000=1',
  '\n=1',
  '﹦1',
  '\tx',
])('a full-width sign or a blank before the sign hides no formula: %j', (typed) => {
  expect(csv([{ a: typed }], [{ key: 'a', label: 'A' }])).toMatch(/\r\n"?'/u);
});
