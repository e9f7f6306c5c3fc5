/** Makes links and mentions of copied pages and blocks lead to the copies. */
import { compactId, dashedId } from '../../../core/call/id.js'
import { isObject } from '../../../core/internal/json.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'

/** The ids of the copies, by the ids of the originals, all without dashes. */
export type CopyIds = ReadonlyMap<string, string>

const NOTION_URL = /^(https?:\/\/([\w-]+\.)?notion\.(so|site|com)(?=[/?#])|\/)/i
const ID = /[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}(?![\da-f])/gi

/** The URL of a copy. Other URLs stay as they are. */
const rewriteUrl = (url: string, ids: CopyIds): string =>
  NOTION_URL.test(url) ? url.replace(ID, (id) => ids.get(compactId(id)) ?? id) : url

/** The objects whose `id` is that of a page, database or block. */
const HAS_ID = /^(page|database)$/
/** The fields that are the id of a page, database or block. */
const IS_ID = /^(page_id|database_id|block_id)$/

/** A value, and the place of its copy. */
interface Part {
  readonly value: unknown
  readonly into: { [name: string]: unknown }
  readonly at: string
  /** The name of the field, and of the one that it is in. */
  readonly key: string
  readonly holder: string
}

/**
 * A deep copy with changed texts, without recursion: blocks may be deeper than the stack.
 *
 * @internal
 */
export const copyWith = <A>(given: A, change: (text: string, key: string, holder: string) => string): A => {
  const root: { [name: string]: unknown } = { given }
  const open: Array<Part> = [{ value: given, into: root, at: 'given', key: '', holder: '' }]
  for (let part = open.pop(); part; part = open.pop()) {
    const { value, into, at, key, holder } = part
    if (typeof value === 'string') into[at] = change(value, key, holder)
    if (!isObject(value)) continue
    const isList = Array.isArray(value)
    // An array has no index signature, and is accessed by its indices as names.
    const copy: { [name: string]: unknown } = unsafeCast(isList ? [...value] : { ...value })
    into[at] = copy
    for (const [name, inner] of Object.entries(copy)) {
      open.push({ value: inner, into: copy, at: name, key: isList ? key : name, holder: isList ? holder : key })
    }
  }
  // Values keep their shapes: only texts change.
  return unsafeCast(root.given)
}

const rewriteText =
  (ids: CopyIds) =>
  (text: string, key: string, holder: string): string => {
    if (key === 'url' || key === 'href') return rewriteUrl(text, ids)
    const copy = IS_ID.test(key) || (key === 'id' && HAS_ID.test(holder)) ? ids.get(compactId(text)) : undefined
    return copy === undefined ? text : dashedId(copy)
  }

/**
 * Makes links, mentions and references lead to copies: in blocks, rich text, or anything else of a request.
 *
 * In URLs of Notion all ids are replaced; URLs of other hosts are left unchanged.
 *
 * @param request The blocks or rich text, as read or to be written.
 * @param ids The ids of the copies by those of the originals, all without dashes.
 * @returns A copy, or the request itself if there are no ids.
 * @example
 * import { type BlockTreeRequest, rewriteLinks } from 'notion-fp/blocks'
 *
 * const ids = new Map([['0f0e0d0c0b0a49088706050403020100', '1f1e1d1c1b1a49189716151413121110']])
 * const link: BlockTreeRequest = { link_to_page: { page_id: '0f0e0d0c-0b0a-4908-8706-050403020100' } }
 * console.log(rewriteLinks(link, ids)) // { link_to_page: { page_id: '1f1e1d1c-1b1a-4918-9716-151413121110' } }
 */
export const rewriteLinks = <A>(request: A, ids: CopyIds): A =>
  ids.size === 0 ? request : copyWith(request, rewriteText(ids))

/**
 * Whether blocks, rich text or anything else of a request has a link, a mention or a reference to one of the ids.
 *
 * @param request The blocks or rich text, as read or to be written.
 * @param ids Ids without dashes, with others: see {@link rewriteLinks}.
 * @returns Whether `rewriteLinks` would change it.
 * @example
 * import type { Block } from 'notion-fp'
 * import { refersTo } from 'notion-fp/blocks'
 *
 * const linksTo = (block: Block, page_id: string) => refersTo(block, new Map([[page_id.replaceAll('-', ''), '']]))
 */
export const refersTo = (request: unknown, ids: CopyIds): boolean => {
  let refers = false
  const rewrite = rewriteText(ids)
  copyWith(request, (text, key, holder) => {
    refers ||= rewrite(text, key, holder) !== text
    return text
  })
  return refers
}
