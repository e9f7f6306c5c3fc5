/** Reads one Markdown file of a folder: its blocks, its front matter, and which other files it leads to. */
import { readFile } from 'node:fs/promises'
import { fromMarkdown, type ReadMarkdown } from '@notion-fp/markdown/read'
import type { BlockTreeRequest } from 'notion-fp/blocks'
import { resolveLink } from '../names/links.js'
import { field, isRecord } from '../values/json.js'
import { type FolderImport, filePath } from './folderImport.js'
import { allNodes, type FolderNode, type Front, readFront } from './scanFolder.js'

const PAGE_URL = 'https://www.notion.so/'

/** A placeholder for an id in a plan. */
export const planId = (number: number): string => number.toString(16).padStart(32, '0')

/** The nodes of a folder, by the names that links may use. */
export interface Names {
  readonly find: (from: string, href: string) => FolderNode | undefined
}

export const namesOf = (nodes: ReadonlyArray<FolderNode>): Names => {
  // The exact name comes first, then one that differs only in case.
  const exact = new Map<string, FolderNode>()
  const byFile = new Map<string, FolderNode>()
  const byName = new Map<string, FolderNode>()
  for (const [node] of allNodes(nodes)) {
    exact.set(node.key.normalize(), node)
    if (node.file !== undefined) exact.set(node.file.normalize(), node)
    byFile.set(node.key.toLowerCase().normalize(), node)
    if (node.file !== undefined) byFile.set(node.file.toLowerCase().normalize(), node)
    const name = node.key
      .slice(node.key.lastIndexOf('/') + 1)
      .toLowerCase()
      .normalize()
    if (!byName.has(name)) byName.set(name, node)
  }
  return {
    find: (from, href) => {
      const given = resolveLink(from, href)?.normalize()
      const path = given?.toLowerCase().normalize()
      // Obsidian links to a note by its name, without the folder.
      return path === undefined
        ? undefined
        : (exact.get(given ?? '') ??
            byFile.get(path) ??
            (/[/.]/.test(href) ? undefined : byName.get(path.slice(path.lastIndexOf('/') + 1))))
    },
  }
}

/** A Markdown file that was read. */
export interface ReadFile extends ReadMarkdown {
  readonly front: Front
  /** The nodes that it links to, in order. */
  readonly linked: ReadonlyArray<FolderNode>
}

export const readNode = async (
  { root, dialect }: FolderImport,
  node: FolderNode,
  names: Names,
  idOf: (node: FolderNode) => string | undefined,
): Promise<ReadFile> => {
  const { file } = node
  if (file === undefined) return { children: [], losses: [], uploads: [], front: {}, linked: [] }
  const text = await readFile(filePath(root, file), 'utf8')
  const linked: Array<FolderNode> = []
  const links = (href: string): string | undefined => {
    const target = names.find(file, href)
    if (!target) return undefined
    linked.push(target)
    const id = idOf(target)
    return id === undefined ? undefined : PAGE_URL + id.replaceAll('-', '')
  }
  const { front } = readFront(text)
  // The list of rows in the file of a data source was written by the export. The rows are imported from their own files.
  if (node.kind === 'data_source') return { children: [], losses: [], uploads: [], front, linked }
  return { ...fromMarkdown(text, { dialect, links }), front, linked }
}

/** The ids of the pages and databases in a page, without dashes. */
export const ownIds = (node: FolderNode, idOf: (node: FolderNode) => string | undefined): Set<string> =>
  new Set(node.children.flatMap((child) => idOf(child)?.replaceAll('-', '') ?? []))

/** The content of a page, in the parts between its child pages, which already exist. */
export const partsOf = (blocks: ReadonlyArray<BlockTreeRequest>, own: Set<string>) => {
  const parts: Array<{ readonly after: string | undefined; readonly blocks: Array<BlockTreeRequest> }> = [
    { after: undefined, blocks: [] },
  ]
  for (const block of blocks) {
    const given = field(block, 'link_to_page')
    const link: { readonly [name: string]: unknown } = isRecord(given) ? given : {}
    const id = String(link.page_id ?? link.database_id ?? '')
    if (own.delete(id.replaceAll('-', ''))) parts.push({ after: id, blocks: [] })
    else parts.at(-1)?.blocks.push(block)
  }
  return parts
}

/** The nodes in a node, those that it links to first, in the order of the links. */
export const orderedChildren = (node: FolderNode, linked: ReadonlyArray<FolderNode>): ReadonlyArray<FolderNode> => {
  const own = new Set(node.children)
  const first = [...new Set(linked)].filter((each) => own.has(each))
  return [...first, ...node.children.filter((each) => !first.includes(each))]
}

/** The front matter of a file. */
export const frontOf = async ({ root }: FolderImport, node: FolderNode | undefined): Promise<Front | undefined> =>
  node?.file === undefined ? undefined : readFront(await readFile(filePath(root, node.file), 'utf8')).front
