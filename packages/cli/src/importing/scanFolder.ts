/** The Markdown files of a folder as a tree: `Home.md`, and what is in the folder `Home` below it. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { messageOf } from '../errors/failure.js'

/** The values above the content of a file. */
export interface Front {
  readonly [name: string]: unknown
}

/** A page, or a data source, of a folder. */
export interface FolderNode {
  /** Its path without an ending, from the folder, with slashes: its key. */
  readonly key: string
  readonly kind: 'page' | 'data_source'
  readonly title: string
  /** The Markdown file, from the folder, with slashes; absent for a folder without one. */
  readonly file: string | undefined
  readonly children: ReadonlyArray<FolderNode>
  /** What is wrong with its front matter. */
  readonly problem?: string
}

const FRONT = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

/** The front matter of a text, and why it cannot be read. */
export const readFront = (text: string): { readonly front: Front; readonly problem?: string } => {
  const [, yaml] = FRONT.exec(text) ?? []
  if (yaml === undefined) return { front: {} }
  try {
    // Dates stay texts, as they were written.
    const front: unknown = parse(yaml, { schema: 'core' })
    return typeof front === 'object' && front !== null && !Array.isArray(front)
      ? { front: { ...front } }
      : { front: {} }
  } catch (thrown) {
    return { front: {}, problem: `its front matter is not YAML: ${messageOf(thrown).split('\n')[0]}` }
  }
}

/** Files that are no pages: those of exports, and the lists of what was lost. */
const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules'

const isMarkdown = (name: string): boolean => /\.(md|markdown)$/i.test(name)

const stemOf = (name: string): string => name.replace(/\.(md|markdown)$/i, '')

const fileNode = async (root: string, file: string, children: ReadonlyArray<FolderNode>): Promise<FolderNode> => {
  const text = await readFile(join(root, ...file.split('/')), 'utf8')
  const { front, problem } = readFront(text)
  const title = typeof front.title === 'string' || typeof front.title === 'number' ? String(front.title) : undefined
  return {
    key: stemOf(file),
    kind: front.notion_type === 'data_source' ? 'data_source' : 'page',
    title: title ?? stemOf(basename(file)),
    file,
    children,
    ...(problem !== undefined && { problem }),
  }
}

/** What is in a folder, in the order of names: pages, and folders that have pages somewhere. */
const nodesIn = async (root: string, folder: string): Promise<ReadonlyArray<FolderNode>> => {
  const entries = await readdir(join(root, ...folder.split('/')), { withFileTypes: true })
  const shown = entries.filter(({ name }) => !isHidden(name))
  const files = shown.filter((entry) => entry.isFile() && isMarkdown(entry.name)).map(({ name }) => name)
  const folders = shown.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const pathOf = (name: string): string => (folder === '' ? name : `${folder}/${name}`)
  const names = [...new Set([...files.map(stemOf), ...folders])].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  const nodes: Array<FolderNode> = []
  for (const name of names) {
    const children = folders.includes(name) ? await nodesIn(root, pathOf(name)) : []
    const file = files.find((one) => stemOf(one) === name)
    if (file !== undefined) nodes.push(await fileNode(root, pathOf(file), children))
    else if (children.length > 0)
      nodes.push({ key: pathOf(name), kind: 'page', title: name, file: undefined, children })
  }
  return nodes
}

/** Reads the tree of a folder, or of one file. */
export const scanFolder = async (
  path: string,
  isFile: boolean,
): Promise<{ readonly root: string; readonly nodes: ReadonlyArray<FolderNode> }> => {
  if (!isFile) return { root: path, nodes: await nodesIn(path, '') }
  const root = join(path, '..')
  return { root, nodes: [await fileNode(root, basename(path), [])] }
}

/** All nodes, parents before what is in them. */
export function* allNodes(
  nodes: ReadonlyArray<FolderNode>,
  parent?: FolderNode,
): Generator<readonly [FolderNode, FolderNode | undefined]> {
  for (const node of nodes) {
    yield [node, parent]
    yield* allNodes(node.children, node)
  }
}
