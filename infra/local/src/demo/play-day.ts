import { atATime, type PlatformClients } from '@egov/operations';
import type { DemoAct, DemoLife } from './demo-life.ts';
import { playAct } from './play-act.ts';

/** Dossiers in progress at a time: enough to keep two cores busy. */
const width = 16;

/** The outcome of a day: the acts done, and the acts refused by the platform, by reason. */
export type DayPlayed = Readonly<{
  acts: number;
  refused: ReadonlyMap<string, number>;
  lastPosition: bigint;
}>;

/**
 * Plays the lives of dossiers through the public API, each act at its own instant and in the name of its
 * actor. A refusal by a rule is counted and ends that life; playing again records nothing twice.
 */
export async function playDay({
  lives,
  clientsOf,
  onAct,
}: {
  lives: readonly DemoLife[];
  clientsOf: (act: DemoAct, life: DemoLife) => PlatformClients;
  onAct: (done: number, total: number) => void;
}): Promise<DayPlayed> {
  const total = lives.reduce((sum, { acts }) => sum + acts.length, 0);
  const refused = new Map<string, number>();
  let [done, lastPosition] = [0, 0n];
  await atATime(width, lives, async (life) => {
    for (const [index, act] of life.acts.entries()) {
      try {
        const { position } = await playAct(clientsOf(act, life), life, act, index);
        if (position > lastPosition) lastPosition = position;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const why = `${act.act}: ${error.reason}`;
        refused.set(why, (refused.get(why) ?? 0) + 1);
        done += life.acts.length - index;
        break;
      }
      done += 1;
      onAct(done, total);
    }
  });
  return { acts: done, refused, lastPosition };
}

const isRefusal = (error: unknown): error is { reason: string } =>
  error instanceof Error &&
  'codeName' in error &&
  error.codeName === 'FAILED_PRECONDITION' &&
  'reason' in error;
