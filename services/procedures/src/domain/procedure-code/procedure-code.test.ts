import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { procedureId } from '../ids.ts';
import { procedureCodeDecider } from './procedure-code.ts';

const code = specFor(procedureCodeDecider);
const [OURS, THEIRS] = [
  procedureId('5b2b2f7e-0000-4000-8000-0000000000b1'),
  procedureId('5b2b2f7e-0000-4000-8000-0000000000b2'),
];
const of = (id: typeof OURS) => ({ code: '1.001193', procedureId: id });
const claimed = (id: typeof OURS) => ({ type: 'ProcedureCodeClaimed', data: of(id) }) as const;
const claim = (id: typeof OURS, abandoned = false) =>
  ({ type: 'ClaimProcedureCode', data: { ...of(id), abandoned } }) as const;

test('a code belongs to the procedure that claims it first, which may claim it again', () => {
  code
    .given([])
    .when(claim(OURS))
    .then([claimed(OURS)]);
  code
    .given([claimed(OURS)])
    .when(claim(OURS))
    .then([]);
});

test('no other procedure gets it, unless the first was never published', () => {
  code
    .given([claimed(OURS)])
    .when(claim(THEIRS))
    .refuses('CODE_TAKEN', { code: '1.001193' });
  code
    .given([claimed(OURS)])
    .when(claim(THEIRS, true))
    .then([claimed(THEIRS)]);
});
