/** The words of rich text without their style. */
import { tryTo } from '../core/internal/orUndefined.js'

/** Rich text as answers have it. */
type Runs = ReadonlyArray<{ readonly plain_text: string }>

/**
 * The plain text of all runs. Throws for what is no rich text.
 *
 * @internal
 */
export const textOf = (richText: Runs): string => richText.map(({ plain_text }) => plain_text).join('')

/** The plain text of all runs, as Notion shows them one after another. A run that is none, and what is no rich text, has none. */
export const plainText = (richText: Runs): string =>
  tryTo(() => richText.map((run) => tryTo(() => (run.plain_text ? `${run.plain_text}` : ''), '')).join(''), '')
