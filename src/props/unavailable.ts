/** Values that Notion could not compute. */

import { isObject } from '../core/internal/json.js'
import { tryTo } from '../core/internal/orUndefined.js'

/** A value that Notion did not return. It takes the position of the value, so that it cannot be mistaken for an empty one. */
export interface Unavailable {
  /**
   * The reason: `unsupported` if the computation exceeds the limits of Notion, so that retrying does not help; `incomplete` if Notion
   * has not processed all pages, so that `getPageProperty` returns the value; or a type unknown to this library.
   */
  readonly unavailable: string
}

/**
 * Whether a value that was read is unavailable.
 *
 * @example
 * import { type Context, getPage } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { formula, isUnavailable, readProps } from 'notion-fp/props'
 *
 * const costOf = (ctx: Context, page_id: string) =>
 *   pipe(
 *     getPage(ctx, { page_id }),
 *     TE.map(readProps({ Cost: formula })),
 *     TE.flatMapEither((props) => props),
 *     TE.map(({ Cost }) => (isUnavailable(Cost) ? 'not computed yet' : Cost)),
 *   )
 */
export const isUnavailable = (value: unknown): value is Unavailable =>
  tryTo(() => isObject(value) && 'unavailable' in value, false)
