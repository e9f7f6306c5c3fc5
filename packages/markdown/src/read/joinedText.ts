/**
 * Joins adjacent text tokens while the text is read, to keep the time of the parser linear.
 *
 * The parser looks for an address at the start of each word, so each word becomes a token of its own. It joins them at the end of a text, by
 * removing one event after another from the list of all events, so its time grows with the square of the number of words. This extension
 * joins them earlier, near the end of the list, where removing is cheap.
 *
 * @internal
 */
import type { Construct, Event, SyntaxExtension } from './syntax.js'

const isText = (event: Event | undefined, kind: Event[0]): boolean => event?.[0] === kind && event[1].type === 'data'

/** Joins adjacent text tokens, from an index on. */
const join = (events: Array<Event>, from: number): void => {
  let to = from
  for (let at = from; at < events.length; at++) {
    const event = events[at]
    const before = events[to - 1]
    if (!event) break
    // The exit of one text, then the enter and the exit of the next: the first is extended to the end of the second.
    if (before && isText(before, 'exit') && isText(event, 'enter') && isText(events[at + 1], 'exit')) {
      before[1].end = event[1].end
      at++
    } else events[to++] = event
  }
  events.length = to
}

/** The characters at which the parser tries a construct: line endings, and all visible ASCII characters. */
const CODES: ReadonlyArray<number> = [-5, -4, -3, ...Array.from({ length: 127 - 33 }, (_, at) => at + 33)]

const isWord = (code: number): boolean => /[\w+.-]/.test(String.fromCharCode(code))

/** An extension that recognizes nothing: `previous` is called for each character above, which is when the texts are joined. */
export const joinedText = (): SyntaxExtension => {
  /** By tokenizer, the number of events that have already been joined. */
  const done = new WeakMap<object, number>()
  const construct: Construct = {
    tokenize: (_, __, nok) => nok,
    // Called before `tokenize`, with the previous character.
    previous(code) {
      if (code === null || code < 0 || !isWord(code)) {
        const from = Math.min(done.get(this) ?? 0, this.events.length)
        join(this.events, Math.max(0, from - 3))
        done.set(this, this.events.length)
      }
      return false
    },
  }
  return { text: Object.fromEntries(CODES.map((code) => [code, construct])) }
}
