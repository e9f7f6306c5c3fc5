/**
 * HTML among Markdown as blocks to write: parts that can be folded, tables, and the tags of Notion.
 *
 * @internal
 */
import { escapeLineStart } from '../print/inline/escape.js'
import { list, pushAll, record, text } from '../shared/json.js'
import { languageOf } from '../shared/languages.js'
import { idIn, isLink, isWebUrl } from './addresses.js'
import { type Attributes, decodeEntities, loseAttributes, type Token, tokensOf } from './html.js'
import { colorIn, inlineRuns, isInlineTag, picture } from './inline.js'
import type { Reading, Request } from './reading.js'
import { block, codeBlock, equationBlock, fileBlock, paragraphOf, tableBlock, textOfParagraph } from './requests.js'
import { joinRuns, type Run, runsText, textRun } from './runs.js'

/** A tag that is open, with what is in it. */
export interface Frame {
  readonly tag: string
  readonly attributes: Attributes
  readonly blocks: Array<Request>
  /** Text that is not read yet, with the line where it begins. */
  pending: string
  line: number | undefined
  /** The rows, for a table; the cells, for a row; the summary, for a part that can be folded. */
  readonly rows: Array<{ readonly cells: ReadonlyArray<ReadonlyArray<Run>>; readonly isHeader: boolean }>
  readonly cells: Array<ReadonlyArray<Run>>
  readonly headers: Array<boolean>
  /** The address in a tag within it, for media. */
  source?: string
  /** Whether the box in it is checked, for an item. */
  checked?: boolean
  summary?: { readonly runs: ReadonlyArray<Run>; readonly heading: string | undefined }
}

/** A tag that was opened. */
export const frameOf = (tag: string, attributes: Attributes, line: number | undefined): Frame => ({
  tag,
  attributes,
  blocks: [],
  pending: '',
  line,
  rows: [],
  cells: [],
  headers: [],
})

/** Collects the blocks of siblings. */
export interface HtmlReader {
  /** Adds the tags and texts of a node. */
  readonly tags: (html: string, line: number | undefined) => void
  /** Adds blocks of Markdown, to the innermost tag that is open. */
  readonly blocks: (blocks: ReadonlyArray<Request>) => void
  /** All blocks; tags that are open end here. */
  readonly end: () => ReadonlyArray<Request>
}

/** The tags in which Markdown is read: people expect it there, and Notion writes it. */
const MARKDOWN =
  /^(details|callout|columns|column|synced[_-]block|synced[_-]block[_-]reference|meeting-notes|notes|section|td|th|audio|video|pdf|file|page|database|quote|toggle|todo|tabs|tab|image|bookmark|embed)$/
/** The tags that have a meaning; of the others only the content remains. */
const KNOWN =
  /^(details|summary|callout|columns|column|synced[_-]block|synced[_-]block[_-]reference|table|colgroup|col|thead|tbody|tfoot|tr|td|th|p|h[1-6]|ul|ol|li|blockquote|pre|iframe|audio|video|pdf|file|page|database|unknown|quote|toggle|todo|tabs|tab|image|bookmark|embed|equation)$/

/** Whether HTML begins with a tag of Notion that is a block of its own. */
export const isBlockTag = (html: string): boolean =>
  /^<(callout|columns|synced[_-]block|synced[_-]block[_-]reference|audio|video|pdf|file|page|database|unknown|empty-block|table[_-]of[_-]contents|quote|toggle|todo|tabs|image|bookmark|embed|equation)[\s/>]/.test(
    html,
  )

const WITHOUT_BREAK = /^(summary|td|th|li|h[1-6]|p|audio|video|pdf|file|page|database|image|bookmark|embed)$/

/** Whether what is in a tag is neither Markdown nor HTML. */
const isRaw = (tag: string): boolean => tag === 'pre' || tag === 'equation'

/** A text of HTML on one line. */
const onLine = (value: string): string =>
  value.replace(/(?<![ \t\n])[ \t]*\n[ \t\n]*/g, ' ').replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '')

