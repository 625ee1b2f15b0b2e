/** A text of a response: absent where the record has none, which is null in events and empty in tables. */
export const textTo = (text: string | null | undefined): string | undefined =>
  text === null || text === '' ? undefined : text;
