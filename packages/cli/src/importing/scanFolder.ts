/** The Markdown files of a folder as a tree: `Home.md`, and what is in the folder `Home` below it. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { parse } from 'yaml'
import { messageOf } from '../errors/failure.js'

/** A file in a folder that is no page. */
export interface LeftOut {
  readonly file: string
  /** Why it is never read; absent if a page may refer to it. */
  readonly why?: string
}

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
  /** What is wrong with it. */
  readonly problem?: string
  /** What of its front matter is lost. */
  readonly loss?: string
}

const FRONT = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

/** The front matter of a text, why it cannot be read, and what of it is lost. */
export const readFront = (
  text: string,
): { readonly front: Front; readonly problem?: string; readonly loss?: string } => {
  const [, yaml] = FRONT.exec(text) ?? []
  if (yaml === undefined) return { front: {} }
  try {
    // Dates are kept as text, as they were written.
    const front: unknown = parse(yaml, { schema: 'core' })
    if (front === null || front === undefined) return { front: {} }
    return typeof front === 'object' && !Array.isArray(front)
      ? { front: { ...front } }
      : { front: {}, loss: 'it has no names and values' }
  } catch (thrown) {
    return { front: {}, problem: `its front matter is not YAML: ${messageOf(thrown).split('\n')[0]}` }
  }
}

/** Files that are not pages: those of exports, and the lists of what was lost. */
const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules'

const isMarkdown = (name: string): boolean => /\.(md|markdown)$/i.test(name)

const stemOf = (name: string): string => name.replace(/\.(md|markdown)$/i, '')

/** Whether bytes are UTF-8: text in another encoding would be garbled. */
const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const fileNode = async (
  root: string,
  file: string,
  children: ReadonlyArray<FolderNode>,
  other?: string,
): Promise<FolderNode> => {
  const bytes = await readFile(join(root, ...file.split('/')))
  const { front, problem: wrong, loss } = readFront(bytes.toString('utf8'))
  const problem =
    other === undefined ? (isUtf8(bytes) ? wrong : 'it is not UTF-8 text') : `it has the name of ${basename(other)}`
  const title = typeof front.title === 'string' || typeof front.title === 'number' ? String(front.title) : undefined
  return {
    key: stemOf(file),
    kind: front.notion_type === 'data_source' ? 'data_source' : 'page',
    title: title ?? stemOf(basename(file)),
    file,
    children,
    ...(problem !== undefined && { problem }),
    ...(loss !== undefined && { loss }),
  }
}

/** What is in a folder, in the order of names: pages, and folders that have pages somewhere. */
const nodesIn = async (
  root: string,
  folder: string,
  leaveOut: (out: LeftOut) => void,
): Promise<ReadonlyArray<FolderNode>> => {
  const entries = await readdir(join(root, ...folder.split('/')), { withFileTypes: true })
  const shown = entries.filter(({ name }) => !isHidden(name))
  const files = shown.filter((entry) => entry.isFile() && isMarkdown(entry.name)).map(({ name }) => name)
  const folders = shown.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const pathOf = (name: string): string => (folder === '' ? name : `${folder}/${name}`)
  // A link may lead out of the folder, and to what contains it.
  for (const entry of shown)
    if (entry.isSymbolicLink()) leaveOut({ file: pathOf(entry.name), why: 'it is a symbolic link' })
    else if (entry.isFile() && !isMarkdown(entry.name)) leaveOut({ file: pathOf(entry.name) })
  const names = [...new Set([...files.map(stemOf), ...folders])].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  const nodes: Array<FolderNode> = []
  for (const name of names) {
    const children = folders.includes(name) ? await nodesIn(root, pathOf(name), leaveOut) : []
    // `a.md` before `a.markdown`: the second one is left out.
    const [file, ...others] = files
      .filter((one) => stemOf(one) === name)
      .sort((a, b) => extname(b).localeCompare(extname(a), 'en'))
    if (file !== undefined) nodes.push(await fileNode(root, pathOf(file), children))
    else if (children.length > 0)
      nodes.push({ key: pathOf(name), kind: 'page', title: name, file: undefined, children })
    for (const other of others) nodes.push(await fileNode(root, pathOf(other), [], file))
  }
  return nodes
}

/** Reads the tree of a folder, or of one file. */
export const scanFolder = async (
  path: string,
  isFile: boolean,
): Promise<{
  readonly root: string
  readonly nodes: ReadonlyArray<FolderNode>
  readonly leftOut: ReadonlyArray<LeftOut>
}> => {
  const leftOut: Array<LeftOut> = []
  if (!isFile) return { root: path, nodes: await nodesIn(path, '', (out) => leftOut.push(out)), leftOut }
  const root = join(path, '..')
  return { root, nodes: [await fileNode(root, basename(path), [])], leftOut }
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
