import { asArray, asObject, asString, type Json, type JsonObject } from '../json.js'
import { plainText } from '../richText.js'
import { plainTitle } from '../state/title.js'
import { liveChildren } from '../state/tree.js'
import type { BlockNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

const wrap = (text: string, mark: Json | undefined, around: string): string =>
  mark === true ? `${around}${text}${around}` : text

const runText = (run: JsonObject): string => {
  const { bold, italic, strikethrough, code } = asObject(run.annotations)
  if (run.type === 'equation') return `$${asString(run.plain_text)}$`
  const marked = wrap(
    wrap(wrap(wrap(asString(run.plain_text), code, '`'), italic, '*'), bold, '**'),
    strikethrough,
    '~~',
  )
  return typeof run.href === 'string' ? `[${marked}](${run.href})` : marked
}

const richTextOf = (value: Json | undefined): string =>
  asArray(value)
    .map((run) => runText(asObject(run)))
    .join('')

const colorOf = (payload: JsonObject): string =>
  typeof payload.color === 'string' && payload.color !== 'default' ? ` {color="${payload.color}"}` : ''

const sourceUrl = (payload: JsonObject): string =>
  asString(asObject(payload.external ?? payload.file).url ?? payload.url)

const LINES: Readonly<Record<string, (payload: JsonObject, text: string, number: number) => string>> = {
  paragraph: (_, text) => (text === '' ? '<empty-block/>' : text),
  heading_1: (_, text) => `# ${text}`,
  heading_2: (_, text) => `## ${text}`,
  heading_3: (_, text) => `### ${text}`,
  heading_4: (_, text) => `#### ${text}`,
  bulleted_list_item: (_, text) => `- ${text}`,
  numbered_list_item: (_, text, number) => `${number}. ${text}`,
  to_do: (payload, text) => `- [${payload.checked === true ? 'x' : ' '}] ${text}`,
  quote: (_, text) => `> ${text}`,
  toggle: (_, text) => `<details><summary>${text}</summary></details>`,
  callout: (_, text) => `<callout>${text}</callout>`,
  code: (payload) => `\`\`\`${asString(payload.language)}\n${plainText(payload.rich_text)}\n\`\`\``,
  divider: () => '---',
  equation: (payload) => `$$\n${asString(payload.expression)}\n$$`,
  image: (payload) => `![${plainText(payload.caption)}](${sourceUrl(payload)})`,
  bookmark: (payload) => `[${plainText(payload.caption) || sourceUrl(payload)}](${sourceUrl(payload)})`,
  embed: (payload) => `[${plainText(payload.caption) || sourceUrl(payload)}](${sourceUrl(payload)})`,
  table_row: (payload) => `| ${asArray(payload.cells).map(richTextOf).join(' | ')} |`,
}

const lineOf = (node: Node, number: number): string | undefined => {
  if (node.kind === 'page')
    return `<page url="https://www.notion.so/${node.id.replaceAll('-', '')}">${plainTitle(node)}</page>`
  if (node.kind === 'database')
    return `<database url="https://www.notion.so/${node.id.replaceAll('-', '')}">${plainTitle(node)}</database>`
  if (node.kind !== 'block') return undefined
  const line = LINES[node.type]
  return line === undefined
    ? undefined
    : `${line(node.payload, richTextOf(node.payload.rich_text), number)}${colorOf(node.payload)}`
}

/** Types that are nothing but their children. */
const TRANSPARENT = new Set(['column_list', 'column', 'table', 'synced_block', 'tab'])

/** No tree a request can make is deeper; a seeded one may be, or may even run in a circle. */
const MAX_DEPTH = 50

const linesOf = (workspace: Workspace, container: BlockNode | PageNode, depth: number): ReadonlyArray<string> => {
  if (depth > MAX_DEPTH) return []
  let number = 0
  return liveChildren(workspace, container).flatMap((child) => {
    number = child.kind === 'block' && child.type === 'numbered_list_item' ? number + 1 : 0
    const line = lineOf(child, number)
    const transparent = child.kind === 'block' && TRANSPARENT.has(child.type)
    const own = transparent ? [] : [(line ?? '<unknown/>').replaceAll(/^/gm, '\t'.repeat(depth))]
    return child.kind === 'block' ? [...own, ...linesOf(workspace, child, transparent ? depth : depth + 1)] : own
  })
}

/** The content of a page or a block as Markdown. */
export const renderMarkdown = (workspace: Workspace, container: BlockNode | PageNode): string =>
  linesOf(workspace, container, 0).join('\n')

/** The blocks that Markdown has no words for: to be asked for one by one. */
export const unknownBlocks = (workspace: Workspace, container: BlockNode | PageNode): ReadonlyArray<string> =>
  liveChildren(workspace, container).flatMap((child) =>
    child.kind === 'block' && !TRANSPARENT.has(child.type) && LINES[child.type] === undefined ? [child.id] : [],
  )
