/** The address of a list with what was asked for; what was left empty or out is left out. */
export const listAddress = (path: string, asked: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${path}?${new URLSearchParams(given).toString()}`;
};
