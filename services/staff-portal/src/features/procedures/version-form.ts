import { type ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import type { FieldError, Translate } from '@egov/chassis/web';

const MAX_PAPERS = 200;
const MAX_PAPER_NAME = 4_000;

/** The fields of a case of a channel: `fee_0_1` is the fee of the second case of the first channel. */
export const caseField = (what: 'days' | 'fee', channel: number, index: number): string =>
  `${what}_${channel}_${index}`;

/** The input for a version, applied to the previous version; every invalid field is reported. */
export function termsIn(
  before: ProcedureTerms,
  form: Readonly<Record<string, unknown>>,
  t: Translate,
): Readonly<{ terms: ProcedureTerms; errors: readonly FieldError[] }> {
  const errors: FieldError[] = [];
  const textOf = (field: string): string => (typeof form[field] === 'string' ? form[field].trim() : '');
  const name = textOf('name');
  if (name === '' || name.length > 1_000) errors.push({ field: 'name', text: t('catalogue.name-needed') });
  const legalGround = textOf('legal_ground');
  if (legalGround === '' || legalGround.length > 1_000)
    errors.push({ field: 'legal_ground', text: t('catalogue.ground-needed') });
  const channels = before.channels.map((channel, n) => ({
    ...channel,
    cases: channel.cases.map((one, m) => {
      const [days, fee] = [caseField('days', n, m), caseField('fee', n, m)];
      const [amount, cost] = [textOf(days).replace(',', '.'), textOf(fee).replaceAll(/[.\s]/gu, '')];
      if (!/^(\d{1,4}(\.\d{1,2})?)?$/u.test(amount))
        errors.push({ field: days, text: t('catalogue.duration-wrong') });
      if (!/^\d{0,12}$/u.test(cost)) errors.push({ field: fee, text: t('catalogue.fee-wrong') });
      return {
        ...one,
        duration:
          amount === '' || Number.isNaN(Number(amount))
            ? undefined
            : { amount: Number(amount), unit: one.duration?.unit ?? (1 as const) },
        fee: /^\d+$/u.test(cost) ? BigInt(cost) : undefined,
      };
    }),
  }));
  const papers = papersIn(before, textOf('papers'));
  if (papers.length > MAX_PAPERS || papers.some((paper) => paper.name.length > MAX_PAPER_NAME))
    errors.push({ field: 'papers', text: t('catalogue.papers-wrong') });
  return { errors, terms: { ...before, name, legalGround, channels, papers } };
}

/** One paper per line: one with a known name keeps its data, `*` before a name makes it required. */
function papersIn({ papers }: ProcedureTerms, text: string): ProcedureTerms['papers'] {
  const taken = new Set(papers.map(({ paperId }) => paperId));
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const required = line.startsWith('*');
      const name = line.replace(/^\*\s*/u, '');
      const known = papers.find((paper) => paper.name === name);
      if (known !== undefined) return { ...known, required };
      let number = 1;
      while (taken.has(`P${number}`)) number += 1;
      taken.add(`P${number}`);
      return { paperId: `P${number}`, name, originals: 1, copies: 0, required };
    });
}

export const paperLines = ({ papers }: ProcedureTerms): string =>
  papers.map(({ name, required }) => `${required ? '* ' : ''}${name}`).join('\n');
