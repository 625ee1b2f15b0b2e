import { workingCalendar } from '@egov/chassis/domain';
import { referenceProvince } from '@egov/reference-data';
import { demoOffice, playedDay } from '../demo/demo-office.ts';
import { loadReferenceProvince, platformClients, type Caller, type PlatformClients } from '@egov/operations';
import type { DemoLife } from '../demo/demo-life.ts';
import { planDay } from '../demo/plan-day.ts';
import { playDay } from '../demo/play-day.ts';
import { addressesOf } from '../platform/describe-platform.ts';
import type { Platform } from '../platform/start-platform.ts';
import { readDemoState, writeDemoState, type DemoState } from './demo-state.ts';
import { progressOf } from './progress.ts';
import { daySummary, inBrowserSummary } from './day-summary.ts';
import { workInBrowser } from './work-in-browser.ts';

const SEED = 2019;
/** The province counted 61,000 dossiers a year. */
const DOSSIERS_A_DAY = 245;
/** Far enough back for most of the day's dossiers to be solved by now, and for some to be late. */
const WORKING_DAYS_BACK = 30;

/**
 * Shows the platform at work: loads the reference province, plays one working day of its one-stop centre
 * through the public API and returns what the services' own queries report. What is already recorded is not
 * recorded again.
 */
export async function showDemo(
  platform: Platform,
  stateFile: string,
  say: (line: string) => void,
): Promise<string> {
  const clientsOf = (caller: Caller): PlatformClients =>
    platformClients({
      services: addressesOf(platform.services),
      token: () => platform.keycloak.token(caller),
    });
  const [demo, administrator] = [clientsOf('demo'), clientsOf({ username: 'quantri' })];
  try {
    const state = readDemoState(stateFile) ?? begin(stateFile);
    const played = state.played ?? (await record({ demo, administrator, lives: livesOf(state), say }));
    if (state.played === undefined) writeDemoState(stateFile, { ...state, played });
    const inBrowser = state.inBrowser ?? (await workInBrowser(platform, say));
    if (state.inBrowser === undefined && inBrowser !== undefined)
      writeDemoState(stateFile, { ...state, played, inBrowser });
    const summary = await daySummary({
      clients: demo,
      day: state.day,
      until: state.until,
      dossierId: played.dossierId,
      position: BigInt(played.position),
    });
    return [summary, ...(inBrowser === undefined ? [] : ['', ...inBrowserSummary(inBrowser)])].join('\n');
  } finally {
    demo.close();
    administrator.close();
  }
}

const officeCalendar = () => workingCalendar(referenceProvince().calendar);

function begin(stateFile: string): DemoState {
  const until = new Date().toISOString();
  const state = { day: playedDay(officeCalendar(), until, WORKING_DAYS_BACK), until };
  // Stored before anything is played, so that an interrupted run continues with the same acts.
  writeDemoState(stateFile, state);
  return state;
}

function livesOf({ day, until }: DemoState): readonly DemoLife[] {
  const province = referenceProvince();
  const places = province.agencies
    .filter(({ level, dissolvedOn }) => level === 'commune' && dissolvedOn === null)
    .map(({ name }) => name);
  return planDay({
    seed: SEED,
    day,
    until,
    dossiers: DOSSIERS_A_DAY,
    calendar: officeCalendar(),
    places,
    ...demoOffice(province),
  });
}

type Recording = Readonly<{
  demo: PlatformClients;
  administrator: PlatformClients;
  lives: readonly DemoLife[];
  say: (line: string) => void;
}>;

async function record({
  demo,
  administrator,
  lives,
  say,
}: Recording): Promise<NonNullable<DemoState['played']>> {
  const loading = progressOf('Loading the reference province');
  await loadReferenceProvince({ proposer: demo, publisher: administrator }, loading.at);
  loading.end();
  const playing = progressOf('Playing one day of the one-stop centre');
  const { refused, lastPosition } = await playDay({ lives, clientsOf: () => demo, onAct: playing.at });
  playing.end();
  for (const [why, times] of refused) say(`Refused by a rule of the platform, ${times} times: ${why}`);
  const [longest] = lives.toSorted((a, b) => b.acts.length - a.acts.length);
  return { position: String(lastPosition), dossierId: longest?.dossierId ?? '' };
}