/** Lines without the indentation that all have. */
const dedent = (value: string): string => {
  const lines = value.split('\n')
  const [first = '', ...rest] = lines
  const depths = rest.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  const depth = depths.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  return [first.trimStart(), ...rest.map((line) => line.slice(Number.isFinite(depth) ? depth : 0))].join('\n')
}

/** How deep Markdown in HTML is read; deeper, it is text. */
const MAX_DEPTH = 30

/** The texts of blocks, where only a text can be. */
const runsOfBlocks = ({ tag, blocks, line }: Frame, reading: Reading): ReadonlyArray<Run> =>
  joinRuns(
    blocks.flatMap((each, index) => {
      const content = record(each[text(each.type)])
      const url = text(record(content.external).url) || (reading.waiting.get(each)?.path ?? '')
      const caption = list(content.caption).map(record)
      const href = text(record(record(caption[0]?.text).link).url)
      const runs =
        url === ''
          ? list(content.rich_text).map(record)
          : picture(url, runsText(caption), href === '' ? {} : { url: href }, line, reading)
      const type = text(each.type)
      const isMore = content.rich_text === undefined || content.children !== undefined
      if (url === '' && (isMore || (/^t[dh]$/.test(tag) && type !== 'paragraph')))
        reading.lose(line, type, isMore ? `<${tag}> can have a text only` : `<${tag}> can have a text only; it remains`)
      return index === 0 ? runs : [textRun('\n', {}), ...runs]
    }),
  )

/** An emoji, a flag or a keycap, and nothing that is a word. */
const isEmoji = (icon: string): boolean =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(icon) &&
  !/(?!\p{Extended_Pictographic})[\p{L}\s]/u.test(icon)

/** The icon of a callout. Notion refuses all blocks with one that is neither an emoji nor an address. */
const iconOf = ({ attributes, line }: Frame, { lose }: Reading): object => {
  const icon = attributes.get('icon') ?? ''
  if (icon === '') return {}
  if (isWebUrl(icon)) return { icon: { type: 'external', external: { url: icon } } }
  if (isEmoji(icon)) return { icon: { type: 'emoji', emoji: icon } }
  lose(line, 'icon', `neither an emoji nor an address: ${icon.slice(0, 100)}`)
  return {}
}

/** The color in attributes, as a field of a block. */
export const colored = (attributes: Attributes): object => {
  const color = colorIn(attributes)
  return color === undefined ? {} : { color }
}

const calloutOf = (frame: Frame, reading: Reading): Request => {
  const { attributes, blocks } = frame
  const [first, ...rest] = blocks
  const own = textOfParagraph(first)
  const below = own ? rest : blocks
  return block('callout', { rich_text: own ?? [], ...iconOf(frame, reading), ...colored(attributes) }, below)
}

const columnsOf = ({ blocks, line }: Frame, { lose }: Reading): ReadonlyArray<Request> => {
  const columns = blocks.filter(({ type }) => type === 'column')
  if (columns.length >= 2 && columns.length === blocks.length) return [block('column_list', {}, columns)]
  lose(line, 'columns', 'there are fewer than two, or text between them; they follow each other')
  return blocks.flatMap((each) => (each.type === 'column' ? list(record(each.column).children).map(record) : [each]))
}

const columnOf = ({ attributes, blocks }: Frame): Request => {
  const share = Number(attributes.get('ratio'))
  const width = share > 0 && share <= 100 ? { width_ratio: share / 100 } : {}
  return block('column', width, blocks.length > 0 ? blocks : [paragraphOf([])])
}

const tabsOf = ({ blocks, line }: Frame, { lose }: Reading): ReadonlyArray<Request> => {
  if (blocks.length > 0 && blocks.every(({ type }) => type === 'paragraph')) return [block('tab', {}, blocks)]
  lose(line, 'tabs', 'there is something else between them; they follow each other')
  return blocks
}

