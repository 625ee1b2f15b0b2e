import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { failureOf } from '@egov/chassis/testing';
import { MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import {
  act,
  DOSSIER,
  PERSON,
  proceduresWorld,
  withDossierInWork,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
});
afterEach(() => world.close());

const write = (text: string, audience: MessageAudience = MessageAudience.MESSAGE_AUDIENCE_EVERYBODY) =>
  world.correspondence.writeMessage({ requestId: randomUUID(), ...act, text, audience });
const threadOf = async (queries: ProceduresWorld['queries'], pageSize = 50) => {
  const texts: (string | undefined)[] = [];
  for (let pageToken: string | undefined; ;) {
    const page = await queries.listDossierTimeline({
      dossierId: DOSSIER,
      pageSize,
      pageToken,
    });
    texts.push(
      ...page.entries.flatMap(({ detail }) => (detail?.$case === 'message' ? [detail.value.text] : [])),
    );
    if (page.nextPageToken === undefined) return texts;
    pageToken = page.nextPageToken;
  }
};

test('the applicant reads the office’s messages, but no notes among officials', async () => {
  await withDossierInWork(world);
  await write('Bạn mang theo sổ hộ khẩu nhé');
  await write('Kiểm tra lại chữ ký', MessageAudience.MESSAGE_AUDIENCE_OFFICE);
  await write('Thứ Sáu có kết quả');
  const applicant = world.as(DossierQueryServiceDefinition, {
    subject: PERSON,
    permissions: ['dossier.read'],
  });
  expect(await threadOf(applicant)).toEqual(['Bạn mang theo sổ hộ khẩu nhé', 'Thứ Sáu có kết quả']);
  expect(await threadOf(applicant, 1)).toEqual(['Bạn mang theo sổ hộ khẩu nhé', 'Thứ Sáu có kết quả']);
  expect(await threadOf(world.queries)).toEqual([
    'Bạn mang theo sổ hộ khẩu nhé',
    'Kiểm tra lại chữ ký',
    'Thứ Sáu có kết quả',
  ]);
});

test('messages are sealed in the log, and gone once their person is forgotten', async () => {
  await withDossierInWork(world);
  await write('Gọi số 0912345678');
  expect(JSON.stringify(world.memory.stored.map(({ data }) => data))).not.toContain('0912345678');
  await world.persons.forgetPerson({
    requestId: randomUUID(),
    personId: PERSON,
    reason: 'Luật 91/2025/QH15',
  });
  expect(await threadOf(world.queries)).toEqual([undefined]);
});

test('an empty message is refused at the field', async () => {
  await withDossierInWork(world);
  expect(await failureOf(write('   '))).toMatchObject({ code: 3 });
});
