import { officeClock, officeMoment } from '../domain/mod.ts';

/** An instant from local `YYYY-MM-DDTHH:MM`; undefined when it is none. */
export function localMoment(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/u.test(text)) return undefined;
  const clock = text.replace(' ', 'T');
  const moment = officeMoment(clock);
  if (Number.isNaN(moment.getTime())) return undefined;
  return officeClock(moment).startsWith(clock) ? moment : undefined;
}
