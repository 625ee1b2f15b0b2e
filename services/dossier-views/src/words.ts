import { hasText, type Translate } from '@egov/chassis/web';
import { DossierState, Timeliness } from '@egov/proto/egov/procedures/v1/dossier';
import { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';

const states: Readonly<Record<number, string>> = {
  [DossierState.DOSSIER_STATE_REGISTERED]: 'registered',
  [DossierState.DOSSIER_STATE_ACCEPTED]: 'accepted',
  [DossierState.DOSSIER_STATE_NOT_ACCEPTED]: 'not-accepted',
  [DossierState.DOSSIER_STATE_IN_PROGRESS]: 'in-progress',
  [DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED]: 'supplement-requested',
  [DossierState.DOSSIER_STATE_PAYMENT_REQUESTED]: 'payment-requested',
  [DossierState.DOSSIER_STATE_WITHDRAWN]: 'withdrawn',
  [DossierState.DOSSIER_STATE_STOPPED]: 'stopped',
  [DossierState.DOSSIER_STATE_RESOLVED]: 'resolved',
  [DossierState.DOSSIER_STATE_RETURNED]: 'returned',
};

/** The national name of a state; a dash for none. */
export const stateText = (state: DossierState, t: Translate): string => worded(states[state], 'state', t);

/** What happened, in words; an event unknown to this portal keeps its type. */
export const eventText = (eventType: string, t: Translate): string =>
  hasText(t, `event.${eventType}`) ? t(`event.${eventType}`) : eventType;

export const channelText = (channel: Channel, t: Translate): string =>
  worded(
    {
      [Channel.CHANNEL_COUNTER]: 'counter',
      [Channel.CHANNEL_ONLINE]: 'online',
      [Channel.CHANNEL_POST]: 'post',
    }[channel as number],
    'channel',
    t,
  );

/** The word of a unit of time, as in the texts `unit.<word>`. */
export const durationUnitWord = (unit: DurationUnit): string =>
  ({
    [DurationUnit.DURATION_UNIT_CALENDAR_DAYS]: 'calendar-days',
    [DurationUnit.DURATION_UNIT_WORKING_HOURS]: 'working-hours',
    [DurationUnit.DURATION_UNIT_MONTHS]: 'months',
  })[unit as number] ?? 'working-days';

export const timelinessText = (timeliness: Timeliness, t: Translate): string =>
  worded(
    {
      [Timeliness.TIMELINESS_EARLY]: 'early',
      [Timeliness.TIMELINESS_ON_TIME]: 'on-time',
      [Timeliness.TIMELINESS_LATE]: 'late',
    }[timeliness as number],
    'timeliness',
    t,
  );

export const applicantKindText = (kind: ApplicantKind, t: Translate): string =>
  worded(
    {
      [ApplicantKind.APPLICANT_KIND_CITIZEN]: 'citizen',
      [ApplicantKind.APPLICANT_KIND_BUSINESS]: 'business',
      [ApplicantKind.APPLICANT_KIND_AGENCY]: 'agency',
      [ApplicantKind.APPLICANT_KIND_ORGANISATION]: 'organisation',
      [ApplicantKind.APPLICANT_KIND_OTHER]: 'other',
    }[kind as number],
    'applicant',
    t,
  );

const worded = (word: string | undefined, family: string, t: Translate): string =>
  word === undefined ? '–' : t(`${family}.${word}`);
