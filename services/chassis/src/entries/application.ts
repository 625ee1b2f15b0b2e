// What a use case may know: who asks, the log it hands its decision to, queries by name, and ports in the
// chassis' own words. No driver, no transport, no start of a process.
export { agenciesInScope } from '../runtime/context/agencies-in-scope.ts';
export type { CallContext } from '../runtime/context/call-context.ts';
export { WHOLE_PROVINCE, type Principal } from '../runtime/context/principal.ts';
export type {
  CommandHandler,
  CommandInput,
  ExpectedRevision,
  Receipt,
  UpTo,
} from '../runtime/event-log/command-contract.ts';
export { derivedId } from '../runtime/event-log/derived-id.ts';
export type { EventLog } from '../runtime/event-log/event-log.ts';
export { openRecords, type RecordsOf } from '../runtime/event-log/open-records.ts';
export type { StoredEvent } from '../runtime/event-log/stored-event.ts';
export type { GrantSigner, SignedGrant } from '../runtime/grants/grant-signer.ts';
export type { GrantVerifier } from '../runtime/grants/grant-verifier.ts';
export type { KeyedHash } from '../runtime/keys/keyed-hash.ts';
export type { KeyStore } from '../runtime/keys/key-store.ts';
export type { Logger } from '../runtime/logger/logger.ts';
export { heldRecords } from '../runtime/person/list-held.ts';
export type { PersonOptions } from '../runtime/person/person-handlers.ts';
export type { Page } from '../runtime/projections/page.ts';
export { pageToken } from '../runtime/projections/page-token.ts';
export {
  typedQueries,
  type QueryOptions,
  type QueryPool,
  type TypedQueries,
} from '../runtime/projections/queries.ts';
export { dayOf, type AsOf } from '../runtime/use-cases/as-of.ts';
export { queryOptions, type ReadAfter } from '../runtime/use-cases/read-after.ts';
export { wire } from '../runtime/use-cases/wire.ts';
