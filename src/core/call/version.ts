/** The versions of the Notion API that this library speaks, and the one place that knows what a request says in each. */
import type { Context } from '../context/context.js'
import { trust } from '../internal/unsafeCast.js'

/** A date that names a version of the API. */
export type NotionVersion = '2025-09-03' | '2026-03-11' | (string & {})

/** The version that is asked for where the config names none. */
export const DEFAULT_NOTION_VERSION = '2025-09-03'

/** The first version that does not know `archived` and `after`. */
const WITHOUT_OLD_WORDS = '2026-03-11'

/** The version that a context speaks; the default, where it is no context, which is for `send` to say. */
export const versionOf = (ctx: Context): NotionVersion =>
  trust<Partial<Context> | undefined>(ctx)?.config?.notionVersion ?? DEFAULT_NOTION_VERSION

/** What a body says in words that not every version knows. */
interface Wording {
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
export const worded = <Body extends Wording>(version: NotionVersion, body: Body): object => {
  if (version < WITHOUT_OLD_WORDS) return body
  const { archived, after, ...rest }: Wording = body
  return {
    ...rest,
    ...(archived !== undefined && { in_trash: rest.in_trash ?? archived }),
    ...(after !== undefined && { position: rest.position ?? { type: 'after_block', after_block: { id: after } } }),
  }
}
