/** The plain text of rich text. */
import { tryTo } from '../core/internal/orUndefined.js'

/** Rich text in responses. */
type Runs = ReadonlyArray<{ readonly plain_text: string }>

/**
 * The plain text of all runs. Throws if the value is not rich text.
 *
 * @internal
 */
export const textOf = (richText: Runs): string => richText.map(({ plain_text }) => plain_text).join('')

/**
 * The plain text of all runs, joined. Empty for a value that is not rich text, and for a run that is not valid.
 *
 * @example
 * import { plainText } from 'notion-fp/props'
 *
 * const text = plainText([{ plain_text: 'Write ' }, { plain_text: 'the report' }]) // 'Write the report'
 */
export const plainText = (richText: Runs): string =>
  tryTo(() => richText.map((run) => tryTo(() => (run.plain_text ? `${run.plain_text}` : ''), '')).join(''), '')
