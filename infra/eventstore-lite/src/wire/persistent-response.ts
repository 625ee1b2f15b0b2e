import { recordedEvent } from './recorded-event.ts';
import { originalOf, type ResolvedEvent } from './read-response.ts';
import { WireBuffer } from './wire-buffer.ts';

/** ReadResp messages of the persistent subscriptions service. */
export const persistentResponse = {
  event({ event, link }: ResolvedEvent, retries: number, structured: boolean): Buffer {
    const inner = new WireBuffer(1024);
    if (event !== undefined) inner.bytes(1, recordedEvent(event, structured));
    if (link !== undefined) inner.bytes(2, recordedEvent(link, structured));
    const body = inner.number(3, originalOf({ event, link }).position).number(5, retries).done();
    return new WireBuffer(body.length + 6).bytes(1, body).done();
  },
  confirmation: (id: string): Buffer => new WireBuffer().bytes(2, new WireBuffer().text(1, id).done()).done(),
};
