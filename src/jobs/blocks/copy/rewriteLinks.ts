/**
 * Makes links and mentions of what was copied lead to the copies.
 *
 * @internal
 */
import { compactId } from '../../../core/call/id.js'
import { isRecord, type JsonObject } from '../../../core/internal/json.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'

/** The ids of the copies, by the ids of the originals, all without dashes. */
export type CopyIds = ReadonlyMap<string, string>

const NOTION_URL = /^(https?:\/\/([\w-]+\.)?notion\.(so|site|com)(?=[/?#])|\/)/i
const ID = /[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}(?![\da-f])/gi

/** The URL of a copy. Other URLs stay as they are. */
const rewriteUrl = (url: string, ids: CopyIds): string =>
  NOTION_URL.test(url) ? url.replace(ID, (id) => ids.get(compactId(id)) ?? id) : url

const dashed = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The objects whose `id` is that of a page, database or block. */
const HAS_ID = /^(page|database)$/
/** The fields that are the id of a page, database or block. */
const IS_ID = /^(page_id|database_id|block_id)$/

/** A request with the ids of the copies in its links, mentions and references. What has none of them is returned as it is. */
export const rewriteLinks = <A>(request: A, ids: CopyIds): A => {
  const rewrite = (value: unknown, key: string, holder: string): unknown => {
    if (typeof value === 'string') {
      if (key === 'url' || key === 'href') return rewriteUrl(value, ids)
      const copy = IS_ID.test(key) || (key === 'id' && HAS_ID.test(holder)) ? ids.get(compactId(value)) : undefined
      return copy === undefined ? value : dashed(copy)
    }
    if (Array.isArray(value)) return value.map((one) => rewrite(one, key, holder))
    if (!isRecord(value)) return value
    const copy: JsonObject = Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, rewrite(part, name, key)]),
    )
    return copy
  }
  // Values keep their shapes: only texts change.
  return ids.size === 0 ? request : unsafeCast(rewrite(request, '', ''))
}

/** Whether a request refers to something with one of the ids. */
export const refersTo = (request: unknown, ids: CopyIds): boolean =>
  JSON.stringify(rewriteLinks(request, ids)) !== JSON.stringify(request)
