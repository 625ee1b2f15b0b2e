import type { Instant } from '../../domain/decider.ts';
import { type CallContext, systemContext } from '../context/call-context.ts';
import { derivedId } from '../event-log/derived-id.ts';
import type { ReceivedMessage } from './cloud-event.ts';

type Commanded<Kind, Command extends string, Input> = Readonly<{
  kind: Kind;
  command: Command;
  input: Input;
}>;

/** What a policy decides to do about an event, as data: a policy is pure like a decider. */
export type Reaction<Command extends string = string, Input = unknown> =
  | Commanded<'send', Command, Input>
  | Commanded<'schedule', Command, Input>
  | Readonly<{ kind: 'ignore'; reason: string }>;

/** Reacts with a command: the name and the input of one of the service's use cases. */
export const send = <const Command extends string, Input>(
  command: Command,
  input: Input,
): Commanded<'send', Command, Input> => ({ kind: 'send', command, input });

/** Reacts with a command whose event sets a timer. */
export const schedule = <const Command extends string, Input>(
  command: Command,
  input: Input,
): Commanded<'schedule', Command, Input> => ({ kind: 'schedule', command, input });

/** Reacts with nothing, giving the reason. */
export const ignore = (reason: string) => ({ kind: 'ignore', reason }) as const;

/** The use cases that policies may call, by name. */
export type Commands = Readonly<Record<string, (input: never, context: CallContext) => Promise<unknown>>>;

/** What carrying out reactions needs. */
export type CarryOutOptions = Readonly<{
  service: string;
  policy: string;
  clock: () => Instant;
  react: (message: ReceivedMessage) => readonly Reaction[];
  commands: Commands;
}>;

/**
 * Makes a consumer's handler of a policy. The request id of each command is derived from the event's id, the
 * policy and the command's index, so that an event delivered twice changes nothing the second time.
 */
export const carryOut =
  ({ service, policy, clock, react, commands }: CarryOutOptions) =>
  async (message: ReceivedMessage, signal: AbortSignal): Promise<void> => {
    for (const [index, reaction] of react(message).entries()) {
      if (reaction.kind === 'ignore') continue;
      const command = commands[reaction.command];
      if (command === undefined)
        throw new TypeError(
          `The policy ${policy} sends ${reaction.command}, which is not a command of ${service}.`,
        );
      const context = systemContext({
        service,
        requestId: derivedId(service, `${policy}:${index}`, message.id),
        correlation: message.correlation,
        causation: message.id,
        clock,
        signal,
      });
      await command(reaction.input as never, context);
    }
  };