const referenceOf = ({ attributes, blocks, line }: Frame, { lose }: Reading): ReadonlyArray<Request> => {
  const url = attributes.get('url') ?? ''
  // The address of a block is that of its page, with the id of the block behind it.
  const block_id = idIn(url.slice(url.indexOf('#') + 1)) ?? idIn(url)
  if (block_id !== undefined) return [block('synced_block', { synced_from: { block_id } })]
  lose(line, 'synced_block', 'a reference without an id; its content remains')
  return blocks
}

/** The pictures of HTML that has nothing else, each with the link around it; empty if there is something else. */
const picturesIn = (html: string): ReadonlyArray<{ readonly attributes: Attributes; readonly href: string }> => {
  if (!/<img\b/i.test(html)) return []
  const pictures: Array<{ readonly attributes: Attributes; readonly href: string }> = []
  let href = ''
  for (const token of tokensOf(html)) {
    if (token.type === 'text' ? token.raw.trim() !== '' : token.type === 'comment') return []
    if (token.type === 'text' || token.type === 'comment') continue
    if (!/^(a|img|br)$/.test(token.tag)) return []
    if (token.tag === 'a') href = token.type === 'open' ? (token.attributes.get('href') ?? '') : ''
    else if (token.tag === 'img' && token.type === 'open') {
      if ((token.attributes.get('src') ?? '') === '') return []
      pictures.push({ attributes: token.attributes, href })
    }
  }
  return pictures
}

/** The block of a picture; the link around it is that of its caption. */
const pictureBlock = (
  { attributes, href }: { readonly attributes: Attributes; readonly href: string },
  line: number | undefined,
  reading: Reading,
): Request => {
  const words = attributes.get('alt') || attributes.get('title') || ''
  const isLinked = isLink(href)
  if (href !== '' && !(isLinked && words !== '')) reading.lose(line, 'link', `of an image, to ${href.slice(0, 100)}`)
  const caption = words === '' ? [] : [textRun(words, isLinked ? { url: href } : {})]
  return fileBlock('image', attributes.get('src') ?? '', caption, line, reading)
}

const tableOf = ({ attributes, rows }: Frame): Request => {
  const [first] = rows
  return tableBlock(
    rows.map(({ cells }) => cells),
    attributes.get('header-row') === 'true' || first?.isHeader === true,
    attributes.get('header-column') === 'true',
  )
}

const mediaOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, attributes, line } = frame
  const url = attributes.get('source') ?? attributes.get('src') ?? attributes.get('url') ?? frame.source ?? ''
  const caption = runsOfBlocks(frame, reading)
  if (url !== '') return [fileBlock(tag, url, caption, line, reading)]
  reading.lose(line, tag, 'it has no address; its text remains')
  return caption.length > 0 ? [paragraphOf(caption)] : []
}

/** A page of another site within the page. */
const embedOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const url = frame.attributes.get('src') ?? ''
  if (isLink(url)) return [block('embed', { url }), ...frame.blocks]
  reading.lose(frame.line, 'html', `the tag <${frame.tag}>; its address is not one of the web: ${url.slice(0, 100)}`)
  return frame.blocks
}

const itemOf = (parent: Frame, frame: Frame): Request =>
  frame.checked === undefined
    ? withText(parent.tag === 'ol' ? 'numbered_list_item' : 'bulleted_list_item', frame, colored(frame.attributes))
    : withText('to_do', frame, { ...(frame.checked && { checked: true }), ...colored(frame.attributes) })

/** A to-do, a toggle, a quote or a tab: the text at its start, and the blocks below it. */
const containerOf = (frame: Frame, reading: Reading): Request => {
  const { tag, attributes } = frame
  const color = colored(attributes)
  if (tag === 'todo')
    return withText('to_do', frame, { ...(attributes.get('checked') === 'true' && { checked: true }), ...color })
  if (tag === 'tab') return withText('paragraph', frame, iconOf(frame, reading))
  const level = /^h([1-4])$/.exec(attributes.get('heading') ?? '')?.[1]
  if (tag === 'toggle' && level !== undefined)
    return withText(`heading_${level}`, frame, { ...color, is_toggleable: true })
  return withText(tag, frame, color)
}

