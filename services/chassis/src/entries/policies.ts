// What a policy is written with: an event or a timer comes in, commands go out as data.
export type { CallContext } from '../runtime/context/call-context.ts';
export { policy, type Policy } from '../runtime/messaging/policy.ts';
export { ignore, schedule, send, type Reaction } from '../runtime/messaging/reaction.ts';
export type { DueTimer } from '../runtime/projections/timer-table.ts';
