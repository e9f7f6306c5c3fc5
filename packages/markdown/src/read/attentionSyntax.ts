/**
 * Stars, underscores and tildes around texts: emphasis, strong emphasis and strikethrough.
 *
 * The rules are those of CommonMark and GitHub. The parser's own implementation looks back over all that is before each sign and copies
 * what is between two of them, so its time grows with the square of their number. This one goes over them once.
 *
 * @internal
 */
import { pushAll } from '../shared/json.js'
import {
  type Code,
  type Construct,
  type Event,
  isPunctuationCode,
  isSpaceCode,
  type SyntaxExtension,
} from './syntax.js'

const STAR = 42
const UNDERSCORE = 95
const TILDE = 126

type Token = Event[1]
type Point = Token['start']

/** Signs of one kind that follow each other. */
interface Sequence {
  readonly token: Token
  readonly marker: number
  readonly canOpen: boolean
  readonly canClose: boolean
  /** How many of the signs have no partner yet, and where they begin. */
  left: number
  from: Point
  /** What ends here, from the left. */
  readonly closed: Array<Group>
  /** What begins here, from the right. */
  readonly opened: Array<Group>
}

/** A text between signs. */
interface Group {
  readonly name: 'strong' | 'emphasis' | 'strikethrough'
  readonly size: number
  readonly token: Token
  readonly text: Token
}

const SEQUENCE = 'attentionSigns'

/** The signs of a token. */
type Signs = Pick<Sequence, 'marker' | 'canOpen' | 'canClose'>

/** Tokenizes signs, and keeps in `found` what they can do. */
const signsOf = (found: WeakMap<Token, Signs>): Construct['tokenize'] =>
  function tokenize(effects, ok, nok) {
    const { previous, events } = this
    const isBefore = { space: isSpaceCode(previous), punctuation: isPunctuationCode(previous) }
    let marker = 0
    let size = 0
    const inside = (code: Code): ReturnType<typeof ok> => {
      if (code === marker) {
        if (marker === TILDE && size === 2) return nok(code)
        effects.consume(code)
        size++
        return inside
      }
      const token = effects.exit(SEQUENCE)
      const isAfter = { space: isSpaceCode(code), punctuation: isPunctuationCode(code) }
      const isLeft = !isAfter.space && (!isAfter.punctuation || isBefore.space || isBefore.punctuation)
      const isRight = !isBefore.space && (!isBefore.punctuation || isAfter.space || isAfter.punctuation)
      // Signs beside tildes are not those of a punctuation.
      const canOpen = isLeft || (marker !== TILDE && code === TILDE)
      const canClose = isRight || (marker !== TILDE && previous === TILDE)
      found.set(token, {
        marker,
        canOpen: marker === UNDERSCORE ? canOpen && (isBefore.space || isBefore.punctuation || !canClose) : canOpen,
        canClose: marker === UNDERSCORE ? canClose && (isAfter.space || isAfter.punctuation || !canOpen) : canClose,
      })
      return ok(code)
    }
    return (code) => {
      marker = code ?? 0
      // Behind signs that were not a sequence, others of the kind are none either, unless the first are escaped.
      if (marker === TILDE && previous === TILDE && events.at(-1)?.[1].type !== 'characterEscape') return nok(code)
      effects.enter(SEQUENCE)
      return inside(code)
    }
  }

const moved = (point: Point, by: number): Point => ({
  ...point,
  column: point.column + by,
  offset: point.offset + by,
  _bufferIndex: point._bufferIndex + by,
})

/** Whether signs can be partners. Those that could be on both sides are not, if their number is a multiple of three. */
const arePartners = (opener: Sequence, closer: Sequence): boolean => {
  if (opener.marker !== closer.marker) return false
  if (opener.marker === TILDE) return opener.left === closer.left
  const isEither = opener.canClose || closer.canOpen
  return !(isEither && closer.left % 3 !== 0 && (opener.left + closer.left) % 3 === 0)
}

/** What the search for a partner depends on. */
const keyOf = ({ marker, left, canOpen }: Sequence): string =>
  marker === TILDE ? `~${left}` : `${marker} ${left % 3} ${canOpen}`

