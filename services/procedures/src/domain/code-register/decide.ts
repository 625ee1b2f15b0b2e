import type { Command, Decider, LocalDate, Recorded } from '@egov/chassis/domain';
import { checkLocalDate } from '../check-local-date.ts';
import { refusal } from '../reasons.ts';
import { LAST_NUMBER, schemeOf } from './dossier-code.ts';
import type { CodeRegisterEvent } from './events.ts';

/** Asks for the next `size` numbers: usually one, more while replicas contend for the same register. */
export type ReserveBlock = Command<'ReserveBlock', { unitCode: string; localDate: LocalDate; size: number }>;

/** The numbers that a unit used on one local day, up to the last one reserved. */
export type CodeRegister = Readonly<{ last: number }>;

const evolve = (_: CodeRegister, { data }: Recorded<CodeRegisterEvent>): CodeRegister => ({ last: data.to });

function decide(
  { data: { unitCode, localDate, size } }: ReserveBlock,
  { last }: CodeRegister,
): readonly CodeRegisterEvent[] {
  if (schemeOf(unitCode) === null) throw refusal('UNIT_CODE_MALFORMED', { unitCode });
  checkLocalDate(localDate, 'local_date');
  if (!Number.isSafeInteger(size) || size < 1) throw refusal('VALUE_OUT_OF_RANGE', { field: 'size' });
  if (last >= LAST_NUMBER) throw refusal('CODE_REGISTER_FULL', { unitCode, localDate });
  return [
    {
      type: 'BlockReserved',
      data: { unitCode, localDate, from: last + 1, to: Math.min(last + size, LAST_NUMBER) },
    },
  ];
}

export const codeRegisterDecider: Decider<CodeRegister, ReserveBlock, CodeRegisterEvent> = {
  initial: { last: 0 },
  decide,
  evolve,
};
