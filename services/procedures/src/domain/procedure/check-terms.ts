import type { Duration } from '@egov/chassis/domain';
import { refusal } from '../reasons.ts';
import { nationalCode } from './national-code.ts';
import type { ChannelCase, ProcedureTerms, SupplementPolicy } from './terms.ts';

const CUTOFF = /^([01]\d|2[0-3]):[0-5]\d$/;

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function checkDuration(duration: Duration | null, field: string): void {
  if (duration === null) return;
  if (!Number.isFinite(duration.amount) || duration.amount <= 0)
    throw refusal('VALUE_OUT_OF_RANGE', { field });
}

function checkDistinct(names: readonly (string | null)[], field: string): void {
  if (new Set(names).size < names.length) throw refusal('NAMED_TWICE', { field });
}

function checkCase({ fee, duration }: ChannelCase): void {
  checkDuration(duration, 'terms.channels.cases.duration');
  if (fee !== null && !isCount(fee))
    throw refusal('VALUE_OUT_OF_RANGE', { field: 'terms.channels.cases.fee' });
}

function checkChannels(channels: ProcedureTerms['channels']): void {
  if (channels.length === 0) throw refusal('AT_LEAST_ONE', { field: 'terms.channels' });
  checkDistinct(
    channels.map(({ channel }) => channel),
    'terms.channels',
  );
  for (const { cases } of channels) {
    if (cases.length === 0) throw refusal('AT_LEAST_ONE', { field: 'terms.channels.cases' });
    checkDistinct(
      cases.map(({ name }) => name),
      'terms.channels.cases.name',
    );
    cases.forEach(checkCase);
  }
}

function checkPapers(papers: ProcedureTerms['papers']): void {
  checkDistinct(
    papers.map(({ paperId }) => paperId),
    'terms.papers.paper_id',
  );
  if (!papers.every(({ originals, copies }) => isCount(originals) && isCount(copies))) {
    throw refusal('VALUE_OUT_OF_RANGE', { field: 'terms.papers' });
  }
}

function checkSupplement({ clock, maxWait, extra }: SupplementPolicy): void {
  checkDuration(maxWait, 'terms.supplement.max_wait');
  checkDuration(extra, 'terms.supplement.extra');
  if (clock === 'resume-extra' && extra === null)
    throw refusal('EXTRA_NEEDED', { field: 'terms.supplement.extra' });
}

/** Checks whether terms are valid; refuses with the name of the first field that is not. */
export function checkTerms({
  code,
  channels,
  papers,
  supplement,
  steps,
  sameDayCutoff,
  applicants,
}: ProcedureTerms): void {
  if (nationalCode(code) === null) throw refusal('CODE_MALFORMED', { field: 'terms.code' });
  checkChannels(channels);
  checkPapers(papers);
  checkSupplement(supplement);
  checkDistinct(applicants, 'terms.applicants');
  checkDistinct(
    steps.map(({ stepId }) => stepId),
    'terms.steps.step_id',
  );
  for (const { duration } of steps) checkDuration(duration, 'terms.steps.duration');
  if (sameDayCutoff !== null && !CUTOFF.test(sameDayCutoff))
    throw refusal('CUTOFF_MALFORMED', { field: 'terms.same_day_cutoff' });
}
