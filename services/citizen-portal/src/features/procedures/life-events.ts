import type { Locale } from '@egov/chassis/web';
import lifeEvents from './life-events.json' with { type: 'json' };

/**
 * Life events, each with the catalogue's fields that belong to it. The grouping is the portal's, not the
 * law's.
 */
export const lifeEventChoices = (locale: Locale, chosen: string) =>
  lifeEvents.map((event) => ({ value: event.id, text: event[locale], selected: event.id === chosen }));

export const fieldsOf = (id: string | undefined): readonly string[] =>
  lifeEvents.find((event) => event.id === id)?.fields ?? [];
