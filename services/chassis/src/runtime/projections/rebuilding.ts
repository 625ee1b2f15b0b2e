/** One rebuild at a time; a request during a rebuild waits for that one. */
export const rebuilding = (ask: () => void) => {
  let current: PromiseWithResolvers<void> | undefined;
  const end = (finish: (running: PromiseWithResolvers<void>) => void): void => {
    if (current !== undefined) finish(current);
    current = undefined;
  };
  return {
    done: (): void => end(({ resolve }) => resolve()),
    failed: (error: Error): void => end(({ reject }) => reject(error)),
    start: (): Promise<void> => {
      if (current === undefined) {
        current = Promise.withResolvers();
        ask();
      }
      return current.promise;
    },
  };
};
