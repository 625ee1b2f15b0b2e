import { setTimeout as pause } from 'node:timers/promises';

/** How long and how often to look. */
export type EventuallyOptions = Readonly<{ within?: number; every?: number }>;

/**
 * Retries until `probe` neither throws nor returns `false` or `undefined`, and returns its result; after
 * `within` milliseconds (60,000: they end what hangs) throws its last error.
 */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  { within = 60_000, every = 10 }: EventuallyOptions = {},
): Promise<Exclude<T, false | undefined>> {
  const until = performance.now() + within;
  for (;;) {
    const outcome = await tried(probe);
    if ('value' in outcome && outcome.value !== false && outcome.value !== undefined)
      return outcome.value as Exclude<T, false | undefined>;
    if (performance.now() >= until)
      throw new Error(
        `Did not come true within ${within} ms.`,
        'error' in outcome ? { cause: outcome.error } : {},
      );
    await pause(every);
  }
}

async function tried<T>(probe: () => T | Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await probe() };
  } catch (error) {
    return { error };
  }
}
