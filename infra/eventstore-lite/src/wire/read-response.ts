import type { StoredEvent } from '../storage/records.ts';
import { recordedEvent } from './recorded-event.ts';
import { WireBuffer } from './wire-buffer.ts';

/** An event together with the link it was reached through. */
export interface ResolvedEvent {
  readonly event: StoredEvent | undefined;
  readonly link: StoredEvent | undefined;
}

/** The event itself, or the link where the event it points to is gone. */
export const originalOf = ({ event, link }: ResolvedEvent): StoredEvent => {
  const original = link ?? event;
  if (original === undefined) throw new Error('A resolved event has neither event nor link.');
  return original;
};

const EMPTY = Buffer.alloc(0);

/**
 * ReadResp messages of the streams service, encoded by hand: google-protobuf costs several times the rest of
 * the read path.
 */
export const readResponse = {
  event(resolved: ResolvedEvent, structured: boolean): Buffer {
    const event = resolved.event === undefined ? EMPTY : recordedEvent(resolved.event, structured);
    const link = resolved.link === undefined ? EMPTY : recordedEvent(resolved.link, structured);
    const inner = new WireBuffer(event.length + link.length + 30);
    if (resolved.event !== undefined) inner.bytes(1, event);
    if (resolved.link !== undefined) inner.bytes(2, link);
    const body = inner.number(3, originalOf(resolved).position).done();
    return new WireBuffer(body.length + 6).bytes(1, body).done();
  },
  confirmation: (id: string): Buffer => new WireBuffer().bytes(2, new WireBuffer().text(1, id).done()).done(),
  checkpoint: (position: number): Buffer =>
    new WireBuffer().bytes(3, new WireBuffer().number(1, position).number(2, position).done()).done(),
  streamNotFound: (stream: string): Buffer =>
    new WireBuffer()
      .bytes(4, new WireBuffer().bytes(1, new WireBuffer().text(3, stream).done()).done())
      .done(),
  firstStreamPosition: (revision: number): Buffer => new WireBuffer().number(5, revision).done(),
  lastStreamPosition: (revision: number): Buffer => new WireBuffer().number(6, revision).done(),
  lastAllPosition: (position: number): Buffer =>
    new WireBuffer().bytes(7, new WireBuffer().number(1, position).number(2, position).done()).done(),
  caughtUp: (): Buffer => new WireBuffer().bytes(8, EMPTY).done(),
  fellBehind: (): Buffer => new WireBuffer().bytes(9, EMPTY).done(),
};