/** A paragraph in a tag. That of Notion can have a color and blocks in it; in other HTML, blocks follow. */
const paragraphsOf = (frame: Frame, { options }: Reading): ReadonlyArray<Request> =>
  options.dialect === 'notion' || Object.keys(colored(frame.attributes)).length > 0
    ? [withText('paragraph', frame, colored(frame.attributes))]
    : frame.blocks

/** A link to a page of the web, as a block. */
const webLinkOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, attributes, line } = frame
  const url = attributes.get('source') ?? attributes.get('url') ?? attributes.get('src') ?? ''
  const caption = runsOfBlocks(frame, reading)
  if (isLink(url)) return [block(tag, { url, ...(caption.length > 0 && { caption }) })]
  reading.lose(line, tag, `its address is not one of the web; its text remains: ${url.slice(0, 100)}`)
  return caption.length > 0 ? [paragraphOf(caption)] : []
}

const childOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, attributes, line } = frame
  const { lose } = reading
  const url = attributes.get('url') ?? attributes.get('href') ?? ''
  const id = idIn(url)
  if (id !== undefined) {
    lose(line, tag, 'a page is not made with blocks; written as a link to it')
    return [block('link_to_page', { type: `${tag}_id`, [`${tag}_id`]: id })]
  }
  lose(line, tag, 'it has no address in Notion; its title remains')
  const runs = runsOfBlocks(frame, reading)
  const words = runsText(runs)
  return words === '' ? [] : [paragraphOf(isLink(url) ? [textRun(words, { url })] : runs)]
}

const toggleOf = ({ attributes, blocks, summary }: Frame): Request => {
  const { runs = [], heading } = summary ?? {}
  const content = { rich_text: runs, ...colored(attributes) }
  return heading === undefined
    ? block('toggle', content, blocks)
    : block(heading, { ...content, is_toggleable: true }, blocks)
}

/** The text of an item or a quote, and the blocks in it. */
export const withText = (type: string, { blocks }: Frame, content: object = {}): Request => {
  const [first, ...rest] = blocks
  const own = textOfParagraph(first)
  return block(type, { rich_text: own ?? [], ...content }, own ? rest : blocks)
}

/** Code, whose language can be in the class of the tag within, as `toHtml` and most highlighters write it. */
const codeOf = ({ pending, attributes, line }: Frame, { lose }: Reading): Request => {
  const named = /^\s*<code\b[^<>]*\bclass\s*=\s*["']?(?:[^"'<>]*\s)?lang(?:uage)?-([^\s"'<>]+)/i.exec(pending)?.[1]
  const info = attributes.get('lang') ?? named ?? ''
  const language = languageOf(info)
  if (language === undefined) lose(line, 'language', `Notion does not have ${info}; written as plain text`)
  const value = decodeEntities(pending.replace(/<\/?[a-z][^<>]*>/gi, '')).replace(/^\n|\n$/g, '')
  return codeBlock(value, language ?? 'plain text')
}

const equationsOf = ({ pending, line, blocks }: Frame, reading: Reading): ReadonlyArray<Request> => {
  const expression = decodeEntities(pending).trim()
  if (expression !== '') return [equationBlock(expression, line, reading), ...blocks]
  reading.lose(line, 'equation', 'it is empty')
  return blocks
}

