/** Renders blocks in Notion's dialect of Markdown. Blocks that it cannot express become `<unknown>` tags. */
import { isMeeting, meetingPayload } from '../meetings/meeting.js'
import { attributesOf, colorWord } from '../richText/markdown/attributes.js'
import { labelText, lineText, runsText } from '../richText/markdown/render.js'
import { blockAddress, notionAddress } from '../richText/notionAddress.js'
import { originalOf } from '../serialize/block.js'
import { isNotShared } from '../state/isNotShared.js'
import { plainTitle } from '../state/title.js'
import type { BlockNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, asString } from '../values/json.js'
import { braces, CONTAINERS, indented, isKnown, LINES, type Lines, mediaLine, tagged, toggles } from './formats.js'

/** The maximum depth: requests cannot create deeper trees, but loaded ones may be deeper or circular. */
export const MAX_DEPTH = 50

/** The depth of a block, and whether transcripts are included. */
interface RenderOptions {
  readonly depth: number
  readonly transcript: boolean
}

/** A synced copy adds this much to the depth, as synced blocks can contain each other. */
const REFERENCE_DEPTH = 20

const childLines = (workspace: Workspace, block: BlockNode, options: RenderOptions, deeper = 1): Lines =>
  options.depth + deeper > MAX_DEPTH
    ? []
    : chunksOf(workspace, block, { ...options, depth: options.depth + deeper }).map(({ text }) => text)

const synced = (workspace: Workspace, block: BlockNode, options: RenderOptions): Lines => {
  const original = asObject(block.payload.synced_from).block_id
  if (typeof original !== 'string') {
    const url = blockAddress(workspace, block)
    return tagged(`<synced_block${attributesOf({ url })}>`, childLines(workspace, block, options), 'synced_block')
  }
  const shown = originalOf(workspace, block)
  const url = shown === undefined ? notionAddress(original) : blockAddress(workspace, shown)
  const lines = shown === undefined ? [] : childLines(workspace, shown, options, REFERENCE_DEPTH)
  return tagged(`<synced_block_reference${attributesOf({ url })}>`, lines, 'synced_block_reference')
}

const SECTIONS = ['summary', 'notes', 'transcript'] as const

const meeting = (workspace: Workspace, block: BlockNode, options: RenderOptions): Lines => {
  const { title, children } = meetingPayload(workspace, block)
  const sections = SECTIONS.flatMap((section): Lines => {
    const node = workspace.nodes.get(asString(asObject(children)[`${section}_block_id`]))
    if (node?.kind !== 'block' || (section === 'transcript' && !options.transcript)) return []
    return tagged(`<${section}>`, blockLines(workspace, node, 1, { ...options, depth: options.depth + 1 }), section)
  })
  return tagged('<meeting-notes>', [lineText(title), ...sections].filter(Boolean), 'meeting-notes')
}

/** The type in the tag of a block that Markdown cannot express. */
const aliasOf = ({ type, payload }: BlockNode): string | undefined => {
  if (type === 'link_to_page') return 'alias'
  return type === 'unsupported' ? asString(payload.block_type) || undefined : type
}

const unknown = (workspace: Workspace, block: BlockNode): string =>
  `<unknown${attributesOf({ url: blockAddress(workspace, block), alt: aliasOf(block) })}/>`

const blockLines = (workspace: Workspace, block: BlockNode, number: number, options: RenderOptions): Lines => {
  const { type, payload } = block
  if (!isKnown(type)) return [unknown(workspace, block)]
  if (isMeeting(block)) return options.depth > MAX_DEPTH ? [] : meeting(workspace, block, options)
  if (type === 'synced_block') return synced(workspace, block, options)
  const children = childLines(workspace, block, options)
  const known = CONTAINERS[type]
  if (known !== undefined) return known(payload, children)
  const line = LINES[type]
  if (line === undefined) return [mediaLine(type, payload)]
  const colored = type === 'table_of_contents' ? undefined : colorWord(payload.color)
  const attributes = braces({ toggle: toggles(payload), color: colored })
  return [`${line(payload, runsText(payload.rich_text), number)}${attributes}`, ...indented(children)]
}

const unknownTag = (workspace: Workspace, node: Node): string =>
  `<unknown${attributesOf({ url: blockAddress(workspace, node) })}/>`

/** The children in the Markdown, including those that are not shared, which it does not name. */
export const shownChildren = (workspace: Workspace, container: BlockNode | PageNode): ReadonlyArray<Node> =>
  container.children.flatMap((id) => {
    const child = workspace.nodes.get(id)
    return child === undefined || child.inTrash ? [] : [child]
  })

const childLine = (node: Node): string => {
  const kind = node.kind === 'page' ? 'page' : 'database'
  const inline = node.kind === 'database' && node.isInline ? 'true' : undefined
  return `<${kind}${attributesOf({ url: notionAddress(node.id), inline })}>${labelText(plainTitle(node))}</${kind}>`
}

/** A reference to a child that is not rendered because of the size limit. */
export const referenceTo = (workspace: Workspace, node: Node): string =>
  node.kind === 'block' || isNotShared(workspace, node) ? unknownTag(workspace, node) : childLine(node)

/** A child of a page or a block, and its Markdown. */
export interface Chunk {
  readonly node: Node
  readonly text: string
}

/** The content of a page or a block as Markdown, one chunk per child. */
export const chunksOf = (
  workspace: Workspace,
  container: BlockNode | PageNode,
  options: RenderOptions = { depth: 0, transcript: false },
): ReadonlyArray<Chunk> => {
  let number = 0
  return shownChildren(workspace, container).flatMap((node) => {
    number = node.kind === 'block' && node.type === 'numbered_list_item' ? number + 1 : 0
    if (node.kind === 'data_source') return []
    if (isNotShared(workspace, node)) return [{ node, text: unknownTag(workspace, node) }]
    const lines = node.kind === 'block' ? blockLines(workspace, node, number, options) : [childLine(node)]
    return [{ node, text: lines.join('\n') }]
  })
}

/** The nodes that the Markdown of a page or a block contains only as a tag, at any depth. */
export const unknownIn = (workspace: Workspace, container: BlockNode | PageNode, depth = 0): ReadonlyArray<Node> =>
  shownChildren(workspace, container).flatMap((child) => {
    if (isNotShared(workspace, child)) return [child]
    if (child.kind !== 'block') return []
    const own = isKnown(child.type) ? [] : [child]
    return depth >= MAX_DEPTH ? own : [...own, ...unknownIn(workspace, child, depth + 1)]
  })
