import type { status } from '@grpc/grpc-js';
import { CallFailed } from './call-failed.ts';

/** Returns the response of a call, or undefined where it failed with one of the codes. */
export async function orUndefined<Value>(
  ask: () => Promise<Value>,
  codes: readonly (keyof typeof status)[],
): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CallFailed && codes.some((code) => code === error.codeName)) return undefined;
    throw error;
  }
}
