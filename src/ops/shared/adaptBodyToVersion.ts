/**
 * What the body of a request says in each version of the API, where two operations or more are concerned.
 *
 * @internal
 */
import type { Context } from '../../core/call/context.js'
import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../../core/call/version.js'
import { tryTo } from '../../core/internal/orUndefined.js'

/** The first version that does not know `archived` and `after`. */
const RENAMED_SINCE = '2026-03-11'

/** The version that a context speaks; the default, where it is no context, which is for `send` to say. */
export const versionOf = (ctx: Context): NotionVersion =>
  tryTo(() => ctx.config.notionVersion, undefined) ?? DEFAULT_NOTION_VERSION

/** What a body says in words that not every version knows. */
interface VersionedBody {
  readonly in_trash?: boolean | undefined
  /** The older name of `in_trash`. */
  readonly archived?: boolean | undefined
  readonly position?: object | undefined
  /** The id of a block: the older way to say a position after it. */
  readonly after?: string | undefined
}

/**
 * A body in the words of a version. Older versions take all words, and are sent them as given; from 2026-03-11 on, `archived` is
 * sent as `in_trash`, and `after` as the position that says the same. Of an old word beside the new one, the new one is sent.
 */
export const adaptBodyToVersion = <Body extends VersionedBody>(version: NotionVersion, body: Body): object => {
  // A version that is none has no order.
  if (typeof version !== 'string' || version < RENAMED_SINCE) return body
  const { archived, after, ...rest }: VersionedBody = body
  return {
    ...rest,
    ...(archived !== undefined && { in_trash: rest.in_trash ?? archived }),
    ...(after !== undefined && { position: rest.position ?? { type: 'after_block', after_block: { id: after } } }),
  }
}
