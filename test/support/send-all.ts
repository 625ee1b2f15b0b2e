import { CallFailed } from '@egov/chassis/grpc';

/** The outcome of a request. */
export type Outcome<Request, Answer> = Readonly<
  { request: Request; answer: Answer } | { request: Request; failure: CallFailed }
>;

type Sending = Readonly<{
  width?: number;
  /** Called after each response with the number of responses. */ answered?: (count: number) => void;
}>;

/** Sends every request once, `width` in flight at a time, and returns the outcome of each. */
export async function sendAll<Request, Answer>(
  requests: readonly Request[],
  send: (request: Request) => Promise<Answer>,
  { width = 8, answered = () => undefined }: Sending = {},
): Promise<readonly Outcome<Request, Answer>[]> {
  const outcomes: Outcome<Request, Answer>[] = [];
  const waiting = [...requests];
  let count = 0;
  const sender = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      outcomes.push(await outcomeOf(request, send));
      if ('answer' in (outcomes.at(-1) ?? {})) answered((count += 1));
    }
  };
  await Promise.all(Array.from({ length: width }, sender));
  return outcomes;
}

async function outcomeOf<Request, Answer>(
  request: Request,
  send: (request: Request) => Promise<Answer>,
): Promise<Outcome<Request, Answer>> {
  try {
    return { request, answer: await send(request) };
  } catch (failure) {
    if (failure instanceof CallFailed) return { request, failure };
    throw failure;
  }
}

export const answersOf = <Request, Answer>(outcomes: readonly Outcome<Request, Answer>[]) =>
  outcomes.flatMap((each) => ('answer' in each ? [each] : []));

export const failuresOf = <Request, Answer>(outcomes: readonly Outcome<Request, Answer>[]) =>
  outcomes.flatMap((each) => ('failure' in each ? [each] : []));

/** Returns the reasons of failed requests, each once. */
export const reasonsOf = <Request, Answer>(
  outcomes: readonly Outcome<Request, Answer>[],
): readonly string[] => [
  ...new Set(
    failuresOf(outcomes).map(({ failure }) => `${failure.codeName} ${failure.reason || failure.message}`),
  ),
];
