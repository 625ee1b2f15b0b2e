import type { LocalDate } from '@egov/chassis/domain';
import { refusal } from '../reasons.ts';

/** QCVN 102 is `000.00.53.H48`, read right to left; decision 20/2020 is `H44.05`, read left to right. */
export type CodeScheme = 'qcvn102' | 'qd20';

export type DossierCode = Readonly<{
  scheme: CodeScheme;
  unitCode: string;
  localDate: LocalDate;
  number: number;
}>;

/** Four digits are printed: above this the unit's day is full. */
export const LAST_NUMBER = 9999;

const UNIT_CODES: Readonly<Record<CodeScheme, RegExp>> = {
  qcvn102: /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/,
  qd20: /^[A-Z]\d{2}(\.\d{2}){0,4}$/,
};
const DOSSIER_CODE = /^([^-]+)-(\d{2})(\d{2})(\d{2})-(\d{4})$/;

/** Which of the two schemes a unit's code is of; null when it is of neither. */
export function schemeOf(unitCode: string): CodeScheme | null {
  if (UNIT_CODES.qcvn102.test(unitCode)) return 'qcvn102';
  return UNIT_CODES.qd20.test(unitCode) ? 'qd20' : null;
}

const shortDate = (localDate: LocalDate): string => localDate.slice(2).replaceAll('-', '');

/** The register in which a unit counts the dossiers of one local day. */
export const registerId = (unitCode: string, localDate: LocalDate): string =>
  `${unitCode}_${shortDate(localDate)}`;

/**
 * Writes a dossier's code: unit, day of receipt, number of that day. Refuses UNIT_CODE_MALFORMED,
 * CODE_REGISTER_FULL.
 */
export function formatDossierCode(unitCode: string, localDate: LocalDate, number: number): string {
  if (schemeOf(unitCode) === null) throw refusal('UNIT_CODE_MALFORMED', { unitCode });
  if (number > LAST_NUMBER) throw refusal('CODE_REGISTER_FULL', { unitCode, localDate });
  return `${unitCode}-${shortDate(localDate)}-${String(number).padStart(4, '0')}`;
}

/** Parses a dossier's code; null if it is not one. */
export function parseDossierCode(text: string): DossierCode | null {
  const [, unitCode = '', year = '', month = '', day = '', number = ''] = DOSSIER_CODE.exec(text) ?? [];
  const scheme = schemeOf(unitCode);
  return scheme === null
    ? null
    : { scheme, unitCode, localDate: `20${year}-${month}-${day}`, number: Number(number) };
}
