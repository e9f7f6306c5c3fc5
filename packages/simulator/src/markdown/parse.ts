import type { Json, JsonObject } from '../json.js'
import { COLORS, LANGUAGES } from '../validate/words.js'
import { inline, plainRuns } from './inline.js'

interface Line {
  readonly depth: number
  readonly text: string
}

const COLOR = /\s*\{color="([a-z_]+)"\}\s*$/

const block = (type: string, text: string, more: JsonObject = {}): JsonObject => {
  const found = COLOR.exec(text)
  const color = COLORS.includes(found?.[1] ?? '') ? found : null
  const words = color === null ? text : text.slice(0, color.index)
  return {
    type,
    [type]: { rich_text: inline(words), ...(color?.[1] === undefined ? {} : { color: color[1] }), ...more },
  }
}

const PATTERNS: ReadonlyArray<readonly [RegExp, (match: RegExpExecArray) => JsonObject]> = [
  [/^(#{1,4})\s+(.*)$/, ([, marks = '#', text = '']) => block(`heading_${marks.length}`, text)],
  [/^[-*]\s+\[([ xX])\]\s?(.*)$/, ([, mark = ' ', text = '']) => block('to_do', text, { checked: mark !== ' ' })],
  [/^[-*]\s+(.*)$/, ([, text = '']) => block('bulleted_list_item', text)],
  [/^\d+\.\s+(.*)$/, ([, text = '']) => block('numbered_list_item', text)],
  [/^>\s?(.*)$/, ([, text = '']) => block('quote', text)],
  [/^(?:---|\*\*\*)\s*$/, () => ({ type: 'divider', divider: {} })],
  [/^!\[[^\]]*\]\((\S+)\)$/, ([, url = '']) => ({ type: 'image', image: { external: { url } } })],
  [/^<empty-block\/>$/, () => block('paragraph', '')],
]

const one = (text: string): JsonObject => {
  for (const [pattern, make] of PATTERNS) {
    const match = pattern.exec(text)
    if (match !== null) return make(match)
  }
  return block('paragraph', text)
}

const FENCE = /^```(.*)$/

const code = (language: string, lines: ReadonlyArray<string>): JsonObject => ({
  type: 'code',
  code: {
    rich_text: plainRuns(lines.join('\n')),
    language: LANGUAGES.includes(language.trim()) ? language.trim() : 'plain text',
  },
})

/** Deeper lines count as this deep. */
const MAX_DEPTH = 30

const depthOf = (line: string): Line => {
  const indent = /^(?:\t| {2,4})*/.exec(line)?.[0] ?? ''
  const depth = indent.includes('\t') ? indent.split('\t').length - 1 : Math.floor(indent.length / 2)
  return { depth: Math.min(depth, MAX_DEPTH), text: line.trim() }
}

interface Parsed {
  readonly depth: number
  readonly request: JsonObject
}

const scan = (markdown: string): ReadonlyArray<Parsed> => {
  const found: Array<Parsed> = []
  let fenced: { readonly depth: number; readonly language: string; readonly lines: Array<string> } | undefined
  for (const line of markdown.replaceAll('\r\n', '\n').split('\n')) {
    const { depth, text } = depthOf(line)
    const fence = FENCE.exec(text)
    if (fenced !== undefined) {
      if (text === '```') {
        found.push({ depth: fenced.depth, request: code(fenced.language, fenced.lines) })
        fenced = undefined
      } else fenced.lines.push(line)
    } else if (fence !== null) fenced = { depth, language: fence[1] ?? '', lines: [] }
    else if (text !== '') found.push({ depth, request: one(text) })
  }
  if (fenced !== undefined) found.push({ depth: fenced.depth, request: code(fenced.language, fenced.lines) })
  return found
}

const withChildren = (request: JsonObject, children: ReadonlyArray<Json>): JsonObject => {
  const type = String(request.type)
  const payload = request[type]
  return children.length === 0 || typeof payload !== 'object' || payload === null
    ? request
    : { ...request, [type]: { ...payload, children } }
}

const LEAVES = new Set(['divider', 'code', 'image'])

const nest = (lines: ReadonlyArray<Parsed>): ReadonlyArray<Json> => {
  const blocks: Array<Json> = []
  for (let at = 0; at < lines.length; ) {
    const first = lines[at]
    if (first === undefined) break
    let end = at + 1
    if (!LEAVES.has(String(first.request.type))) while ((lines[end]?.depth ?? -1) > first.depth) end += 1
    blocks.push(withChildren(first.request, nest(lines.slice(at + 1, end))))
    at = end
  }
  return blocks
}

/** Blocks, as a request carries them, of Markdown: headings, lists, to-dos, quotes, code, dividers, images, text. */
export const parseMarkdown = (markdown: string): ReadonlyArray<Json> => nest(scan(markdown))

/** Blocks of Markdown for a new page; a first heading is the page's title when it has none. */
export const splitHeading = (
  markdown: string,
  untitled: boolean,
): { readonly title: string; readonly children: ReadonlyArray<Json> } => {
  const heading = untitled ? /^\s*#[ \t]+(.*)(?:\n|$)/.exec(markdown) : null
  if (heading === null) return { title: '', children: parseMarkdown(markdown) }
  return { title: (heading[1] ?? '').trim(), children: parseMarkdown(markdown.slice(heading[0].length)) }
}
