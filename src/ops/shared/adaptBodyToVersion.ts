/**
 * Adapts request bodies to the version of the API, for several operations.
 *
 * @internal
 */
import type { Context } from '../../core/call/context.js'
import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../../core/call/version.js'
import { tryTo } from '../../core/internal/orUndefined.js'

/** The first version without `archived` and `after`. */
const RENAMED_SINCE = '2026-03-11'

/** The version of a context; the default if it is not a context, which `send` reports. */
export const versionOf = (ctx: Context): NotionVersion =>
  tryTo(() => ctx.config.notionVersion, undefined) ?? DEFAULT_NOTION_VERSION

/** The fields of a body that depend on the version. */
interface VersionedBody {
  readonly in_trash?: boolean | undefined
  /** The former name of `in_trash`. */
  readonly archived?: boolean | undefined
  readonly position?: object | undefined
  /** The id of a block: the former form of a position after it. */
  readonly after?: string | undefined
}

/**
 * A body adapted to a version. Versions before 2026-03-11 accept both names, so their bodies are sent unchanged; from
 * then on, `archived` is sent as `in_trash`, and `after` as the equivalent `position`. If both names are given, the
 * current one is sent.
 */
export const adaptBodyToVersion = <Body extends VersionedBody>(version: NotionVersion, body: Body): object => {
  // An invalid version cannot be compared.
  if (typeof version !== 'string' || version < RENAMED_SINCE) return body
  const { archived, after, ...rest }: VersionedBody = body
  return {
    ...rest,
    ...(archived !== undefined && { in_trash: rest.in_trash ?? archived }),
    ...(after !== undefined && { position: rest.position ?? { type: 'after_block', after_block: { id: after } } }),
  }
}
