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

/** Parses Markdown. The labels of definitions in other parts of the document are given, those of links and of footnotes. */
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
  // Without the transforms: they also turn escaped addresses into links, and overflow the stack on deep trees.
  const gfmNodes = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension)
  const mdastExtensions = [
    ...gfmNodes,
    ...(hasMath ? [mathFromMarkdown()] : []),
    ...(isObsidian ? [obsidianNodes()] : []),
  ]
  return (markdown, labels = NO_LABELS) =>
    fromMarkdown(markdown, { extensions: [...syntax, knownLabels(labels)], mdastExtensions })
}

/** The methods of a list that the parser uses, over a set: a search in a list would take time for each of its labels. */
const labelList = (labels: ReadonlyArray<string>): Pick<Array<string>, 'includes' | 'push'> => {
  // The parser compares labels in upper case.
  const known = new Set(labels.map((label) => label.toUpperCase()))
  return {
    includes: (label) => known.has(label),
    push: (...more) => {
      for (const label of more) known.add(label)
      return known.size
    },
  }
}

/** Tells the parser which labels are defined in other parts, so that it recognizes references to them. */
const knownLabels = ({ links, footnotes }: Labels): SyntaxExtension => {
  let isSet = false
  return {
    document: {
      null: {
        tokenize(_, __, nok) {
          if (!isSet) {
            isSet = true
            // These are the fields in which micromark and its footnote extension keep labels. Both are still empty at the first token.
            Object.assign(this.parser, { defined: labelList(links), gfmFootnotes: labelList(footnotes) })
          }
          return nok
        },
      },
    },
  }
}

/**
 * The minimum length of a part, in characters. Longer documents are parsed in parts, since the time of the parser grows faster than the
 * length.
 */
const MIN_PART_LENGTH = 8_000

/**
 * Where a part may end: after a blank line, if the next line is neither indented nor an item of a list; before and after a heading; and after
 * a divider.
 */
const BOUNDARY = /\n[ \t]*\n(?=[^\s\-+*\d])|\n(?=#{1,6} )|\n(?:#{1,6} [^\n]*|=+|---+)\n(?=[^\s\-+*\d])/g

/** The end of the part that begins at an index and has a minimum length. */
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

/** Whether the last node of a part may continue in the next part: code, an equation or HTML without its end. */
const isOpen = (node: RootContent | undefined, source: string): boolean => {
  if (!node) return false
  // HTML without an end of its own ends at a blank line.
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

/** A part of a document, and its position. */
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

/** The parts of a document. Each ends at the end of a block of the first level. */
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
 * Parses a document in parts, so that time is proportional to its length. The tree is the same as that of the whole document, except that a
 * list after a part may be separate from the list before it.
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
  // A reference to a definition in a later part was read as text, so those parts are parsed again with all labels.
  const reparsed = hasOwn
    ? parts.map((part) => (part.source.includes('[') ? { ...part, root: parse(part.source, all) } : part))
    : parts
  return { type: 'root', children: reparsed.flatMap(moved) }
}

/** The parser for a document of any length. `size` is that of its parts. */
export const documentParser = (options: ReadOptions, size = MIN_PART_LENGTH): Parse => {
  const parse = parserFor(options)
  return (markdown, labels) => parseInParts(markdown, parse, labels, size)
}
