/** Parses inline Markdown of Notion's dialect into rich text: styles, links, mentions and equations. */
import { dateValue } from '../../validate/date.js'
import { dashed, isId } from '../../values/id.js'
import type { Json, JsonObject } from '../../values/json.js'
import { type Attributes, attributesIn, colorOf } from './attributes.js'
import { MAX_RUN, mergeRuns } from './mergeRuns.js'

interface Style {
  readonly annotations: JsonObject
  readonly url: string | undefined
}

const PLAIN: Style = { annotations: {}, url: undefined }

const plain = (content: string, { annotations, url }: Style): ReadonlyArray<Json> => {
  if (content === '') return []
  const run: JsonObject = {
    text: { content: content.slice(0, MAX_RUN), link: url === undefined ? null : { url } },
    annotations,
  }
  return content.length <= MAX_RUN ? [run] : [run, ...plain(content.slice(MAX_RUN), { annotations, url })]
}

const styled = (style: Style, annotations: JsonObject): Style => ({
  ...style,
  annotations: { ...style.annotations, ...annotations },
})

/** What starts at a position: its runs, and where it ends. */
interface Found {
  readonly runs: ReadonlyArray<Json>
  readonly end: number
}

type Reader = (text: string, at: number, style: Style) => Found | undefined

const MARKS: ReadonlyArray<readonly [string, string]> = [
  ['**', 'bold'],
  ['~~', 'strikethrough'],
  ['__', 'bold'],
  ['*', 'italic'],
]

/** The index of the closing mark, ignoring escapes; of several stars the last ones close. */
const closing = (text: string, mark: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1
      continue
    }
    if (mark === '*' && text.startsWith('**', at)) {
      const inner = closing(text, '**', at + 2)
      if (inner < 0) return at
      at = inner + 1
      continue
    }
    if (!text.startsWith(mark, at)) continue
    return mark === '**' && text[at + 2] === '*' && text[at + 3] !== '*' ? at + 1 : at
  }
  return -1
}

const marked: Reader = (text, at, style) => {
  for (const [mark, name] of MARKS) {
    if (!text.startsWith(mark, at)) continue
    const end = closing(text, mark, at + mark.length)
    if (end <= at + mark.length) continue
    return { runs: runs(text.slice(at + mark.length, end), styled(style, { [name]: true })), end: end + mark.length }
  }
  return undefined
}

const matched = (pattern: RegExp, make: (match: RegExpExecArray, style: Style) => ReadonlyArray<Json>): Reader => {
  const sticky = new RegExp(pattern.source, 'y')
  return (text, at, style) => {
    sticky.lastIndex = at
    const match = sticky.exec(text)
    return match === null ? undefined : { runs: make(match, style), end: at + match[0].length }
  }
}

const mention = (value: JsonObject, { annotations }: Style): ReadonlyArray<Json> => [{ mention: value, annotations }]

/** The id at the end of an address; undefined when there is none. */
export const idIn = (url: string): string | undefined => {
  const last = /([0-9a-f]{32}|[0-9a-f-]{36})\/?$/i.exec(url)?.[1]
  return isId(last) ? dashed(last) : undefined
}

const DAY = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d\d:\d\d$/

const at = (day: string | undefined, time: string | undefined, offset: string): string | undefined =>
  day === undefined || !DAY.test(day)
    ? undefined
    : time !== undefined && TIME.test(time)
      ? `${day}T${time}:00.000${offset}`
      : day

/** The date in a tag, in UTC unless it has a time zone. Undefined when it is invalid. */
const dateIn = (attributes: Attributes): JsonObject | undefined => {
  const zone = attributes.get('timeZone') ?? 'UTC'
  const offset = zone === 'UTC' ? '+00:00' : ''
  const start = at(attributes.get('start'), attributes.get('startTime'), offset)
  if (start === undefined) return undefined
  const end = at(attributes.get('end') ?? attributes.get('start'), attributes.get('endTime'), offset)
  const ends = attributes.has('end') || attributes.has('endTime')
  const value = { start, end: (ends ? end : undefined) ?? null, ...(offset === '' ? { time_zone: zone } : {}) }
  return dateValue(value, 'date').length > 0 ? undefined : value
}

