/**
 * Inline content of Markdown ("phrasing" in mdast) as rich text.
 *
 * @internal
 */

import type { PhrasingContent } from 'mdast'
import { excerpt } from '../shared/excerpt.js'
import { isColor } from '../shared/isColor.js'
import { pushAll } from '../shared/json.js'
import { dashedIdIn, linkUrl } from './addresses.js'
import { type Attributes, decodeEntities, loseAttributes, type Token, tokensOf } from './html/htmlTokens.js'
import { lineOf, type Reading, sourceOf } from './reading.js'
import { equationRun, joinRuns, MAX_EXPRESSION, mentionRun, type Run, runsText, type Style, textRun } from './runs.js'

/** An open tag. */
interface OpenTag {
  readonly tag: string
  readonly attributes: Attributes
  /** The style around it. */
  readonly style: Style
  /** The number of runs before it, so that the runs in it can be found when it ends. */
  readonly from: number
}

const STYLES: Readonly<Record<string, Style>> = {
  strong: { bold: true },
  b: { bold: true },
  em: { italic: true },
  i: { italic: true },
  del: { strikethrough: true },
  s: { strikethrough: true },
  strike: { strikethrough: true },
  ins: { underline: true },
  u: { underline: true },
  code: { code: true },
  kbd: { code: true },
  samp: { code: true },
  tt: { code: true },
  mark: { color: 'yellow_background' },
}

/** The tags that are read within a text. */
const INLINE =
  /^(strong|b|em|i|del|s|strike|ins|u|code|kbd|samp|tt|mark|span|a|br|wbr|time|abbr|small|big|sub|sup|q|cite|font|img|mention|date|mention-(user|page|database|date))$/

/** Whether a tag is part of a text. */
export const isInlineTag = (tag: string): boolean => INLINE.test(tag)

/** The color in an attribute, or in the class that `toHtml` writes. */
export const colorIn = (attributes: Attributes): string | undefined => {
  const named = attributes.get('color') ?? /(?:^| )notion-([a-z-]+)/.exec(attributes.get('class') ?? '')?.[1]
  const color = named?.replace(/[_-](bg|background)$/, '_background')
  return color !== undefined && isColor(color) ? color : undefined
}

