import type { Instant } from '../../domain/mod.ts';

/** The time of this machine. */
export const wallClock = (): Instant => new Date().toISOString();