const mentionOf = (kind: string, pairs: string, label: string, style: Style): ReadonlyArray<Json> => {
  const attributes = attributesIn(pairs)
  if (kind === 'date') {
    const date = dateIn(attributes)
    return date === undefined ? plain(label, style) : mention({ date }, style)
  }
  const id = idIn(attributes.get('url') ?? '')
  return id === undefined ? plain(label, style) : mention({ [kind]: { id } }, style)
}

/** A tag with its content, up to the matching closing tag. */
const span: Reader = (text, at, style) => {
  const opening = /<span((?: [a-zA-Z_-]+="[^"]*")*)>/y
  opening.lastIndex = at
  const match = opening.exec(text)
  if (match === null) return undefined
  const from = at + match[0].length
  let depth = 1
  for (const tag of text.slice(from).matchAll(/<span[ >]|<\/span>/g)) {
    depth += tag[0] === '</span>' ? -1 : 1
    if (depth > 0) continue
    const end = from + tag.index
    const attributes = attributesIn(match[1] ?? '')
    const color = colorOf(attributes.get('color'))
    const annotations = {
      ...(attributes.get('underline') === 'true' ? { underline: true } : {}),
      ...(color === undefined ? {} : { color }),
    }
    return { runs: runs(text.slice(from, end), styled(style, annotations)), end: end + '</span>'.length }
  }
  return undefined
}

/** A bare address is a link, without the punctuation at the end of a sentence. */
const bareAddress: Reader = (text, at, style) => {
  if (style.url !== undefined || !text.startsWith('http', at)) return undefined
  const match = /^https?:\/\/[^\s<>()[\]{}|\\^`*~$"]+/.exec(text.slice(at))
  const url = (match?.[0] ?? '').replace(/[.,;:!?']+$/, '')
  return URL.canParse(url) && url.length <= MAX_RUN
    ? { runs: plain(url, { ...style, url }), end: at + url.length }
    : undefined
}

const READERS: ReadonlyArray<Reader> = [
  matched(/\\([\\`*_~$[\](){}<>#+\-.!|^>])/, ([, sign = ''], style) => plain(sign, style)),
  matched(/<br\/?>/, (_, style) => plain('\n', style)),
  matched(/`([^`]+)`/, ([, code = ''], style) => plain(code, styled(style, { code: true }))),
  // Between single signs it is text, such as a price.
  matched(/\$`([^`\n]+)`\$|\$\$([^$\n]+)\$\$/, ([, ticked, twice], { annotations }) => [
    { equation: { expression: (ticked ?? twice ?? '').slice(0, 1000) }, annotations },
  ]),
  matched(
    /<mention-(user|page|database|date)((?: [a-zA-Z_-]+="[^"]*")*)(?:\/>|>([^<]*)<\/mention-\1>)/,
    ([, kind = '', attributes = '', label = ''], style) => mentionOf(kind, attributes, label, style),
  ),
  span,
  matched(/\[((?:\\.|[^\]\\])*)\]\(([^)\s]+)\)/, ([, label = '', url = ''], style) =>
    runs(label === '' ? url : label, { ...style, url: url.slice(0, MAX_RUN) }),
  ),
  bareAddress,
  marked,
]

const runs = (text: string, style: Style): ReadonlyArray<Json> => {
  const found: Array<Json> = []
  let from = 0
  for (let at = 0; at < text.length; ) {
    const next = READERS.reduce<Found | undefined>((known, read) => known ?? read(text, at, style), undefined)
    if (next === undefined) {
      at += 1
      continue
    }
    found.push(...plain(text.slice(from, at), style), ...next.runs)
    at = next.end
    from = at
  }
  return mergeRuns([...found, ...plain(text.slice(from), style)])
}

/** Rich text without styles, in runs of at most 2,000 characters. */
export const plainRuns = (text: string): ReadonlyArray<Json> => plain(text, PLAIN)

/** A rich text request for one line of Markdown. */
export const inline = (text: string): ReadonlyArray<Json> => runs(text, PLAIN)
