import { performance } from 'node:perf_hooks';
import { callerRates } from './caller-rates.ts';

/** How much a server takes on. */
export type AdmissionLimits = Readonly<{
  /** Commands and queries worked on at once, at most so many of each. */
  maxInFlight: number;
  /** Calls a second of one caller. */
  ratePerCaller: number;
  /** While commands take longer than this, fewer are taken on. */
  targetMs?: number;
}>;

/** What the end of a call is reported with. */
export type Ticket = Readonly<{ command: boolean; start: number }>;

/** Decides which calls are worked on; whatever it refuses costs next to nothing. */
export type Admission = Readonly<{
  /** Takes a call on; `undefined` when too many are being worked on already. */
  enter: (command: boolean) => Ticket | undefined;
  /** Says that a call has ended; answers how many milliseconds it took. */
  leave: (ticket: Ticket) => number;
  /**
   * Takes one call off what a caller may make; answers how many milliseconds it has to wait when nothing is
   * left, otherwise 0.
   */
  waitOf: (caller: string) => number;
  inFlight: () => number;
  /** How many commands are taken on at once by now. */
  limit: () => number;
  stop: () => void;
}>;

// An admitted command of a burst is to be answered within a second: this leaves as much again for what waits
// before it gets here.
const TARGET_MS = 400;
// A loop that is this late has calls waiting before it that nobody can count.
const LOOP_LATE_MS = 100;
const LOOP_LOOK_MS = 20;
// One late turn is a collection of garbage or a busy neighbour, two are overload.
const LATE_TURNS = 2;
// Little's law: 32 at once are answered within the second by anything that manages 40 a second, and a hiccup
// cannot close the door on a few.
const LEAST_LIMIT = 32;
const FIRST_LIMIT = 64;
const BACK_OFF = 0.8;
const BACK_OFF_EVERY_MS = 100;

/**
 * Makes the admission of one server. The number of commands taken on falls by a fifth while the oldest of
 * them is slow or the event loop is late, and rises by two a round while they are fast and all of it is used.
 * Queries may wait for a projection on purpose, so their number is fixed.
 */
export function createAdmission(
  { maxInFlight, ratePerCaller, targetMs = TARGET_MS }: AdmissionLimits,
  now: () => number = () => performance.now(),
): Admission {
  const commands = new Set<Ticket>();
  const least = Math.min(LEAST_LIMIT, maxInFlight);
  let queries = 0;
  let limit = Math.min(FIRST_LIMIT, maxInFlight);
  let backedOffAt = Number.NEGATIVE_INFINITY;
  let fullAt = Number.NEGATIVE_INFINITY;

  const backOff = (at: number): void => {
    if (at - backedOffAt < BACK_OFF_EVERY_MS) return;
    backedOffAt = at;
    limit = Math.max(least, limit * BACK_OFF);
  };
  const grow = (start: number): void => {
    if (start <= fullAt) limit = Math.min(maxInFlight, limit + 2 / limit);
  };
  const stopWatch = watchLoop(() => {
    if (commands.size > 0) backOff(now());
  });

  return {
    enter(command) {
      const start = now();
      if (command) {
        const [oldest] = commands;
        if (oldest !== undefined && start - oldest.start > targetMs) backOff(start);
        if (commands.size + 1 >= Math.floor(limit)) fullAt = start;
        if (commands.size >= Math.floor(limit)) return undefined;
      } else if (queries >= maxInFlight) return undefined;
      const ticket = { command, start };
      if (command) commands.add(ticket);
      else queries += 1;
      return ticket;
    },
    leave(ticket) {
      const at = now();
      const ms = at - ticket.start;
      if (!ticket.command) queries -= 1;
      else if (commands.delete(ticket)) {
        if (ms > targetMs) backOff(at);
        else if (ms < targetMs / 2) grow(ticket.start);
      }
      return ms;
    },
    waitOf: callerRates(ratePerCaller, now),
    inFlight: () => commands.size + queries,
    limit: () => Math.floor(limit),
    stop: stopWatch,
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
