import type { Instant } from '../../domain/decider.ts';
import { type CallContext, systemContext } from '../context/mod.ts';
import { derivedId } from '../event-log/derived-id.ts';
import type { ReceivedMessage } from './cloud-event.ts';

/** What a policy decides to do about an event, as data: a policy is pure like a decider. */
export type Reaction<Input = unknown, Timer = unknown> =
  | Readonly<{ kind: 'send'; input: Input }>
  | Readonly<{ kind: 'schedule'; timer: Timer }>
  | Readonly<{ kind: 'ignore'; reason: string }>;

/** Reacts with a command: the input of one of the service's use cases. */
export const send = <Input>(input: Input): Reaction<Input, never> => ({ kind: 'send', input });

/** Reacts with a timer, to be recorded as an event. */
export const schedule = <Timer>(timer: Timer): Reaction<never, Timer> => ({ kind: 'schedule', timer });

/** Reacts with nothing, and says why. */
export const ignore = (reason: string): Reaction<never, never> => ({ kind: 'ignore', reason });

/** What carrying out reactions needs. */
export type CarryOutOptions<Input, Timer> = Readonly<{
  service: string;
  policy: string;
  clock: () => Instant;
  react: (
    message: ReceivedMessage,
  ) => readonly Reaction<Input, Timer>[] | Promise<readonly Reaction<Input, Timer>[]>;
  send: (input: Input, context: CallContext) => Promise<unknown>;
  schedule?: (timer: Timer, context: CallContext) => Promise<unknown>;
}>;

/**
 * Makes a consumer's handler of a policy. The request id of each command derives from the event's id, the
 * policy and the command's place, so that the event seen twice changes nothing the second time.
 */
export const carryOut =
  <Input, Timer>(options: CarryOutOptions<Input, Timer>) =>
  async (message: ReceivedMessage, signal: AbortSignal): Promise<void> => {
    const reactions = await options.react(message);
    for (const [index, reaction] of reactions.entries()) {
      if (reaction.kind === 'ignore') continue;
      const context = systemContext({
        service: options.service,
        requestId: derivedId(options.service, `${options.policy}:${index}`, message.id),
        correlation: message.correlation,
        causation: message.id,
        clock: options.clock,
        signal,
      });
      if (reaction.kind === 'send') await options.send(reaction.input, context);
      else if (options.schedule === undefined)
        throw new TypeError(`The policy ${options.policy} schedules, but has nowhere to.`);
      else await options.schedule(reaction.timer, context);
    }
  };
