import type { streams } from '../protocol.ts';
import { FORMAT, type ProposedEvent } from '../storage/records.ts';
import { uuidOf } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';

type Proposed =
  | InstanceType<typeof streams.AppendReq.ProposedMessage>
  | InstanceType<typeof streams.BatchAppendReq.ProposedMessage>;

/** An event of a request, checked against the rules of the protocol. */
export function proposedEvent(message: Proposed): ProposedEvent {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  const contentType = metadata.get('content-type');
  if (type === undefined) throw rpcErrors.missingMetadata('type');
  if (contentType === undefined) throw rpcErrors.missingMetadata('content-type');
  return {
    id: uuidOf(message.getId()),
    type,
    format: contentType === 'application/json' ? FORMAT.json : FORMAT.binary,
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
}

/** What an event counts towards the size limit of an append: its size on the real server's disk. */
export const sizeOnDisk = (event: ProposedEvent): number =>
  event.data.length + event.metadata.length + event.type.length * 2;
