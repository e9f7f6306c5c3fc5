/**
 * Stars, underscores and tildes around texts: emphasis, strong emphasis and strikethrough.
 *
 * The rules are those of CommonMark and GitHub. The parser's own implementation searches all earlier delimiters for each delimiter, and
 * copies the text between two of them, so its time grows with the square of their number. This one visits each delimiter once.
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

/** A run of delimiters: equal signs in a row, such as `**`. */
interface DelimiterRun {
  readonly token: Token
  readonly marker: number
  readonly canOpen: boolean
  readonly canClose: boolean
  /** The number of signs that are not matched yet, and where they begin. */
  unmatched: number
  from: Point
  /** The groups that end here, from left to right. */
  readonly closed: Array<Group>
  /** The groups that begin here, from right to left. */
  readonly opened: Array<Group>
}

/** A text with its opening and closing delimiters. */
interface Group {
  readonly name: 'strong' | 'emphasis' | 'strikethrough'
  readonly size: number
  readonly token: Token
  readonly text: Token
}

const SEQUENCE = 'attentionSigns'

/** What CommonMark calls left-flanking and right-flanking decides whether a run can open or close a group. */
type Flanking = Pick<DelimiterRun, 'marker' | 'canOpen' | 'canClose'>

/** Tokenizes runs of delimiters, and stores in `found` whether each can open or close a group. */
const tokenizeRuns = (found: WeakMap<Token, Flanking>): Construct['tokenize'] =>
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
      // A tilde is punctuation, but a neighboring one does not count as such, since it is a delimiter itself.
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
      // More than two tildes are text: this one follows a rejected one, unless the one before it is escaped.
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

/**
 * Whether two runs match. CommonMark's rule of three: if one of them can both open and close, their lengths must not add up to a multiple
 * of three, unless both are multiples of three.
 */
const isMatch = (opener: DelimiterRun, closer: DelimiterRun): boolean => {
  if (opener.marker !== closer.marker) return false
  if (opener.marker === TILDE) return opener.unmatched === closer.unmatched
  const isEither = opener.canClose || closer.canOpen
  return !(isEither && closer.unmatched % 3 !== 0 && (opener.unmatched + closer.unmatched) % 3 === 0)
}

/** Runs with the same key match the same runs, so a search that failed for one need not be repeated for another. */
const keyOf = ({ marker, unmatched, canOpen }: DelimiterRun): string =>
  marker === TILDE ? `~${unmatched}` : `${marker} ${unmatched % 3} ${canOpen}`

const join = (opener: DelimiterRun, closer: DelimiterRun): void => {
  const isTilde = opener.marker === TILDE
  const size = isTilde ? opener.unmatched : opener.unmatched > 1 && closer.unmatched > 1 ? 2 : 1
  const name = isTilde ? 'strikethrough' : size === 2 ? 'strong' : 'emphasis'
  const start = moved(opener.from, opener.unmatched)
  const end = closer.from
  const group: Group = {
    name,
    size,
    token: { type: name, start: moved(start, -size), end: moved(end, size) },
    text: { type: `${name}Text`, start, end },
  }
  opener.unmatched -= size
  closer.unmatched -= size
  closer.from = moved(closer.from, size)
  opener.opened.push(group)
  closer.closed.push(group)
}

/** Matches the runs, with the algorithm in the appendix of CommonMark. */
const matchRuns = (sequences: ReadonlyArray<DelimiterRun>): void => {
  const open: Array<DelimiterRun> = []
  /** By key, the index in `open` below which no run matches: CommonMark's `openers_bottom`. */
  const bottoms = new Map<string, number>()
  const cut = (length: number): void => {
    open.length = length
    for (const [key, bottom] of bottoms) if (bottom > length) bottoms.set(key, length)
  }
  for (const closer of sequences) {
    while (closer.canClose && closer.unmatched > 0) {
      const bottom = bottoms.get(keyOf(closer)) ?? 0
      let at = open.length - 1
      while (at >= bottom) {
        const opener = open[at]
        if (opener && isMatch(opener, closer)) break
        at--
      }
      const opener = at >= bottom ? open[at] : undefined
      if (!opener) {
        bottoms.set(keyOf(closer), open.length)
        break
      }
      join(opener, closer)
      // The runs between the two can no longer match. An opener that is shorter now may match runs that it did not match before.
      cut(opener.unmatched > 0 ? at + 1 : at)
      if (opener.unmatched > 0) for (const [key, bottom] of bottoms) if (bottom > at) bottoms.set(key, at)
    }
    if (closer.canOpen && closer.unmatched > 0) open.push(closer)
  }
}

/** The events of a run, now that its groups are known. */
const eventsOf = ({ token, unmatched, closed, opened }: DelimiterRun, context: Event[2]): ReadonlyArray<Event> => {
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
  if (unmatched > 0) signs('data', unmatched)
  for (const group of [...opened].reverse()) {
    out.push(['enter', group.token, context])
    signs(`${group.name}Sequence`, group.size)
    out.push(['enter', group.text, context])
  }
  return out
}

const resolveWith =
  (found: WeakMap<Token, Flanking>): NonNullable<Construct['resolveAll']> =>
  (events, context) => {
    const sequences = new Map<Token, DelimiterRun>()
    for (const [kind, token] of events) {
      const signs = kind === 'enter' && token.type === SEQUENCE ? found.get(token) : undefined
      if (signs)
        sequences.set(token, {
          ...signs,
          token,
          unmatched: token.end.offset - token.start.offset,
          from: token.start,
          closed: [],
          opened: [],
        })
    }
    if (sequences.size === 0) return events
    matchRuns([...sequences.values()])
    // The list is changed in place, since the parser keeps a reference to it.
    for (const event of events.splice(0)) {
      const sequence = sequences.get(event[1])
      if (!sequence) events.push(event)
      else if (event[0] === 'enter') pushAll(events, eventsOf(sequence, context))
    }
    return events
  }

/** The syntax of emphasis, strong emphasis and strikethrough. */
export const attentionSyntax = (): SyntaxExtension => {
  const found = new WeakMap<Token, Flanking>()
  const construct: Construct = { name: 'attentionSigns', tokenize: tokenizeRuns(found), resolveAll: resolveWith(found) }
  return {
    disable: { null: ['attention', 'strikethrough'] },
    text: { [STAR]: construct, [UNDERSCORE]: construct, [TILDE]: construct },
    insideSpan: { null: [construct] },
  }
}
