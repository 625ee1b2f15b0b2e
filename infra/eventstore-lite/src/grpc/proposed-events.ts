import type { streams } from '../protocol.ts';
import { FORMAT, type ProposedEvent } from '../storage/records.ts';
import { MAX_NAME, uuidOf } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';

export type Proposed =
  | InstanceType<typeof streams.AppendReq.ProposedMessage>
  | InstanceType<typeof streams.BatchAppendReq.ProposedMessage>;

const NIL = Buffer.alloc(16);

/** An event of a request, checked against the rules of the protocol. */
export function proposedEvent(message: Proposed): ProposedEvent {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  const contentType = metadata.get('content-type');
  if (type === undefined) throw rpcErrors.missingMetadata('type');
  if (contentType === undefined) throw rpcErrors.missingMetadata('content-type');
  if (type === '') throw rpcErrors.invalidArgument("'type' is empty");
  if (type.length > MAX_NAME) throw rpcErrors.invalidArgument(`'type' is longer than ${MAX_NAME} characters`);
  const id = uuidOf(message.getId());
  if (id.equals(NIL)) throw rpcErrors.invalidArgument("'id' is the nil UUID");
  return {
    id,
    type,
    format: contentType === 'application/json' ? FORMAT.json : FORMAT.binary,
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
}

/** What an event counts towards the size limit of an append: its size on the real server's disk. */
export const sizeOnDisk = (event: ProposedEvent): number =>
  event.data.length + event.metadata.length + event.type.length * 2;
