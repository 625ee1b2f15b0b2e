/** An instant from local `YYYY-MM-DDTHH:MM`; undefined when it is none. Viet Nam keeps UTC+7 all year. */
export function localMoment(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/u.test(text)) return undefined;
  const moment = new Date(`${text.replace(' ', 'T')}:00+07:00`);
  if (Number.isNaN(moment.getTime())) return undefined;
  return new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 16) === text.replace(' ', 'T')
    ? moment
    : undefined;
}
