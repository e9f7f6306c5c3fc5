/**
 * The parser of Markdown, for documents of any length.
 *
 * @internal
 */
import type { Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { record } from '../shared/json.js'
import { attentionSyntax } from './attentionSyntax.js'
import { joinedText } from './joinedText.js'
import { mathSyntax } from './mathSyntax.js'
import { forEachNode, type Labels, labelsIn } from './nodes.js'
import { obsidianNodes, obsidianSyntax } from './obsidian.js'
import type { ReadOptions } from './readOptions.js'
import type { SyntaxExtension } from './syntax.js'

/** Parses Markdown. The labels are those of definitions elsewhere: of links, and of footnotes. */
export type Parse = (markdown: string, labels?: Labels) => Root

const NO_LABELS: Labels = { links: [], footnotes: [] }

/** The parser of a dialect. */
const parserFor = ({ math: hasMath = true, dialect }: ReadOptions): Parse => {
  const isObsidian = dialect === 'obsidian'
  const syntax = [
    gfm(),
    attentionSyntax(),
    ...(hasMath ? [mathSyntax()] : []),
    ...(isObsidian ? [obsidianSyntax()] : []),
    joinedText(),
  ]
  // The transforms look for addresses in texts, whether they are escaped or not, and fail on deep trees.
  const gfmNodes = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension)
  const mdastExtensions = [
    ...gfmNodes,
    ...(hasMath ? [mathFromMarkdown()] : []),
    ...(isObsidian ? [obsidianNodes()] : []),
  ]
  return (markdown, labels = NO_LABELS) =>
    fromMarkdown(markdown, { extensions: [...syntax, knownLabels(labels)], mdastExtensions })
}

/** A list in which a label is found at once, with what the parser uses of a list. */
const labelList = (labels: ReadonlyArray<string>): Pick<Array<string>, 'includes' | 'push'> => {
  // It compares them in capitals.
  const known = new Set(labels.map((label) => label.toUpperCase()))
  return {
    includes: (label) => known.has(label),
    push: (...more) => {
      for (const label of more) known.add(label)
      return known.size
    },
  }
}

/** Gives the parser the definitions that are elsewhere, in lists in which it finds each at once. */
const knownLabels = ({ links, footnotes }: Labels): SyntaxExtension => {
  let isSet = false
  return {
    document: {
      null: {
        tokenize(_, __, nok) {
          if (!isSet) {
            isSet = true
            // The parser of footnotes keeps their labels beside those of links. Nothing is in the lists yet.
            Object.assign(this.parser, { defined: labelList(links), gfmFootnotes: labelList(footnotes) })
          }
          return nok
        },
      },
    },
  }
}

/** The length from which on a document is parsed in parts: the time of the parser grows faster than the length. */
const PART = 8_000

/**
 * A line break behind a blank line, before a line that begins neither an item nor something that is indented; or one around a heading,
 * or behind a divider.
 */
const BOUNDARY = /\n[ \t]*\n(?=[^\s\-+*\d])|\n(?=#{1,6} )|\n(?:#{1,6} [^\n]*|=+|---+)\n(?=[^\s\-+*\d])/g

/** The end of the part that begins at an index and has at least a length. */
const partEnd = (markdown: string, start: number, length: number): number => {
  const from = new RegExp(BOUNDARY)
  from.lastIndex = start + length
  const found = from.lastIndex < markdown.length ? from.exec(markdown) : null
  return found ? found.index + found[0].length : markdown.length
}

const HTML_ENDS: ReadonlyArray<readonly [RegExp, RegExp]> = [
  [/^<(script|pre|style|textarea)(\s|>|$)/i, /<\/(script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
]

/** Whether a node could go on behind a part: code, an equation or HTML whose end is not reached. */
const isOpen = (node: RootContent | undefined, source: string): boolean => {
  if (!node) return false
  // Only blank lines, a heading and a divider end what is before them.
  const isEnded = /\n[ \t]*\n$/.test(source)
  const type: string = node.type
  const { start, end } = record(node.position)
  const own = source.slice(Number(record(start).offset), Number(record(end).offset))
  if (type === 'code' || type === 'math') {
    const [, fence] = /^(`{3,}|~{3,}|\${2,})/.exec(own) ?? []
    const last = own.slice(own.lastIndexOf('\n') + 1).trim()
    return (
      fence !== undefined &&
      !(own.includes('\n') && last.startsWith(fence) && last === fence.charAt(0).repeat(last.length))
    )
  }
  if (type !== 'html') return false
  const [, ending] = HTML_ENDS.find(([beginning]) => beginning.test(own)) ?? []
  return ending === undefined ? !isEnded : !ending.test(own)
}

/** A part of a document, and where it is. */
interface Part {
  readonly root: Root
  readonly source: string
  readonly offset: number
  readonly line: number
}

const linesIn = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** The parts of a document. Each ends where all blocks end. */
const partsOf = (markdown: string, parse: Parse, size: number): ReadonlyArray<Part> => {
  const parts: Array<Part> = []
  let [start, line, length] = [0, 0, size]
  while (start < markdown.length) {
    const end = partEnd(markdown, start, length)
    const source = markdown.slice(start, end)
    const root = parse(source)
    if (end < markdown.length && isOpen(root.children.at(-1), source)) {
      length *= 2
      continue
    }
    parts.push({ root, source, offset: start, line })
    line += linesIn(source)
    start = end
    length = size
  }
  return parts
}

/** Moves the positions of a tree from its part to the document. */
const moved = ({ root, offset, line }: Part): ReadonlyArray<RootContent> => {
  if (offset === 0) return root.children
  forEachNode(root, ({ position }) => {
    if (!position) return
    for (const point of [position.start, position.end]) {
      point.line += line
      if (point.offset !== undefined) point.offset += offset
    }
  })
  return root.children
}

/**
 * Parses a document in parts, so that time is proportional to its length. The tree is that of the whole document, but for lists that only
 * a blank line separates from what is before them.
 */
const parseInParts = (markdown: string, parse: Parse, labels: Labels | undefined, size: number): Root => {
  if (markdown.length <= size) return parse(markdown, labels)
  const parts = partsOf(markdown, (source) => parse(source, labels), size)
  if (parts.length === 1) return parts[0]?.root ?? parse(markdown, labels)
  const own = labelsIn(parts.map(({ root }) => root))
  const all = {
    links: [...(labels?.links ?? []), ...own.links],
    footnotes: [...(labels?.footnotes ?? []), ...own.footnotes],
  }
  const hasOwn = own.links.length > 0 || own.footnotes.length > 0
  // What refers to a definition in another part was read as text.
  const again = hasOwn
    ? parts.map((part) => (part.source.includes('[') ? { ...part, root: parse(part.source, all) } : part))
    : parts
  return { type: 'root', children: again.flatMap(moved) }
}

/** The parser for a document of any length. `size` is that of its parts. */
export const documentParser = (options: ReadOptions, size = PART): Parse => {
  const parse = parserFor(options)
  return (markdown, labels) => parseInParts(markdown, parse, labels, size)
}
