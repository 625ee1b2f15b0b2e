import { systemContext } from '@egov/chassis/runtime';
import type { CallContext } from '@egov/chassis/application';
import { expect, test } from '@jest/globals';
import { checkResult } from './check-result.ts';
import { findApplicant } from './find-applicant.ts';

const [OURS, THEIRS] = ['5b2b2f7e-0000-4000-8000-000000000a05', '5b2b2f7e-0000-4000-8000-000000000a06'];

const callOf = (agencies: readonly string[]): CallContext => ({
  ...systemContext({
    service: 'procedures',
    requestId: 'r',
    correlation: 'c',
    clock: () => '2026-07-06T02:15:00.000Z',
  }),
  principal: {
    subject: 'lan',
    agencies,
    permissions: new Set(),
    service: false,
    require: () => undefined,
    may: () => true,
  },
});

/** Everything that a use case reads, in order. */
function counting() {
  const done: string[] = [];
  const deps = {
    keys: { isForgotten: async () => false },
    hash: (_purpose: string, text: string) => Buffer.from(text.padEnd(16, '.')).toString('hex'),
    dossiers: {
      view: async () => {
        done.push('a dossier');
        return { view: { view: null } };
      },
    },
    read: {
      // The read model knows the number, at the other agency alone.
      receivedOfPerson: async ({ agencies }: { agencies: readonly string[] | null }) => {
        done.push('the list of a person');
        return agencies === null || agencies.includes(THEIRS) ? ['5b2b2f7e-0000-4000-8000-0000000000d1'] : [];
      },
      currentResult: async ({ code }: { code: string }) => {
        done.push('the result of a code');
        return code === 'known' ? { document: '15/QĐ' } : null;
      },
    },
  };
  return { done, deps: deps as never };
}

test('to look for a number that another agency knows is the work of looking for an unknown one', async () => {
  const work = async (agencies: readonly string[]) => {
    const { done, deps } = counting();
    await expect(findApplicant(deps)({ idNumber: '025090000001' }, callOf(agencies))).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    });
    return done;
  };
  expect(await work([OURS])).toEqual(['the list of a person']);
  expect(await work([THEIRS])).toEqual(['the list of a person', 'a dossier']);
});

test('to check a wrong document of a known code is the work of checking an unknown code', async () => {
  const work = async (code: string) => {
    const { done, deps } = counting();
    await expect(checkResult(deps)({ code, document: '16/QĐ' }, callOf([]))).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    });
    return done;
  };
  expect(await work('known')).toEqual(await work('unknown'));
});
