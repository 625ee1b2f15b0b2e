type EnumNumbers = Readonly<Record<string, number>>;
/** The values of a generated enum except UNSPECIFIED. */
type Known<E extends EnumNumbers> = Exclude<E[keyof E], 0 | -1>;

/** The values of a contract's enum for the words of the domain, and back. */
export type EnumWords<Word extends string, Value extends number> = Readonly<{
  to: (word: Word) => Value;
  from: Readonly<Record<Value, Word>>;
}>;

/**
 * Pairs the words of the domain with the values of a generated enum, one to one: `enumWords(ReturnMethod, {
 * counter: ReturnMethod.RETURN_METHOD_COUNTER, … })`. Throws at the start of the process if a value has no
 * word, or two.
 */
export function enumWords<const E extends EnumNumbers, const Word extends string>(
  values: E,
  words: Readonly<Record<Word, Known<E>>>,
): EnumWords<Word, Known<E>> {
  const known = Object.values(values).filter((value) => value > 0);
  const used = Object.values<number>(words);
  const unpaired = known.find((value) => used.filter((each) => each === value).length !== 1);
  if (unpaired !== undefined) throw new TypeError(`The value ${unpaired} of an enum must have one word.`);
  return {
    to: (word) => words[word],
    from: Object.fromEntries(Object.entries(words).map(([word, value]) => [value, word])) as Readonly<
      Record<Known<E>, Word>
    >,
  };
}
