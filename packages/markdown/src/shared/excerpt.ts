/**
 * The beginning of a text, to quote it in the reason of a loss: the text may be as long as a document.
 *
 * @internal
 */
export const excerpt = (text: string): string => text.slice(0, 100)
