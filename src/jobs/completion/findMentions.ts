/**
 * Mentions in any value that Notion returns: rich text, pages, blocks, comments, and lists and trees of them.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../core/internal/json.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'

/** The kinds of mentions whose names are looked up. */
export type MentionedType = 'user' | 'page' | 'database'

/** A mentioned object. */
export interface Mentioned {
  readonly type: MentionedType
  /** A UUID with dashes. */
  readonly id: string
}

/** A run of rich text with a mention. */
interface MentionRun extends JsonObject {
  readonly type: 'mention'
  readonly mention: JsonObject
  readonly plain_text: string
}

const isMention = (value: JsonObject): value is MentionRun =>
  value.type === 'mention' && isRecord(value.mention) && typeof value.plain_text === 'string'

/** The mentioned object of a run, if its name is to be looked up. */
export const mentionedIn = ({ mention }: MentionRun): Mentioned | undefined => {
  const { type } = mention
  if (type !== 'user' && type !== 'page' && type !== 'database') return undefined
  const reference = mention[type]
  return isRecord(reference) && typeof reference.id === 'string' ? { type, id: reference.id } : undefined
}

/** A part of a value, and its place. */
interface Place {
  readonly part: object
  readonly above?: Place
  /** Its key in the part above. */
  readonly key: string
  /** Whether its content is being searched. */
  isOpen?: boolean
  copy?: object
}

/** Inserts a value into a copy of the parent part, and the copy into its own parent. */
const put = (place: Place, value: unknown): void => {
  let [key, one, at] = [place.key, value, place.above]
  while (at) {
    const isCopied = at.copy !== undefined
    at.copy ??= Array.isArray(at.part) ? [...at.part] : { ...at.part }
    Reflect.set(at.copy, key, one)
    // The copy is already in its place.
    if (isCopied) return
    ;[key, one, at] = [at.key, at.copy, at.above]
  }
}

/**
 * A copy of a value in which each run with a mention is replaced; parts without one are not copied. A value that contains itself is not
 * entered again. Values may be nested deeper than the stack allows.
 */
export const mapMentions = <A>(value: A, replace: (run: MentionRun) => unknown): A => {
  const inside = new Set<unknown>()
  const root: Place & { readonly part: { readonly value: A } } = { part: { value }, key: '' }
  const waiting: Array<Place> = [root]
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { part } = place
    if (place.isOpen) inside.delete(part)
    else if (isRecord(part) && isMention(part)) {
      const replaced = replace(part)
      if (replaced !== part) put(place, replaced)
    } else {
      place.isOpen = true
      inside.add(part)
      waiting.push(place)
      for (const [key, one] of Object.entries(part).reverse()) {
        if (typeof one === 'object' && one !== null && !inside.has(one)) waiting.push({ part: one, above: place, key })
      }
    }
  }
  // Only texts change, so the copy has the type of the value.
  return unsafeCast<typeof root.part>(root.copy ?? root.part).value
}

/** A date mention as Notion displays a date: its start, and the end of a range. */
export const dateName = (date: unknown): string | undefined => {
  if (!isRecord(date) || typeof date.start !== 'string') return undefined
  return typeof date.end === 'string' ? `${date.start} → ${date.end}` : date.start
}
