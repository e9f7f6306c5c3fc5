/**
 * HTML as tags and text.
 *
 * @internal
 */

/** The attributes of a tag. */
export type Attributes = ReadonlyMap<string, string>

/** A tag, a text or a comment. */
export type Token =
  | {
      readonly type: 'open'
      readonly tag: string
      readonly attributes: Attributes
      readonly isVoid: boolean
      readonly raw: string
      readonly at: number
    }
  | { readonly type: 'close'; readonly tag: string; readonly raw: string; readonly at: number }
  | { readonly type: 'text'; readonly raw: string; readonly at: number }
  | { readonly type: 'comment'; readonly raw: string; readonly at: number }

const VOID =
  /^(br|hr|img|input|wbr|source|embed|area|base|col|link|meta|param|track|empty-block|table_of_contents|table-of-contents)$/

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** Text without the entities that attributes have. */
export const decodeEntities = (value: string): string =>
  value.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
    },
  )

const attributesIn = (text: string): Attributes =>
  new Map(
    [...text.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)].map(
      ([, name = '', double, single, bare]) => [name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? '')],
    ),
  )

/** The end of a tag: its `>` outside of quotes; -1 if there is none. */
const endOfTag = (html: string, from: number): number => {
  let quote = ''
  for (let at = from; at < html.length; at++) {
    const sign = html.charAt(at)
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '>') return at
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '<') return -1
  }
  return -1
}

/** The end of a comment, a declaration or an instruction; -1 if there is none. */
const endOfComment = (html: string, at: number): number => {
  const [start, end] = html.startsWith('<!--', at)
    ? ['<!--', '-->']
    : html.startsWith('<?', at)
      ? ['<?', '?>']
      : ['<!', '>']
  const found = html.indexOf(end, at + start.length)
  return found < 0 ? -1 : found + end.length
}

/** The tags and texts of HTML, in time proportional to its length. */
export const tokensOf = (html: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  let from = 0
  let isOpen = true
  const flush = (end: number): void => {
    if (end > from) tokens.push({ type: 'text', raw: html.slice(from, end), at: from })
  }
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', Math.max(at + 1, from))) {
    const next = html.charAt(at + 1)
    if ((next === '!' || next === '?') && isOpen) {
      const end = endOfComment(html, at)
      // If this comment has no end, no later one has: the search is not repeated, to keep the time linear.
      isOpen = end >= 0
      if (end < 0) continue
      flush(at)
      tokens.push({ type: 'comment', raw: html.slice(at, end), at })
      from = end
      continue
    }
    if (!/[a-z/]/i.test(next)) continue
    const end = endOfTag(html, at + 1)
    const raw = html.slice(at, end + 1)
    const [, slash, name, rest = ''] = /^<(\/?)([a-z][\w-]*)([\s/>][\s\S]*|)$/i.exec(raw) ?? []
    if (end < 0 || name === undefined) continue
    flush(at)
    const tag = name.toLowerCase()
    if (slash === '/') tokens.push({ type: 'close', tag, raw, at })
    else {
      const attributes = attributesIn(rest.slice(0, -1))
      tokens.push({ type: 'open', tag, attributes, isVoid: VOID.test(tag) || /\/>$/.test(raw), raw, at })
    }
    from = end + 1
  }
  flush(html.length)
  return tokens
}

/** The attributes that are read, by tag. All other attributes are reported as losses, except for colors. */
const READ: Readonly<Record<string, string>> = {
  a: 'href name id title',
  audio: 'source src url controls',
  callout: 'icon',
  bookmark: 'source url src',
  code: 'class',
  column: 'ratio',
  database: 'url href',
  date: 'start end start-time end-time time-zone starttime endtime timezone',
  embed: 'source url src',
  file: 'source src url',
  iframe: 'src',
  image: 'source src url',
  img: 'src alt title',
  input: 'type checked disabled',
  mention: 'url type',
  'mention-database': 'url',
  'mention-date': 'start starttime end endtime timezone',
  'mention-page': 'url',
  'mention-user': 'url',
  ol: 'start',
  page: 'url href',
  pdf: 'source src url',
  pre: 'lang',
  section: 'data-callout icon',
  source: 'src type',
  span: 'underline',
  synced_block: 'url',
  'synced-block': 'url',
  synced_block_reference: 'url',
  'synced-block-reference': 'url',
  table: 'header-row header-column fit-page-width',
  th: 'scope',
  unknown: 'url alt',
  tab: 'icon',
  todo: 'checked',
  toggle: 'heading',
  video: 'source src url controls',
}

/** The tags whose color is read: from the attribute, or from the class that `toHtml` writes. */
const COLORED =
  /^(callout|details|empty-block|section|span|table_of_contents|table-of-contents|quote|toggle|todo|li|p|h[1-4])$/

/** Classes of `toHtml` that repeat what the tag says, so that nothing is lost without them. */
const isColorless = (classes: string): boolean =>
  /^(?:(?:notion-[a-z-]+|contains-task-list|task-list-item)(?: |$))+$/.test(classes) &&
  !/notion-(?:gray|brown|orange|yellow|green|blue|purple|pink|red)/.test(classes)

/** The names of the attributes of a tag that are not read; empty if all are. */
const unread = (tag: string, attributes: Attributes): string => {
  const read = ((Object.hasOwn(READ, tag) ? READ[tag] : undefined) ?? '').split(' ')
  const isRead = (name: string, value: string): boolean =>
    read.includes(name) ||
    (/^(class|color)$/.test(name) && (COLORED.test(tag) || (name === 'class' && isColorless(value))))
  return [...attributes]
    .filter(([name, value]) => !isRead(name, value))
    .map(([name]) => name)
    .join(', ')
}

/** Reports the attributes of a tag that are not read. */
export const loseAttributes = (
  tag: string,
  attributes: Attributes,
  lose: (what: string, why: string) => void,
): void => {
  const names = unread(tag, attributes)
  if (names !== '') lose('attribute', `of the tag <${tag}>: ${names}`)
}