const join = (opener: Sequence, closer: Sequence): void => {
  const isTilde = opener.marker === TILDE
  const size = isTilde ? opener.left : opener.left > 1 && closer.left > 1 ? 2 : 1
  const name = isTilde ? 'strikethrough' : size === 2 ? 'strong' : 'emphasis'
  const start = moved(opener.from, opener.left)
  const end = closer.from
  const group: Group = {
    name,
    size,
    token: { type: name, start: moved(start, -size), end: moved(end, size) },
    text: { type: `${name}Text`, start, end },
  }
  opener.left -= size
  closer.left -= size
  closer.from = moved(closer.from, size)
  opener.opened.push(group)
  closer.closed.push(group)
}

/** Finds the partners, as the algorithm in the appendix of CommonMark does. */
const findPartners = (sequences: ReadonlyArray<Sequence>): void => {
  const open: Array<Sequence> = []
  /** Below which there is no partner for signs like these. */
  const bottoms = new Map<string, number>()
  const cut = (length: number): void => {
    open.length = length
    for (const [key, bottom] of bottoms) if (bottom > length) bottoms.set(key, length)
  }
  for (const closer of sequences) {
    while (closer.canClose && closer.left > 0) {
      const bottom = bottoms.get(keyOf(closer)) ?? 0
      let at = open.length - 1
      while (at >= bottom) {
        const opener = open[at]
        if (opener && arePartners(opener, closer)) break
        at--
      }
      const opener = at >= bottom ? open[at] : undefined
      if (!opener) {
        bottoms.set(keyOf(closer), open.length)
        break
      }
      join(opener, closer)
      // What is between them has no partner; an opener that is shorter now can be the partner of others.
      cut(opener.left > 0 ? at + 1 : at)
      if (opener.left > 0) for (const [key, bottom] of bottoms) if (bottom > at) bottoms.set(key, at)
    }
    if (closer.canOpen && closer.left > 0) open.push(closer)
  }
}

/** The events of signs whose partners are known. */
const eventsOf = ({ token, left, closed, opened }: Sequence, context: Event[2]): ReadonlyArray<Event> => {
  const out: Array<Event> = []
  const both = (inside: Token): void => {
    out.push(['enter', inside, context], ['exit', inside, context])
  }
  let from = token.start
  const signs = (name: Token['type'], size: number): void => {
    const end = moved(from, size)
    both({ type: name, start: from, end })
    from = end
  }
  for (const group of closed) {
    out.push(['exit', group.text, context])
    signs(`${group.name}Sequence`, group.size)
    out.push(['exit', group.token, context])
  }
  if (left > 0) signs('data', left)
  for (const group of [...opened].reverse()) {
    out.push(['enter', group.token, context])
    signs(`${group.name}Sequence`, group.size)
    out.push(['enter', group.text, context])
  }
  return out
}

const resolveWith =
  (found: WeakMap<Token, Signs>): NonNullable<Construct['resolveAll']> =>
  (events, context) => {
    const sequences = new Map<Token, Sequence>()
    for (const [kind, token] of events) {
      const signs = kind === 'enter' && token.type === SEQUENCE ? found.get(token) : undefined
      if (signs)
        sequences.set(token, {
          ...signs,
          token,
          left: token.end.offset - token.start.offset,
          from: token.start,
          closed: [],
          opened: [],
        })
    }
    if (sequences.size === 0) return events
    findPartners([...sequences.values()])
    // The parser keeps this very list.
    for (const event of events.splice(0)) {
      const sequence = sequences.get(event[1])
      if (!sequence) events.push(event)
      else if (event[0] === 'enter') pushAll(events, eventsOf(sequence, context))
    }
    return events
  }

/** The syntax of emphasis, strong emphasis and strikethrough. */
export const attentionSyntax = (): SyntaxExtension => {
  const found = new WeakMap<Token, Signs>()
  const construct: Construct = { name: 'attentionSigns', tokenize: signsOf(found), resolveAll: resolveWith(found) }
  return {
    disable: { null: ['attention', 'strikethrough'] },
    text: { [STAR]: construct, [UNDERSCORE]: construct, [TILDE]: construct },
    insideSpan: { null: [construct] },
  }
}