/** The blocks of a tag that ends. */
export const finished = (frame: Frame, parent: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, blocks } = frame
  switch (tag) {
    case 'details':
      return [toggleOf(frame)]
    case 'summary': {
      const [first] = blocks
      const heading = /^heading_/.test(text(first?.type)) ? text(first?.type) : undefined
      parent.summary = { runs: runsOfBlocks(frame, reading), heading }
      return []
    }
    case 'section':
      return frame.attributes.has('data-callout') ? [calloutOf(frame, reading)] : blocks
    case 'callout':
      return [calloutOf(frame, reading)]
    case 'columns':
      return columnsOf(frame, reading)
    case 'column':
      return [columnOf(frame)]
    case 'synced_block':
    case 'synced-block':
      return [block('synced_block', { synced_from: null }, blocks)]
    case 'synced_block_reference':
    case 'synced-block-reference':
      return referenceOf(frame, reading)
    case 'table':
      return frame.rows.length > 0 ? [tableOf(frame), ...blocks] : blocks
    case 'thead':
    case 'tbody':
    case 'tfoot':
      pushAll(
        parent.rows,
        frame.rows.map((row) => ({ ...row, isHeader: tag === 'thead' || row.isHeader })),
      )
      return blocks
    case 'tr':
      parent.rows.push({ cells: frame.cells, isHeader: frame.headers.length > 0 && frame.headers.every(Boolean) })
      return blocks
    case 'td':
    case 'th':
      parent.cells.push(runsOfBlocks(frame, reading))
      parent.headers.push(tag === 'th')
      return []
    case 'li':
      return [itemOf(parent, frame)]
    case 'blockquote':
      return [withText('quote', frame)]
    case 'pre':
      return [...(frame.pending === '' ? [] : [codeOf(frame, reading)]), ...blocks]
    case 'iframe':
      return embedOf(frame, reading)
    case 'p':
      return paragraphsOf(frame, reading)
    case 'quote':
    case 'toggle':
    case 'todo':
    case 'tab':
      return [containerOf(frame, reading)]
    case 'tabs':
      return tabsOf(frame, reading)
    case 'equation':
      return equationsOf(frame, reading)
    case 'bookmark':
    case 'embed':
      return webLinkOf(frame, reading)
    case 'image':
    case 'audio':
    case 'video':
    case 'pdf':
    case 'file':
      return mediaOf(frame, reading)
    case 'page':
    case 'database':
      return childOf(frame, reading)
    default:
      return /^h[1-6]$/.test(tag)
        ? [
            block(`heading_${Math.min(4, Number(tag.slice(1)))}`, {
              rich_text: runsOfBlocks(frame, reading),
              ...colored(frame.attributes),
            }),
          ]
        : blocks
  }
}

/** The block of a tag without content; `undefined` if the tag is another one. */
export const voidBlock = (
  tag: string,
  attributes: Attributes,
  line: number | undefined,
  reading: Reading,
): ReadonlyArray<Request> | undefined => {
  switch (tag) {
    case 'hr':
      return [block('divider', {})]
    case 'img': {
      const url = attributes.get('src') ?? ''
      const alt = attributes.get('alt') ?? ''
      return url === '' ? undefined : [fileBlock('image', url, alt === '' ? [] : [textRun(alt, {})], line, reading)]
    }
    case 'empty-block':
      return [paragraphOf([])]
    case 'table_of_contents':
    case 'table-of-contents':
      return [block('table_of_contents', colored(attributes))]
    default:
      return undefined
  }
}

