import type { LogItem } from '../../replay/source/case-log.ts';

const stepsACase = 20;
const hour = 3_600_000;
const begun = Date.UTC(2024, 0, 2, 1);

/** A log as of a one-stop office: `cases` cases of twenty steps on varying paths, by thirty officials. */
export async function* madeUpLog(cases: number): AsyncGenerator<LogItem> {
  for (let number = 0; number < cases; number += 1) {
    yield {
      kind: 'case',
      case: {
        caseId: `case-${number}`,
        attributes: { channel: number % 3 === 0 ? 'Internet' : 'Desk', unit: `unit ${number % 12}` },
        events: Array.from({ length: stepsACase }, (_, step) => ({
          activity: `step ${(step + ((number * step) % 7)) % 25}`,
          resource: `official ${(number + step * 7) % 30}`,
          occurred: new Date(begun + number * hour + step * hour),
        })),
      },
    };
  }
}

/** Returns the number of events of a generated log. */
export const eventsIn = (cases: number): number => cases * stepsACase;
