/** The characters of a text as a reader counts them: an emoji or a letter with its marks is one. */
export const graphemes = (text: string): ReadonlyArray<string> =>
  Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment)