const styleOf = (
  tag: string,
  attributes: Attributes,
  style: Style,
  line: number | undefined,
  reading: Reading,
): Style => {
  const own = Object.hasOwn(STYLES, tag) ? STYLES[tag] : undefined
  if (own) return { ...style, ...own }
  if (tag === 'a') {
    const href = attributes.get('href')
    const url = href === undefined || href === '' ? undefined : linkUrl(href, line, reading)
    const anchor = attributes.get('name') ?? attributes.get('id') ?? ''
    const title = attributes.get('title') ?? ''
    if (title !== '') reading.lose(line, 'title', `of a link: ${title}`)
    if (anchor !== '') reading.lose(line, 'html', `an anchor: ${anchor.slice(0, 60)}`)
    return url === undefined ? style : { ...style, url }
  }
  if (tag !== 'span') return style
  const color = colorIn(attributes)
  return {
    ...style,
    ...(attributes.get('underline') === 'true' && { underline: true }),
    ...(color !== undefined && { color }),
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** Whether a date exists: February has no 31st day. */
const isDay = (day: string): boolean => {
  const time = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

const isZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== ''
  } catch {
    return false
  }
}

const dateOf = (attributes: Attributes): object | undefined => {
  const zone = attributes.get('timezone') ?? attributes.get('time-zone')
  const startTime = attributes.get('starttime') ?? attributes.get('start-time')
  const endTime = attributes.get('endtime') ?? attributes.get('end-time')
  const part = (day: string | undefined, time: string | undefined): string | undefined =>
    day === undefined || !isDay(day) || (time !== undefined && !TIME.test(time))
      ? undefined
      : time === undefined
        ? day
        : `${day}T${time}:00${zone === 'UTC' ? 'Z' : ''}`
  const start = part(attributes.get('start'), startTime)
  const end = part(attributes.get('end') ?? (endTime === undefined ? undefined : attributes.get('start')), endTime)
  if (start === undefined || (zone !== undefined && !isZone(zone))) return undefined
  return { start, ...(end !== undefined && { end }), ...(zone !== undefined && zone !== 'UTC' && { time_zone: zone }) }
}

/** Whether a tag is a mention. `mention` and `date` are those of the second version of Notion's Markdown. */
export const isMentionTag = (tag: string): boolean => tag === 'mention' || tag === 'date' || tag.startsWith('mention-')

/** The kind of a mention. */
const mentionKind = (tag: string, attributes: Attributes): string => {
  if (tag !== 'mention') return tag.replace('mention-', '')
  const url = attributes.get('url') ?? ''
  if (url.startsWith('user:')) return 'user'
  return attributes.get('type') === 'database' ? 'database' : /^(https?:|\/)/.test(url) ? 'page' : ''
}

/** The mention of a tag; `undefined` if the tag does not say what it mentions. */
const mentionOf = (tag: string, attributes: Attributes): object | undefined => {
  const kind = mentionKind(tag, attributes)
  if (kind === '') return undefined
  const date = kind === 'date' ? dateOf(attributes) : undefined
  if (date) return { date }
  const id = kind === 'date' ? undefined : dashedIdIn((attributes.get('url') ?? '').replace(/^user:\/\//, '/'))
  return id === undefined ? undefined : { [kind]: { id } }
}

/** The runs of a tag when it is closed, which replace the runs in it. */
const closed = (
  tag: OpenTag,
  inside: ReadonlyArray<Run>,
  line: number | undefined,
  { lose }: Reading,
): ReadonlyArray<Run> => {
  if (tag.tag === 'code' && /math/.test(tag.attributes.get('class') ?? ''))
    return [equationRun(runsText(inside), tag.style)]
  if (!isMentionTag(tag.tag)) return inside
  const mention = mentionOf(tag.tag, tag.attributes)
  if (mention) return [mentionRun({ ...mention }, tag.style)]
  lose(line, 'mention', 'its tag has no id, or no valid date; its text remains')
  return inside
}

/** A picture within a link: its text is in the link. */
export const pictureInLink = (
  url: string,
  alt: string,
  style: Style,
  line: number | undefined,
  { lose }: Reading,
): ReadonlyArray<Run> => {
  lose(line, 'image', `a text has no images; its text is in the link, without ${excerpt(url)}`)
  const text = alt || url
  return text === '' ? [] : [textRun(text, style)]
}

/** A picture within a text, which Notion does not have: a link to it; within a link, its text. */
export const picture = (
  url: string,
  alt: string,
  style: Style,
  line: number | undefined,
  reading: Reading,
): ReadonlyArray<Run> => {
  if (style.url !== undefined) return pictureInLink(url, alt, style, line, reading)
  reading.lose(line, 'image', 'a text has no images; written as a link')
  const target = url === '' ? undefined : linkUrl(url, line, reading)
  const text = alt || url
  return text === '' ? [] : [textRun(text, target === undefined ? style : { ...style, url: target })]
}

const KNOWN_WITHOUT_STYLE = /^(span|a|time|wbr|br)$/

/** The runs of siblings, with the tags that are open among them. */
export interface Siblings {
  readonly runs: Array<Run>
  readonly open: Array<OpenTag>
  style: Style
}

/** Adds a tag or a text of HTML to the runs. */
export const htmlToken = (token: Token, siblings: Siblings, line: number | undefined, reading: Reading): void => {
  const { runs, open, style } = siblings
  if (token.type === 'text') runs.push(textRun(decodeEntities(token.raw), style))
  else if (token.type === 'comment') {
    if (!/^<!--\s*-->$/.test(token.raw))
      reading.lose(line, 'html', `a comment or declaration: ${token.raw.slice(0, 60)}`)
  } else if (token.type === 'open') {
    const { tag, attributes, isVoid } = token
    if (isInlineTag(tag)) loseAttributes(tag, attributes, (what, why) => reading.lose(line, what, why))
    if (tag === 'br') runs.push(textRun('\n', style))
    else if (tag === 'img')
      pushAll(runs, picture(attributes.get('src') ?? '', attributes.get('alt') ?? '', style, line, reading))
    else if (isVoid && isMentionTag(tag)) pushAll(runs, closed({ tag, attributes, style, from: 0 }, [], line, reading))
    else if (!isVoid) {
      if (!isInlineTag(tag) || !(Object.hasOwn(STYLES, tag) || KNOWN_WITHOUT_STYLE.test(tag) || isMentionTag(tag)))
        reading.lose(line, 'html', `the tag <${tag}>; its text remains`)
      open.push({ tag, attributes, style, from: runs.length })
      siblings.style = styleOf(tag, attributes, style, line, reading)
    } else if (tag !== 'wbr') reading.lose(line, 'html', `the tag <${tag}>`)
  } else {
    const at = open.map(({ tag }) => tag).lastIndexOf(token.tag)
    const tag = open[at]
    if (!tag) return
    open.length = at
    const inside = runs.splice(tag.from)
    pushAll(runs, closed(tag, inside, line, reading))
    siblings.style = tag.style
  }
}

const WIKI = /^!?\[\[([^|\\]+)(?:\\?\|(.*))?\]\]$/

/** A link between notes, as Obsidian has it: a mention if `links` knows the page, a link if it knows another address. */
const wikiLink = (raw: string, line: number | undefined, { runs, style }: Siblings, reading: Reading): void => {
  const [, target = raw, label = ''] = WIKI.exec(raw) ?? []
  const url = reading.options.links?.(target)
  const id = typeof url === 'string' ? dashedIdIn(url) : undefined
  if (id !== undefined) {
    runs.push(mentionRun({ page: { id } }, style))
    return
  }
  const href = typeof url === 'string' ? linkUrl(url, line, reading) : undefined
  if (href === undefined) reading.lose(line, 'link', `a note that \`links\` does not know; its text remains: ${target}`)
  runs.push(textRun(label || target, href === undefined ? style : { ...style, url: href }))
}

const isHighlight = (node: object | undefined): boolean =>
  node !== undefined && 'type' in node && node.type === 'highlight'

/** The beginning or the end of a highlight. */
const highlight = (siblings: Siblings): void => {
  const { color, ...plain } = siblings.style
  siblings.style = color === 'yellow_background' ? plain : { ...plain, color: 'yellow_background' }
}

const softBreaks = (value: string, { options }: Reading): string =>
  options.soft_breaks === 'line' ? value : value.replaceAll('\n', ' ')

/** The maximum nesting of styles; deeper text is plain. */
const MAX_DEPTH = 100

/** The text of nodes of any depth. */
export const textOf = (nodes: ReadonlyArray<object>): string => {
  const pieces: Array<string> = []
  const waiting: Array<object> = [...nodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('value' in node && typeof node.value === 'string') pieces.push(node.value)
    else if ('alt' in node && typeof node.alt === 'string') pieces.push(node.alt)
    else if ('children' in node && Array.isArray(node.children)) pushAll(waiting, [...node.children].reverse())
  }
  return pieces.join('')
}

const link = (
  { url, title }: { readonly url: string; readonly title?: string | null | undefined },
  children: ReadonlyArray<PhrasingContent>,
  siblings: Siblings,
  line: number | undefined,
  reading: Reading,
  depth: number,
): void => {
  const { style, runs } = siblings
  if (title === 'page' || title === 'database') {
    const id = dashedIdIn(reading.options.links?.(url) ?? url)
    if (id !== undefined) {
      runs.push(mentionRun({ [title]: { id } }, style))
      return
    }
  } else if (title) reading.lose(line, 'title', `of a link: ${title}`)
  const target = linkUrl(url, line, reading)
  const inside = inlines(children, target === undefined ? style : { ...style, url: target }, reading, depth + 1)
  pushAll(runs, inside.length === 0 && target !== undefined ? [textRun(target, { ...style, url: target })] : inside)
}

const phrase = (node: PhrasingContent, siblings: Siblings, reading: Reading, depth: number): void => {
  const { runs, style } = siblings
  const line = lineOf(node, reading)
  const within = (children: ReadonlyArray<PhrasingContent>, own: Style): void => {
    pushAll(runs, inlines(children, { ...style, ...own }, reading, depth + 1))
  }
  switch (node.type) {
    case 'text':
      runs.push(textRun(softBreaks(node.value, reading), style))
      return
    case 'strong':
      within(node.children, { bold: true })
      return
    case 'emphasis':
      within(node.children, { italic: true })
      return
    case 'delete':
      within(node.children, { strikethrough: true })
      return
    case 'inlineCode':
      runs.push(textRun(node.value, { ...style, code: true }))
      return
    case 'break':
      runs.push(textRun('\n', style))
      return
    case 'html':
      for (const token of tokensOf(node.value)) htmlToken(token, siblings, line, reading)
      return
    case 'link':
      link(node, node.children, siblings, line, reading, depth)
      return
    case 'linkReference': {
      const definition = reading.definitions.find(node.identifier)
      if (definition) link(definition, node.children, siblings, line, reading, depth)
      else within(node.children, {})
      return
    }
    case 'image':
      pushAll(runs, picture(node.url, node.alt ?? '', style, line, reading))
      return
    case 'imageReference':
      pushAll(runs, picture(reading.definitions.find(node.identifier)?.url ?? '', node.alt ?? '', style, line, reading))
      return
    case 'footnoteReference':
      reading.lose(line, 'footnote', 'Notion has no footnotes; written as text')
      runs.push(textRun(`[^${node.label ?? node.identifier}]`, style))
      return
    default:
      other(node, siblings, reading)
  }
}

/** Other nodes: an equation, a link between notes, a highlight, or a node of an unknown extension. */
const other = (node: object, siblings: Siblings, reading: Reading): void => {
  const { runs, style } = siblings
  const value = 'value' in node && typeof node.value === 'string' ? node.value : textOf([node])
  if ('type' in node && node.type === 'wikiLink') {
    wikiLink(value, lineOf(node, reading), siblings, reading)
    return
  }
  if (isHighlight(node)) {
    highlight(siblings)
    return
  }
  if (!('type' in node) || node.type !== 'inlineMath') {
    reading.lose(
      lineOf(node, reading),
      'text',
      `a node of the type ${'type' in node ? node.type : 'unknown'} is written as text`,
    )
    runs.push(textRun(value, style))
    return
  }
  // GitHub's and Notion's form has backticks inside of single dollar signs.
  const expression = sourceOf(node, reading).startsWith('$$') ? value : value.replace(/^`([^`]*)`$/, '$1')
  if (expression.length <= MAX_EXPRESSION) runs.push(equationRun(expression, style))
  else {
    reading.lose(lineOf(node, reading), 'equation', `Notion accepts ${MAX_EXPRESSION} characters; written as code`)
    runs.push(textRun(expression, { ...style, code: true }))
  }
}

const inlines = (
  nodes: ReadonlyArray<PhrasingContent>,
  style: Style,
  reading: Reading,
  depth: number,
): ReadonlyArray<Run> => {
  const siblings: Siblings = { runs: [], open: [], style }
  if (depth > MAX_DEPTH) {
    const [first] = nodes
    reading.lose(
      first && lineOf(first, reading),
      'style',
      `more than ${MAX_DEPTH} styles in each other are written as text`,
    )
    return [textRun(textOf(nodes), style)]
  }
  const isOdd = nodes.filter(isHighlight).length % 2 === 1
  // If the number of highlight markers is odd, the last one is text.
  const bare = isOdd ? nodes.findIndex((_, at) => isHighlight(nodes[nodes.length - 1 - at])) : -1
  nodes.forEach((node, at) => {
    if (bare >= 0 && at === nodes.length - 1 - bare) siblings.runs.push(textRun('==', siblings.style))
    else phrase(node, siblings, reading, depth)
  })
  return siblings.runs
}

/** Inline content as rich text. */
export const inlineRuns = (nodes: ReadonlyArray<PhrasingContent>, reading: Reading): ReadonlyArray<Run> =>
  joinRuns(inlines(nodes, {}, reading, 0))
