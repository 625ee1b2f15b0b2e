export type Locale = 'vi' | 'en';
/**
 * Returns the text of a key with `{name}` replaced by facts, and `{name:day|days}` by the word for one or for
 * many. Throws on a key that no catalogue has: a raw key is never shown.
 */
export type Translate = (key: string, facts?: Readonly<Record<string, string | number>>) => string;
/** Texts by key, each in both languages. */
export type Texts = Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export const locales = ['vi', 'en'] as const satisfies readonly Locale[];

/** Joins the texts of several parts into one catalogue. Throws if two parts define the same key. */
export function joinTexts(...parts: readonly Texts[]): Texts {
  const joined: Record<string, Readonly<Record<Locale, string>>> = {};
  for (const [key, text] of parts.flatMap((part) => Object.entries(part))) {
    if (key in joined) throw new Error(`Text '${key}' is given twice.`);
    for (const locale of locales)
      if (typeof text[locale] !== 'string' || text[locale] === '')
        throw new Error(`Text '${key}' has no '${locale}'.`);
    joined[key] = text;
  }
  return joined;
}

/** Makes the translator of one language. */
export const translator =
  (texts: Texts, locale: Locale): Translate =>
  (key, facts = {}) => {
    const text = texts[key]?.[locale];
    if (text === undefined) throw new Error(`There is no text '${key}'.`);
    return text.replaceAll(
      /\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/gu,
      (hole, name: string, one?: string, many?: string) => {
        if (!(name in facts)) return hole;
        return one === undefined || many === undefined
          ? String(facts[name])
          : String(facts[name]) === '1'
            ? one
            : many;
      },
    );
  };

/** Whether the catalogue has a key: for texts chosen by data, such as reasons for refusal. */
export const hasText = (t: Translate, key: string): boolean => {
  try {
    return t(key) !== '';
  } catch (error) {
    if (error instanceof Error && error.message === `There is no text '${key}'.`) return false;
    throw error;
  }
};
