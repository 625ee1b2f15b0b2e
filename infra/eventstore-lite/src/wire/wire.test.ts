import { expect, test } from '@jest/globals';
import { persistent, streams } from '../protocol.ts';
import { FORMAT, type StoredEvent } from '../storage/records.ts';
import { CODE, batchAppendResponse } from './batch-append-response.ts';
import { persistentResponse } from './persistent-response.ts';
import { readResponse } from './read-response.ts';
import { uuidBytes, uuidFromHalves, uuidText } from './uuid-text.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const bytes = uuidBytes(id) ?? Buffer.alloc(0);

const event: StoredEvent = {
  position: 300_000_000_001,
  stream: 'hồ-sơ',
  revision: 129,
  id: bytes,
  type: 'Tiếp nhận',
  format: FORMAT.json,
  created: 1_700_000_000_123_456,
  metadata: Buffer.from('{"m":1}'),
  data: Buffer.from('{"d":"đ"}'),
};

const read = (message: Buffer) => streams.ReadResp.deserializeBinary(message);

test('an event encoded by hand is what the generated protocol reads', () => {
  const response = read(readResponse.event({ event, link: undefined }, false)).getEvent();
  const recorded = response?.getEvent();
  expect(response?.hasLink()).toBe(false);
  expect(response?.getCommitPosition()).toBe('300000000001');
  expect(recorded?.getId()?.getString()).toBe(id);
  expect(Buffer.from(recorded?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe('hồ-sơ');
  expect([
    recorded?.getStreamRevision(),
    recorded?.getCommitPosition(),
    recorded?.getPreparePosition(),
  ]).toEqual(['129', '300000000001', '300000000001']);
  expect(recorded?.getMetadataMap().toObject()).toEqual(
    expect.arrayContaining([
      ['type', 'Tiếp nhận'],
      ['content-type', 'application/json'],
      ['created', '17000000001234560'],
    ]),
  );
  expect(Buffer.from(recorded?.getData_asU8() ?? []).toString()).toBe('{"d":"đ"}');
  expect(Buffer.from(recorded?.getCustomMetadata_asU8() ?? []).toString()).toBe('{"m":1}');
});

test('ids travel as two signed halves where asked, and come back', () => {
  const structured = read(
    readResponse.event(
      { event: { ...event, id: Buffer.from('f'.repeat(32), 'hex') }, link: undefined },
      true,
    ),
  )
    .getEvent()
    ?.getEvent()
    ?.getId()
    ?.getStructured();
  const halves = [
    structured?.getMostSignificantBits() ?? '',
    structured?.getLeastSignificantBits() ?? '',
  ] as const;
  expect(halves).toEqual(['-1', '-1']);
  expect(uuidText(uuidFromHalves(...halves))).toBe('ffffffff-ffff-ffff-ffff-ffffffffffff');
});

test('a tombstone has the largest revision there is', () => {
  const tombstone = read(
    readResponse.event({ event: { ...event, revision: Number.MAX_SAFE_INTEGER }, link: undefined }, false),
  );
  expect(tombstone.getEvent()?.getEvent()?.getStreamRevision()).toBe('9223372036854775807');
});

test('every notice of a subscription is what the generated protocol reads', () => {
  expect(read(readResponse.confirmation('s-1')).getConfirmation()?.getSubscriptionId()).toBe('s-1');
  expect(read(readResponse.checkpoint(7)).getCheckpoint()?.getPreparePosition()).toBe('7');
  expect(read(readResponse.caughtUp()).hasCaughtUp()).toBe(true);
  expect(read(readResponse.fellBehind()).hasFellBehind()).toBe(true);
  expect(read(readResponse.lastStreamPosition(0)).getLastStreamPosition()).toBe('0');
  expect(read(readResponse.firstStreamPosition(5)).getFirstStreamPosition()).toBe('5');
  const missing = read(readResponse.streamNotFound('hồ'))
    .getStreamNotFound()
    ?.getStreamIdentifier()
    ?.getStreamName_asU8();
  expect(Buffer.from(missing ?? []).toString()).toBe('hồ');
});

test('a message of a group carries its retry count', () => {
  const link = { ...event, stream: '$ce-hồ', type: '$>' };
  const response = persistent.ReadResp.deserializeBinary(
    persistentResponse.event({ event, link }, 3, false),
  ).getEvent();
  expect([response?.getRetryCount(), response?.hasEvent(), response?.hasLink()]).toEqual([3, true, true]);
});

test('responses of the batch protocol carry their facts', () => {
  const batch = (message: Buffer) => streams.BatchAppendResp.deserializeBinary(message);
  const uuid = { correlation: new Uint8Array(), stream: 's' };
  expect(
    batch(batchAppendResponse.success(uuid, 0, 9))
      .getSuccess()
      ?.getPosition()
      ?.getCommitPosition(),
  ).toBe('9');
  expect(
    batch(batchAppendResponse.success(uuid, -1, null))
      .getSuccess()
      ?.hasNoStream(),
  ).toBe(true);
  const wrong = batch(batchAppendResponse.wrongExpectedVersion(uuid, -1, 4)).getError();
  expect([wrong?.getCode(), wrong?.getMessage(), wrong?.getDetails()?.getTypeName()]).toEqual([
    6,
    'WrongExpectedVersion',
    'event_store.client.WrongExpectedVersion',
  ]);
  expect(
    batch(batchAppendResponse.other(uuid, 'no room', CODE.resourceExhausted))
      .getError()
      ?.getMessage(),
  ).toBe('no room');
});
