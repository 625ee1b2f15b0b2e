import type { Logger } from '../logger/logger.ts';

/** Remembers whether the thread has failed, and reports it once. */
export const threadHealth = (
  { name, logger }: Readonly<{ name: string; logger?: Logger }>,
  failed: (error: Error) => void,
) => {
  const listeners: ((error: Error) => void)[] = [];
  let failure: Error | undefined;
  let stopping = false;
  return {
    failure: (): Error | undefined => failure,
    stopping: (): void => {
      stopping = true;
    },
    fail: (error: Error, facts: Readonly<Record<string, unknown>> = {}): void => {
      if (failure !== undefined || stopping) return;
      failure = error;
      logger?.error({ service: name, ...facts, err: error }, 'the projector has stopped');
      failed(error);
      for (const listener of listeners) listener(error);
    },
    onFailure: (listener: (error: Error) => void): void => {
      listeners.push(listener);
      if (failure !== undefined) listener(failure);
    },
  };
};
