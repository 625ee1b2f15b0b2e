const SAMPLES = 1000;

/** Counts what was processed, and how long the latest ones took. */
export class RateMeter {
  readonly #since = Date.now();
  #total = 0;
  #lastTotal = 0;
  #lastAsked = Date.now();
  readonly #latencies: number[] = [];

  get total(): number {
    return this.#total;
  }

  count(milliseconds: number): void {
    this.#total += 1;
    this.#latencies.push(milliseconds);
    if (this.#latencies.length > SAMPLES) this.#latencies.shift();
  }

  averagePerSecond(): number {
    return Math.round((this.#total * 1000) / Math.max(1000, Date.now() - this.#since));
  }

  /** How many since the last call, and the rate over that time. */
  sinceLast(): { count: number; perSecond: number } {
    const now = Date.now();
    const count = this.#total - this.#lastTotal;
    const perSecond = Math.round((count * 1000) / Math.max(1, now - this.#lastAsked));
    this.#lastTotal = this.#total;
    this.#lastAsked = now;
    return { count, perSecond };
  }

  /** The measurements the protocol calls extra statistics, in whole milliseconds. */
  measurements(): ReadonlyArray<readonly [key: string, value: number]> {
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    const at = (share: number): number =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
    const mean =
      sorted.length === 0 ? 0 : Math.round(sorted.reduce((sum, value) => sum + value, 0) / sorted.length);
    return [
      ['Highest', at(1)],
      ['Mean', mean],
      ['Median', at(0.5)],
      ['Fastest', at(0)],
      ['Quintile 1', at(0.2)],
      ['Quintile 2', at(0.4)],
      ['Quintile 3', at(0.6)],
      ['Quintile 4', at(0.8)],
      ['Quintile 5', at(1)],
      ['90%', at(0.9)],
      ['95%', at(0.95)],
      ['99%', at(0.99)],
      ['99.5%', at(0.995)],
      ['99.9%', at(0.999)],
    ];
  }
}
