/** Where rich text is printed. */
import type { Lose, PrintOptions } from '../../shared/printOptions.js'
import type { Dialect } from '../dialect.js'

/**
 * Where rich text is printed: a `block` can have several lines and the signs of blocks at their start, a `line` (a heading or a caption)
 * and a `cell` of a table are one line, and a `label` is the text of a link, in which there are no links.
 */
export type InlinePlace = 'block' | 'line' | 'cell' | 'label'

/** The context of the printer of rich text. */
export interface InlineContext {
  readonly dialect: Dialect
  readonly place: InlinePlace
  readonly options: PrintOptions
  readonly lose: Lose
}
