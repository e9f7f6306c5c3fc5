/** The path of each page and data source of an export. It stays the same as long as the title and the parent do. */
import { ownName, safeName, type TakenNames, takenNames } from '../names/safeName.js'
import type { PageNote, SourceNote } from './records.js'

/** A page or data source at its place. */
export interface Placed {
  readonly kind: 'page' | 'data_source'
  readonly id: string
  readonly title: string
  /** Its path without an ending, with slashes. Things in it are in the folder of this name. */
  readonly path: string
  /** The id of the data source, if it is a row. */
  readonly source?: string
  /** The id of what contains it; absent at the top. */
  readonly parent?: string
}

/** The place of a thing in an earlier run. */
export interface OldPlace {
  readonly path: string
  readonly title: string
}

/** Names at the top that are the export's own. */
export const OWN_NAMES = ['files', 'pages', 'databases', 'data_sources', 'notion.sqlite', 'export-losses', '.notion-fp']

interface Node {
  readonly kind: Placed['kind']
  readonly id: string
  readonly title: string
  readonly parent: string | undefined
  readonly source: string | undefined
  /** The database of a data source. */
  readonly database: string | undefined
}

/** The page or data source that contains each, as far as it is exported. */
const nodesOf = (
  pages: ReadonlyMap<string, PageNote>,
  sources: ReadonlyMap<string, SourceNote>,
): ReadonlyMap<string, Node> => {
  const foundIn = new Map<string, string>()
  for (const [id, { children }] of pages)
    for (const child of children) if (!foundIn.has(child.id)) foundIn.set(child.id, id)
  const ofDatabase = new Map<string, string>()
  for (const [id, { database_id }] of sources)
    if (database_id !== undefined && !ofDatabase.has(database_id)) ofDatabase.set(database_id, id)
  const parentOf = ({ type, id: given }: PageNote['parent'], found: string | undefined): string | undefined => {
    if (type === 'page_id' && pages.has(given)) return given
    if (type === 'data_source_id' && sources.has(given)) return given
    if (type === 'database_id' && ofDatabase.has(given)) return ofDatabase.get(given)
    return found
  }
  const nodes = new Map<string, Node>()
  for (const [id, { title, parent, database_id }] of sources)
    nodes.set(id, {
      kind: 'data_source',
      id,
      title,
      parent: parentOf(parent, foundIn.get(database_id ?? '')),
      source: undefined,
      database: database_id,
    })
  for (const [id, { title, parent }] of pages) {
    const above = parentOf(parent, foundIn.get(id))
    nodes.set(id, {
      kind: 'page',
      id,
      title,
      parent: above,
      source: above && sources.has(above) ? above : undefined,
      database: undefined,
    })
  }
  return nodes
}

/** The things in each thing, in the order of its content; those at the top under an empty id. */
const membersOf = (
  nodes: ReadonlyMap<string, Node>,
  pages: ReadonlyMap<string, PageNote>,
): ReadonlyMap<string, ReadonlyArray<Node>> => {
  const order = new Map<string, number>()
  for (const { children } of pages.values()) for (const [index, child] of children.entries()) order.set(child.id, index)
  const members = new Map<string, Array<Node>>()
  for (const node of nodes.values()) {
    const above = node.parent ?? ''
    const list = members.get(above) ?? []
    members.set(above, list)
    list.push(node)
  }
  const placeIn = ({ id, database }: Node): number => order.get(database ?? id) ?? Number.MAX_SAFE_INTEGER
  // Pages that their parent does not show keep the order in which they were found.
  for (const list of members.values()) list.sort((a, b) => placeIn(a) - placeIn(b))
  return members
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A title as a name: links in Obsidian cannot contain some characters. */
const titleFor = (title: string, dialect: string): string =>
  dialect === 'obsidian' ? title.replace(/[#^[\]]+/g, ' ') : title

/** Names the pages and data sources of a folder; those that keep their name come first. */
const nameAll = (
  list: ReadonlyArray<Node>,
  folder: string,
  taken: TakenNames,
  old: ReadonlyMap<string, OldPlace>,
  dialect: string,
): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  for (const { id, title } of list) {
    const before = old.get(id)
    const isSame = before && before.title === title && folderOf(before.path) === folder
    if (isSame && taken.take(nameIn(before.path))) names.set(id, nameIn(before.path))
  }
  for (const { id, title } of list)
    if (!names.has(id)) names.set(id, ownName(taken, folder, titleFor(title, dialect), id))
  return names
}

/** Finds the path of everything: parents before their children, and siblings in the order of the content. */
export const placeAll = (
  pages: ReadonlyMap<string, PageNote>,
  sources: ReadonlyMap<string, SourceNote>,
  old: ReadonlyMap<string, OldPlace>,
  dialect: string,
): ReadonlyArray<Placed> => {
  const nodes = nodesOf(pages, sources)
  const members = membersOf(nodes, pages)
  const placed: Array<Placed> = []
  const done = new Set<string>()
  const place = (tops: ReadonlyArray<Node>, taken: TakenNames): void => {
    const waiting: Array<{ readonly node: Node; readonly path: string }> = []
    const enter = (list: ReadonlyArray<Node>, folder: string, names: TakenNames): void => {
      const fresh = list.filter(({ id }) => !done.has(id))
      for (const { id } of fresh) done.add(id)
      const named = nameAll(fresh, folder, names, old, dialect)
      for (const node of [...fresh].reverse()) {
        const name = named.get(node.id) ?? safeName(node.id)
        waiting.push({ node, path: folder === '' ? name : `${folder}/${name}` })
      }
    }
    enter(tops, '', taken)
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { node, path } = next
      const { kind, id, title, source, parent } = node
      placed.push({ kind, id, title, path, ...(source && { source }), ...(parent && { parent }) })
      enter(members.get(id) ?? [], path, takenNames())
    }
  }
  const top = takenNames(OWN_NAMES)
  place(members.get('') ?? [], top)
  // Pages that contain each other should not occur in Notion; if they do, they are not left out.
  for (const node of nodes.values()) if (!done.has(node.id)) place([node], top)
  return placed
}
