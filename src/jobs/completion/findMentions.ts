/**
 * Mentions in any value that Notion returns: rich text, pages, blocks, comments, and lists and trees of them.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../core/internal/json.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'

/** The kinds of mentions whose names are looked up. */
export type MentionedType = 'user' | 'page' | 'database'

/** What is mentioned. */
export interface Mentioned {
  readonly type: MentionedType
  /** A UUID with dashes. */
  readonly id: string
}

/** A run of rich text that mentions something. */
interface MentionRun extends JsonObject {
  readonly type: 'mention'
  readonly mention: JsonObject
  readonly plain_text: string
}

const isMention = (value: JsonObject): value is MentionRun =>
  value.type === 'mention' && isRecord(value.mention) && typeof value.plain_text === 'string'

/** What a run mentions, if its name is looked up. */
export const mentionedIn = ({ mention }: MentionRun): Mentioned | undefined => {
  const { type } = mention
  if (type !== 'user' && type !== 'page' && type !== 'database') return undefined
  const reference = mention[type]
  return isRecord(reference) && typeof reference.id === 'string' ? { type, id: reference.id } : undefined
}

/**
 * A copy of a value in which each run with a mention is replaced; parts without one are not copied. A value that contains itself ends
 * there.
 */
export const mapMentions = <A>(value: A, replace: (run: MentionRun) => unknown): A => {
  const inside = new Set<unknown>()
  const map = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null || inside.has(part)) return part
    if (isRecord(part) && isMention(part)) return replace(part)
    inside.add(part)
    const entries = Object.entries(part)
    const mapped = entries.map(([key, one]): readonly [string, unknown] => [key, map(one)])
    inside.delete(part)
    if (mapped.every(([, one], index) => one === entries[index]?.[1])) return part
    return Array.isArray(part) ? mapped.map(([, one]) => one) : Object.fromEntries(mapped)
  }
  // Only texts change, so that the copy has the type of the value.
  return unsafeCast<A>(map(value))
}

/** A date mention as Notion displays a date: its start, and the end of a range. */
export const dateName = (date: unknown): string | undefined => {
  if (!isRecord(date) || typeof date.start !== 'string') return undefined
  return typeof date.end === 'string' ? `${date.start} → ${date.end}` : date.start
}
