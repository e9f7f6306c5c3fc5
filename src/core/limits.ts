/** What the API is known to refuse in blocks and rich text, found before it is sent. */
import type { InvalidInput } from './error.js'
import { parseBlockId, parseId } from './id.js'
import { bodyId, type Checked } from './ids.js'
import { isObject } from './json.js'
import { trust } from './trust.js'

/** The most elements of an array of blocks or of rich text. */
const MAX_ELEMENTS = 100
/** The most blocks in one request, those inside others included. */
const MAX_BLOCKS = 1000
/** The most levels of blocks below those of the first level. */
const MAX_LEVELS = 2
/** The most bytes of a body: 500 KiB. */
const MAX_BYTES = 512_000

/** How long the text under a name may be. */
const maxLength = (name: string): number =>
  name === 'content' || name === 'url' ? 2000 : name === 'expression' ? 1000 : Number.POSITIVE_INFINITY

/** How much text there is in a value, in characters: no fewer bytes will be sent. */
const textIn = (value: unknown, depth = 0): number =>
  typeof value === 'string'
    ? value.length
    : isObject(value) && depth < 5
      ? Object.values(value).reduce((sum: number, part) => sum + textIn(part, depth + 1), 0)
      : 0

/** What is wrong with text such as Markdown: it has no limits of its own, but a body has. */
export const tooLong = (field: string, given: unknown): ReadonlyArray<InvalidInput> => {
  const bytes = textIn(given)
  return bytes > MAX_BYTES ? [{ field, given: bytes, allowed: `at most ${MAX_BYTES} bytes in all` }] : []
}

/** Notion does not say whether it counts UTF-16 units or characters: only what is too long either way is refused. */
const isLonger = (text: string, most: number): boolean => text.length > most && [...text].length > most

/**
 * Checks what goes into a body as blocks, as rich text or as anything made of them, by the limits of the API: elements of an
 * array, blocks in all, levels of nesting, lengths of text, equations and addresses, and the size as a whole. Ids in it may be
 * Notion addresses: they become ids in `value`, which is the very thing given where there were none.
 *
 * @param field Where it goes, such as `children`; empty for a whole body.
 * @param given What goes there.
 * @see https://developers.notion.com/reference/request-limits
 */
export const checkedContent = <A>(field: string, given: A): Checked<A> => {
  const issues: Array<InvalidInput> = []
  const inside = new Set<object>()
  let blocks = 0
  let bytes = 0

  const textOf = (text: string, name: string, path: string): string => {
    bytes += text.length
    const most = maxLength(name)
    if (isLonger(text, most)) issues.push({ field: path, given: text, allowed: `at most ${most} characters` })
    if (name !== 'id' && !name.endsWith('_id')) return text
    const { value, issues: wrong } = bodyId(path, text, /block[._]id$/.test(path) ? parseBlockId : parseId)
    issues.push(...wrong)
    return value
  }

  const walk = (value: unknown, name: string, path: string, level: number): unknown => {
    if (typeof value === 'string') return textOf(value, name, path)
    // What holds itself is refused where it is written as JSON; here it must only come to an end.
    if (typeof value !== 'object' || value === null || inside.has(value) || inside.size > 99) return value
    inside.add(value)
    const isList = Array.isArray(value)
    const isBlocks = isList && (name === 'children' || name === 'content')
    if (isList && name !== 'cells' && value.length > MAX_ELEMENTS) {
      issues.push({ field: path, given: value, allowed: `at most ${MAX_ELEMENTS} elements` })
    }
    if (isBlocks && level > MAX_LEVELS && value.length > 0) {
      issues.push({ field: path, given: value, allowed: `at most ${MAX_LEVELS} levels deep: append the rest later` })
    }
    if (isBlocks) blocks += value.length
    let copy: unknown
    for (const [key, part] of Object.entries<unknown>(trust(value))) {
      if (part === undefined) continue
      bytes += isList ? 1 : key.length + 4
      // Neither the columns of a column list nor the children of a whole body are one level more.
      const below = key === 'children' && path && name !== 'column_list' ? level + 1 : level
      const next = walk(part, isList ? '' : key, isList ? `${path}[${key}]` : path ? `${path}.${key}` : key, below)
      if (next !== part)
        copy = trust<object>(Object.assign(copy ?? (isList ? [...value] : { ...value }), { [key]: next }))
    }
    inside.delete(value)
    return copy ?? value
  }

  const value = trust<A>(walk(given, field, field, 0))
  const whole = field || 'body'
  if (blocks > MAX_BLOCKS) issues.push({ field: whole, given: blocks, allowed: `at most ${MAX_BLOCKS} blocks in all` })
  if (bytes > MAX_BYTES) issues.push({ field: whole, given: bytes, allowed: `at most ${MAX_BYTES} bytes in all` })
  return { value, issues }
}
