/**
 * Joins pieces of text while they are found.
 *
 * The parser looks for an address at each word, so each is a piece of its own. It joins them at the end of a text by removing them one
 * by one from the list of all that was found, so its time grows with the square of the number of words. Here they are joined near the end
 * of the list, where that is cheap.
 *
 * @internal
 */
import type { Construct, Event, SyntaxExtension } from './syntax.js'

const isText = (event: Event | undefined, kind: Event[0]): boolean => event?.[0] === kind && event[1].type === 'data'

/** Joins the pieces of text that follow each other, from an index on. */
const join = (events: Array<Event>, from: number): void => {
  let to = from
  for (let at = from; at < events.length; at++) {
    const event = events[at]
    const before = events[to - 1]
    if (!event) break
    // An end, a beginning, and an end that is known: the first piece reaches as far as the second one.
    if (before && isText(before, 'exit') && isText(event, 'enter') && isText(events[at + 1], 'exit')) {
      before[1].end = event[1].end
      at++
    } else events[to++] = event
  }
  events.length = to
}

/** Characters at which the parser stops to look for something: those with which a word can begin, and most signs. */
const CODES: ReadonlyArray<number> = [-5, -4, -3, ...Array.from({ length: 127 - 33 }, (_, at) => at + 33)]

const isWord = (code: number): boolean => /[\w+.-]/.test(String.fromCharCode(code))

/** The syntax that joins pieces of text. It finds nothing. */
export const joinedText = (): SyntaxExtension => {
  /** How many events are joined already. */
  const done = new WeakMap<object, number>()
  const construct: Construct = {
    tokenize: (_, __, nok) => nok,
    // Called between what is found, with the character before.
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
