/** Lists of property types as one text, which the compiler compares with the tables of `propertyTables.ts`. */

type WordIn<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | WordIn<Rest> : Text

/**
 * A text, if its words are exactly the given ones; otherwise which is missing, or is none of them. For `satisfies`, at the list itself:
 * a type that is added to the tables is an error at each list that lacks it.
 *
 * @internal
 */
export type EveryWord<Text extends string, Words extends string> = [Exclude<Words, WordIn<Text>>] extends [never]
  ? [Exclude<WordIn<Text>, Words>] extends [never]
    ? Text
    : `${Exclude<WordIn<Text>, Words>} does not belong here`
  : `${Exclude<Words, WordIn<Text>>} is missing`