/** Reads tags among blocks; `parse` reads Markdown that begins at a line. */
export const readHtml = (
  reading: Reading,
  parse: (markdown: string, line: number | undefined) => ReadonlyArray<Request>,
): HtmlReader => {
  const root = frameOf('', new Map(), undefined)
  const frames: Array<Frame> = [root]
  let pendingLine: number | undefined
  const top = (): Frame => frames.at(-1) ?? root
  const flush = (): void => {
    const frame = top()
    if (isRaw(frame.tag)) return
    const { pending } = frame
    frame.pending = ''
    const line = onLine(pending)
    if (line === '') return
    const pictures = picturesIn(line)
    if (pictures.length > 0) {
      for (const each of pictures) {
        loseAttributes('img', each.attributes, (what, why) => reading.lose(pendingLine, what, why))
        frame.blocks.push(pictureBlock(each, pendingLine, reading))
      }
      return
    }
    if (!MARKDOWN.test(frame.tag)) {
      const blank = /^\s*/.exec(pending)?.[0].split('\n').length ?? 1
      const point = { line: (pendingLine ?? 0) + blank - 1 - reading.above, column: 1 }
      const position = pendingLine === undefined ? {} : { position: { start: point, end: point } }
      const runs = inlineRuns([{ type: 'html', value: line, ...position }], reading)
      // A line break alone is no text.
      if (runs.some((run) => runsText([run]).trim() !== '' || run.type === 'mention'))
        frame.blocks.push(paragraphOf(runs))
      return
    }
    const isCell = WITHOUT_BREAK.test(frame.tag)
    const markdown = isCell ? escapeLineStart(line) : dedent(pending)
    if (reading.depth < MAX_DEPTH) pushAll(frame.blocks, parse(markdown, pendingLine))
    else {
      reading.lose(pendingLine, 'html', `more than ${MAX_DEPTH} levels of HTML and Markdown are written as text`)
      frame.blocks.push(paragraphOf([textRun(pending, {})]))
    }
  }
  const append = (raw: string, line: number | undefined): void => {
    const frame = top()
    if (frame.pending === '') pendingLine = line
    frame.pending += raw
  }
  const close = (): void => {
    flush()
    const frame = frames.pop()
    if (frame) pushAll(top().blocks, finished(frame, top(), reading))
  }
  const comment = (raw: string, line: number | undefined): void => {
    if (/^<!--\s*-->$/.test(raw)) return
    reading.lose(line, 'html', `a comment or declaration: ${raw.slice(0, 60)}`)
  }
  const open = (token: Token & { readonly type: 'open' }, line: number | undefined): void => {
    const { tag, attributes, isVoid } = token
    flush()
    if (KNOWN.test(tag) || isVoid) loseAttributes(tag, attributes, (what, why) => reading.lose(line, what, why))
    const own = voidBlock(tag, attributes, line, reading)
    if (own) {
      pushAll(top().blocks, own)
      return
    }
    if (tag === 'unknown') {
      reading.lose(line, 'unknown', `a block that the API does not write: ${attributes.get('alt') ?? 'unknown'}`)
      return
    }
    if (tag === 'source' && /^(audio|video)$/.test(top().tag) && (top().source ?? '') === '') {
      top().source = attributes.get('src') ?? ''
      return
    }
    if (tag === 'input' && attributes.get('type') === 'checkbox' && top().tag === 'li') {
      top().checked = attributes.has('checked')
      return
    }
    if (tag === 'ol' && Number(attributes.get('start') ?? 1) !== 1)
      reading.lose(
        line,
        'start',
        `the API cannot set the first number, ${attributes.get('start')}; the list starts at 1`,
      )
    if (!KNOWN.test(tag) && !(tag === 'section' && attributes.has('data-callout')))
      reading.lose(line, 'html', isVoid ? `the tag <${tag}>` : `the tag <${tag}>; its content remains`)
    // An item ends the item before it, and so does a cell and a row.
    if (/^(li|tr|td|th|p)$/.test(tag) && top().tag === tag) close()
    if (tag === 'p' && isVoid) {
      top().blocks.push(paragraphOf([]))
      return
    }
    const frame = frameOf(tag, attributes, line)
    frames.push(frame)
    if (isVoid) close()
  }
  return {
    tags: (html, start) => {
      let line = start
      let counted = 0
      for (const token of tokensOf(html)) {
        if (line !== undefined) {
          for (let at = html.indexOf('\n', counted); at >= 0 && at < token.at; at = html.indexOf('\n', at + 1)) {
            line++
            counted = at + 1
          }
        }
        const { tag } = top()
        if (isRaw(tag) && !(token.type === 'close' && token.tag === tag)) append(token.raw, line)
        else if (token.type === 'text') append(token.raw, line)
        else if (token.type === 'comment') comment(token.raw, line)
        else if (isInlineTag(token.tag) && !(token.tag === 'img' && onLine(top().pending) === ''))
          append(token.raw, line)
        else if (token.type === 'open') open(token, line)
        else {
          const at = frames.map((frame) => frame.tag).lastIndexOf(token.tag)
          while (at > 0 && frames.length > at) close()
        }
      }
      flush()
    },
    blocks: (blocks) => {
      for (const each of blocks) top().blocks.push(each)
    },
    end: () => {
      while (frames.length > 1) close()
      flush()
      return root.blocks
    },
  }
}
