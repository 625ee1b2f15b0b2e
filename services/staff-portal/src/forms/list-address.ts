/** The address of a list with what was asked for; what was left empty is left out. */
export const listAddress = (path: string, asked: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString()}`;
