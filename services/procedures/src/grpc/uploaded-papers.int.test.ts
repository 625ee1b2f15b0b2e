import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failureOf } from '@egov/chassis/testing';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import {
  DOSSIER,
  proceduresWorld,
  submission,
  withProcedure,
  withSupplementAsked,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';
import { NOT_UPLOADED } from './test-support/quiet-files.ts';

let world: ProceduresWorld;
beforeAll(async () => {
  world = await proceduresWorld();
  await withProcedure(world);
});
afterAll(() => world.close());

const papers = [
  ...submission.components,
  { paperId: 'form', copies: 1, fileRef: NOT_UPLOADED, fileName: 'đơn.pdf' },
];

test.each<[string, () => Promise<unknown>]>([
  [
    'online',
    () => world.intake.submitDossier({ requestId: randomUUID(), ...submission, components: papers }),
  ],
  [
    'at the counter',
    () =>
      world.intake.receiveDossier({
        requestId: randomUUID(),
        ...submission,
        channel: Channel.CHANNEL_COUNTER,
        components: papers,
      }),
  ],
])(
  'a paper that refers to a file nobody uploaded is refused %s, and nothing is recorded',
  async (_, submit) => {
    const before = world.eventCount();
    const { reason, facts } = await failureOf(submit());
    expect([reason, facts.field]).toEqual(['FILE_UNKNOWN', 'components[1].file_ref']);
    expect(world.eventCount()).toBe(before);
  },
);

test('such a paper does not answer a request for papers either', async () => {
  const other = await proceduresWorld();
  try {
    await withSupplementAsked(other);
    const before = other.eventCount();
    const supplied = other.pauses.supplyPapers({
      requestId: randomUUID(),
      dossierId: DOSSIER,
      components: papers,
      satisfies: true,
    });
    expect((await failureOf(supplied)).reason).toBe('FILE_UNKNOWN');
    expect(other.eventCount()).toBe(before);
  } finally {
    await other.close();
  }
});
