/** The result of a run of lives; times in milliseconds. */
export type Tally = Readonly<{
  commands: number;
  failed: number;
  lives: number;
  lost: number;
  sameCode: number;
  p50: number;
  p95: number;
  worst: number;
  /** The longest time without an acknowledgement while commands were pending. */
  longestSilence: number;
  failures: Readonly<{ [reason: string]: number }>;
}>;

/** Counts acts as they end. */
export function tally(now: () => number = performance.now.bind(performance)) {
  const times: number[] = [];
  const failures: { [reason: string]: number } = {};
  let [lastAnswer, longestSilence, failed] = [now(), 0, 0];
  return {
    told: (milliseconds: number, error?: Error): void => {
      if (error !== undefined) {
        failed += 1;
        const reason = error.message.slice(0, 160);
        failures[reason] = (failures[reason] ?? 0) + 1;
        return;
      }
      times.push(milliseconds);
      longestSilence = Math.max(longestSilence, now() - lastAnswer);
      lastAnswer = now();
    },
    result: (lives: number, lost: number, sameCode: number): Tally => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (part: number) =>
        Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
      return {
        commands: times.length + failed,
        failed,
        lives,
        lost,
        sameCode,
        p50: at(0.5),
        p95: at(0.95),
        worst: at(1),
        longestSilence: Math.round(longestSilence),
        failures,
      };
    },
  };
}
