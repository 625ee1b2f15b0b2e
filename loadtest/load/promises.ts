/** A promise of a run: the condition, the measured value, whether it was kept. */
export type Promised = Readonly<{ measure: string; must: string; was: string; kept: boolean }>;

/** The parts used here of k6's summary of a run. */
export type K6Summary = Readonly<{
  metrics: Readonly<
    Record<
      string,
      Readonly<{
        type: string;
        contains: string;
        values: Readonly<Record<string, number>>;
        thresholds?: Readonly<Record<string, Readonly<{ ok: boolean }>>>;
      }>
    >
  >;
}>;

/** Returns the thresholds of a scenario with their measured values. */
export const promisesOf = ({ metrics }: K6Summary): readonly Promised[] =>
  Object.entries(metrics).flatMap(([measure, { values, thresholds = {}, contains }]) =>
    Object.entries(thresholds).map(([must, { ok }]) => {
      const value = values[must.split(/[<>=]/)[0]?.trim() ?? ''];
      return { measure, must, was: value === undefined ? '–' : shown(value, contains, must), kept: ok };
    }),
  );

const shown = (value: number, contains: string, must: string): string => {
  if (must.startsWith('rate')) return `${(value * 100).toFixed(2)} %`;
  return `${Number.isInteger(value) ? value : value.toFixed(1)}${contains === 'time' ? ' ms' : ''}`;
};
