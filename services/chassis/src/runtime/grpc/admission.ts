import { performance } from 'node:perf_hooks';
import { callerRates } from './caller-rates.ts';

/** How many calls a server admits. */
export type AdmissionLimits = Readonly<{
  /** Maximum number of commands, and of queries, handled at once. */
  maxInFlight: number;
  /** Calls per second of one caller. */
  ratePerCaller: number;
  /** While commands take longer than this, fewer are admitted. */
  targetMs?: number;
}>;

/** Reports the end of an admitted call. */
export type Ticket = Readonly<{ command: boolean; start: number }>;

/** Decides which calls are handled; refusing costs next to nothing. */
export type Admission = Readonly<{
  /** Admits a call; returns `undefined` if too many are being handled already. */
  enter: (command: boolean) => Ticket | undefined;
  /** Takes a call out of those being handled until its caller is known and has a place. */
  park: (ticket: Ticket) => void;
  /** Admits a parked call again; returns `undefined` if too many are being handled. */
  resume: (ticket: Ticket) => Ticket | undefined;
  /** Reports that a call has ended; returns how many milliseconds it took. */
  leave: (ticket: Ticket) => number;
  /**
   * Takes one call from a caller's allowance; returns the milliseconds to wait if nothing is left, otherwise
   * 0.
   */
  waitOf: (caller: string) => number;
  inFlight: () => number;
  /** How many commands are admitted at once at present. */
  limit: () => number;
  stop: () => void;
}>;

// An admitted command of a burst should finish within a second: this leaves as much again for the time that
// it waits before it gets here.
const TARGET_MS = 400;
// A loop that is this late has calls waiting that cannot be counted.
const LOOP_LATE_MS = 100;
const LOOP_LOOK_MS = 20;
// One late turn is garbage collection or a busy neighbour, two are overload.
const LATE_TURNS = 2;
// Little's law: any service that handles 40 a second finishes 32 at once within the second, and a hiccup does
// not shut out a few callers.
const MIN_LIMIT = 32;
const FIRST_LIMIT = 64;
const BACK_OFF = 0.8;
// Waiting for a token to be verified, or for a place, costs only memory.
const PARKED = 8;
const BACK_OFF_EVERY_MS = 100;

/**
 * Makes the admission of one server. The number of commands admitted falls by a fifth while the oldest of
 * them is slow or the event loop is late, and rises by two per round while they are fast and the limit is
 * used up. Queries may wait for a projection on purpose, so their number is fixed.
 */
export function createAdmission(
  { maxInFlight, ratePerCaller, targetMs = TARGET_MS }: AdmissionLimits,
  now: () => number = () => performance.now(),
): Admission {
  const commands = new Set<Ticket>();
  const allowed = commandLimit(maxInFlight);
  let queries = 0;
  let parked = 0;
  const stopWatch = watchLoop(() => {
    if (commands.size > 0) allowed.backOff(now());
  });

  const enter = (command: boolean): Ticket | undefined => {
    if (parked >= maxInFlight * PARKED) return undefined;
    const start = now();
    if (command) {
      const [oldest] = commands;
      if (oldest !== undefined && start - oldest.start > targetMs) allowed.backOff(start);
      if (commands.size + 1 >= allowed.limit()) allowed.usedUp(start);
      if (commands.size >= allowed.limit()) return undefined;
    } else if (queries >= maxInFlight) return undefined;
    const ticket = { command, start };
    if (command) commands.add(ticket);
    else queries += 1;
    return ticket;
  };
  const handled = (ticket: Ticket): boolean => {
    if (ticket.command) return commands.delete(ticket);
    queries -= 1;
    return true;
  };

  return {
    enter,
    park(ticket) {
      handled(ticket);
      parked += 1;
    },
    resume({ command }) {
      parked -= 1;
      return enter(command);
    },
    leave(ticket) {
      const at = now();
      const ms = at - ticket.start;
      if (handled(ticket) && ticket.command) {
        if (ms > targetMs) allowed.backOff(at);
        else if (ms < targetMs / 2) allowed.grow(ticket.start);
      }
      return ms;
    },
    waitOf: callerRates(ratePerCaller, now),
    inFlight: () => commands.size + queries + parked,
    limit: allowed.limit,
    stop: stopWatch,
  };
}

/** The number of commands admitted at once, between what any service can handle and the maximum. */
function commandLimit(maxInFlight: number) {
  const least = Math.min(MIN_LIMIT, maxInFlight);
  let limit = Math.min(FIRST_LIMIT, maxInFlight);
  let backedOffAt = Number.NEGATIVE_INFINITY;
  let fullAt = Number.NEGATIVE_INFINITY;
  return {
    limit: (): number => Math.floor(limit),
    usedUp(at: number): void {
      fullAt = at;
    },
    backOff(at: number): void {
      if (at - backedOffAt < BACK_OFF_EVERY_MS) return;
      backedOffAt = at;
      limit = Math.max(least, limit * BACK_OFF);
    },
    grow(start: number): void {
      if (start <= fullAt) limit = Math.min(maxInFlight, limit + 2 / limit);
    },
  };
}

function watchLoop(onLate: () => void): () => void {
  let due = performance.now() + LOOP_LOOK_MS;
  let turns = 0;
  const timer = setInterval(() => {
    turns = performance.now() - due > LOOP_LATE_MS ? turns + 1 : 0;
    due = performance.now() + LOOP_LOOK_MS;
    if (turns >= LATE_TURNS) onLate();
  }, LOOP_LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
