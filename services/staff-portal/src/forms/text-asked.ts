import { filled, type Visit } from '@egov/chassis/web';

const MAX_TEXT = 200;

/** What was typed into a search; undefined where nothing was. */
export const textAsked = ({ query }: Pick<Visit, 'query'>): string | undefined =>
  filled(query.text?.slice(0, MAX_TEXT));
