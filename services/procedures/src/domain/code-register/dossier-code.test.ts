import { expect, test } from '@jest/globals';
import { formatDossierCode, parseDossierCode, registerId } from './dossier-code.ts';

test.each([
  ['000.00.00.H44', '2019-01-02', 1, '000.00.00.H44-190102-0001', 'qcvn102'],
  ['000.00.53.H48', '2022-09-21', 99, '000.00.53.H48-220921-0099', 'qcvn102'],
  ['H44.05', '2026-07-06', 1, 'H44.05-260706-0001', 'qd20'],
  ['H44', '2026-07-06', 9_999, 'H44-260706-9999', 'qd20'],
])('the unit %s on %s writes number %i as %s', (unitCode, localDate, number, code, scheme) => {
  expect(formatDossierCode(unitCode, localDate, number)).toBe(code);
  expect(parseDossierCode(code)).toEqual({ scheme, unitCode, localDate, number });
});

test.each([
  '',
  'H44.05-260706-1',
  'H44.05-260706-00001',
  'h44.05-260706-0001',
  'H44.05.06.07.08.09-260706-0001',
  '00.00.00.H44-190102-0001',
  'T-260706-8F3A1C2B',
])('the text "%s" is not a code', (text) => {
  expect(parseDossierCode(text)).toBeNull();
});

test('there is no number above 9999, and no code of a unit without one', () => {
  expect(() => formatDossierCode('H44.05', '2026-07-06', 10_000)).toThrow('CODE_REGISTER_FULL');
  expect(() => formatDossierCode('Sở Tư pháp', '2026-07-06', 1)).toThrow('UNIT_CODE_MALFORMED');
});

test('each unit counts each local day separately', () => {
  expect(registerId('H44.05', '2026-07-06')).toBe('H44.05_260706');
});
