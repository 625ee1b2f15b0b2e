import type { Visit } from '@egov/chassis/web';

const MAX_TEXT = 200;

/** What was typed into a search. */
export const textAsked = ({ query }: Pick<Visit, 'query'>): string =>
  (query.text ?? '').trim().slice(0, MAX_TEXT);
