/**
 * A folder of Markdown into Notion: all pages and databases are created first, so that links between files have somewhere to lead, then
 * their content is written. The journal names what is done.
 */
import { createHash } from 'node:crypto'
import { createReadStream, openAsBlob } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fromMarkdown, type ReadMarkdown } from '@notion-fp/markdown/read'
import {
  type Context,
  deleteBlock,
  getBlockChildren,
  iterate,
  type PropertyConfig,
  updateDataSource,
  updatePage,
} from 'notion-fp'
import { appendTree, type BlockTreeRequest, planAppend, withUploads } from 'notion-fp/blocks'
import { fileOf, uploadFile } from 'notion-fp/files'
import { type PropSchema, writeProps } from 'notion-fp/props'
import type { Failure } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { resolveLink } from '../names/links.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progress.js'
import { unsafeCast } from '../unsafeCast.js'
import { parseValue, WRITABLE } from '../values/assign.js'
import type { Schema } from '../values/findProperty.js'
import type { Source } from '../values/findSource.js'
import type { Journal, Place } from './journal.js'
import { allNodes, type FolderNode, type Front, type LeftOut, readFront } from './scanFolder.js'

/** Something that Notion does not get, or gets in another way. */
export interface ImportLoss {
  readonly file: string
  readonly line?: number
  readonly what: string
  readonly why: string
}

/** A file that could not be imported, or not as a whole. */
export interface ImportProblem {
  readonly file: string
  readonly line?: number
  readonly message: string
}

/** Where a folder goes. */
export type Target =
  | { readonly kind: 'page'; readonly id: string }
  | { readonly kind: 'data_source'; readonly id: string; readonly source: Source }

export interface FolderImport {
  readonly session: Session
  readonly ctx: Context
  /** The folder that links and files may lead to. */
  readonly root: string
  readonly nodes: ReadonlyArray<FolderNode>
  readonly leftOut: ReadonlyArray<LeftOut>
  readonly target: Target
  readonly dialect: 'gfm' | 'obsidian'
  readonly allowsNew: boolean
}

/** What an import takes, or took. */
export interface FolderCounts {
  pages: number
  databases: number
  rows: number
  blocks: number
  files: number
  bytes: number
  requests: number
}

export interface FolderPlan {
  readonly counts: FolderCounts
  readonly losses: ReadonlyArray<ImportLoss>
  readonly problems: ReadonlyArray<ImportProblem>
  /** The files that no page shows. */
  readonly unused: ReadonlyArray<string>
  /** Options that the target does not have, by property. */
  readonly newOptions: ReadonlyMap<string, ReadonlySet<string>>
}

type Lose = (what: string, why: string, line?: number) => void

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const filePath = (root: string, path: string): string => join(root, ...path.split('/'))

const PAGE_URL = 'https://www.notion.so/'

/** What stands for an id in a plan. */
const planId = (number: number): string => number.toString(16).padStart(32, '0')

/** The nodes of a folder, by what links may call them. */
interface Names {
  readonly find: (from: string, href: string) => FolderNode | undefined
}

const namesOf = (nodes: ReadonlyArray<FolderNode>): Names => {
  // Names may differ in case only; a link without the right one is understood as well.
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
      // A note of Obsidian is named without its folder.
      return path === undefined
        ? undefined
        : (exact.get(given ?? '') ??
            byFile.get(path) ??
            (/[/.]/.test(href) ? undefined : byName.get(path.slice(path.lastIndexOf('/') + 1))))
    },
  }
}

/** A Markdown file, read. */
interface ReadFile extends ReadMarkdown {
  readonly front: Front
  /** The nodes that it links to, in order. */
  readonly linked: ReadonlyArray<FolderNode>
}

const readNode = async (
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
  // The list of the rows of a data source is made by the export; the rows come with their files.
  if (node.kind === 'data_source') return { children: [], losses: [], uploads: [], front, linked }
  return { ...fromMarkdown(text, { dialect, links }), front, linked }
}

/** The ids of the pages and databases in a page, without dashes. */
const ownIds = (node: FolderNode, idOf: (node: FolderNode) => string | undefined): Set<string> =>
  new Set(node.children.flatMap((child) => idOf(child)?.replaceAll('-', '') ?? []))

/** The content of a page, in the parts between the pages in it, which are there already. */
const partsOf = (blocks: ReadonlyArray<BlockTreeRequest>, own: Set<string>) => {
  const parts: Array<{ readonly after: string | undefined; readonly blocks: Array<BlockTreeRequest> }> = [
    { after: undefined, blocks: [] },
  ]
  for (const block of blocks) {
    const given: unknown = Reflect.get(block, 'link_to_page')
    const link: { readonly [name: string]: unknown } = isRecord(given) ? given : {}
    const id = String(link.page_id ?? link.database_id ?? '')
    if (own.delete(id.replaceAll('-', ''))) parts.push({ after: id, blocks: [] })
    else parts.at(-1)?.blocks.push(block)
  }
  return parts
}

/** The nodes in a node, those that it links to first, in the order of the links. */
const orderedChildren = (node: FolderNode, linked: ReadonlyArray<FolderNode>): ReadonlyArray<FolderNode> => {
  const own = new Set(node.children)
  const first = [...new Set(linked)].filter((each) => own.has(each))
  return [...first, ...node.children.filter((each) => !first.includes(each))]
}

/** The properties of a data source in front matter, as an export writes them. */
const declaredIn = (front: Front): { readonly [name: string]: { readonly type: string; readonly config: unknown } } =>
  Object.fromEntries(
    Object.entries(isRecord(front.notion_properties) ? front.notion_properties : {}).flatMap(([name, value]) =>
      isRecord(value) && typeof value.type === 'string'
        ? [[name, { type: value.type, config: value[value.type] ?? {} }]]
        : [],
    ),
  )

/** Types that are created like any other, but that nobody writes. */
const COMPUTED = /^(created_time|created_by|last_edited_time|last_edited_by|unique_id)$/

/** The schema of a new data source: what can be created at once, what needs others, and what cannot be created. */
const schemaOf = (front: Front, lose: Lose) => {
  const properties: { [name: string]: object } = {}
  const relations: Array<readonly [name: string, source: string]> = []
  const later: Array<readonly [name: string, config: object]> = []
  for (const [name, { type, config }] of Object.entries(declaredIn(front))) {
    const given = isRecord(config) ? config : {}
    if (type === 'relation') relations.push([name, String(given.data_source_id ?? '')])
    else if (type === 'formula') later.push([name, { formula: { expression: String(given.expression ?? '') } }])
    else if (type === 'rollup') {
      const { relation_property_name, rollup_property_name, function: how } = given
      later.push([name, { rollup: { relation_property_name, rollup_property_name, function: how } }])
    } else if (type === 'status') {
      lose(`property ${name}`, 'a status is created as a select')
      properties[name] = { select: { options: Array.isArray(given.options) ? given.options : [] } }
    } else if (type in WRITABLE || COMPUTED.test(type)) properties[name] = { [type]: given }
    else lose(`property ${name}`, `the API cannot create a ${type}`)
  }
  if (!Object.values(properties).some((config) => 'title' in config)) properties.Name = { title: {} }
  return { properties, relations, later }
}

/** The schema that the values of rows are read with. */
const valueSchema = (front: Front): Schema =>
  Object.fromEntries(
    Object.entries(declaredIn(front)).map(([name, { type, config }]) => {
      const own = type === 'status' ? 'select' : type
      // What the values are checked by: the name, the type and the options.
      return [name, unsafeCast<PropertyConfig>({ name, id: name, type: own, [own]: config })]
    }),
  )

/** A value of front matter as the text of a cell. */
const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cellOf).join(',')
  if (isRecord(value) && typeof value.start === 'string') return [value.start, value.end].filter(Boolean).join('/')
  return isRecord(value) ? JSON.stringify(value) : String(value)
}

/** What front matter says of a page itself, and not of its properties. */
const OWN = /^(title|notion_(id|url|type|icon|cover|created_time|last_edited_time))$/

/** The values of a row: those to write at once, the files, and the related pages by the ids that they had. */
const rowValues = (
  front: Front,
  schema: Schema,
  title: string,
  allowsNew: boolean,
  lose: Lose,
  refuse: (message: string) => void,
) => {
  const values: { [name: string]: unknown } = {}
  const props: { [name: string]: PropSchema[string] } = {}
  const relations: Array<readonly [name: string, ids: ReadonlyArray<string>]> = []
  const files: Array<readonly [name: string, urls: ReadonlyArray<string>]> = []
  const newOptions: Array<readonly [property: string, option: string]> = []
  const titleName = Object.values(schema).find(({ type }) => type === 'title')?.name ?? 'Name'
  const { title: titleProp } = WRITABLE
  if (titleProp) {
    values[titleName] = title
    props[titleName] = titleProp
  }
  for (const [key, value] of Object.entries(front)) {
    const name = key.replace(/ \((\w+)\)$/, (all, type: string) =>
      Object.hasOwn(schema, key) || schema[key.slice(0, -all.length)]?.type !== type ? all : '',
    )
    const property = Object.hasOwn(schema, name) ? schema[name] : undefined
    if (OWN.test(key) && name === key) continue
    if (!property) {
      if (!key.startsWith('notion_')) lose(`property ${key}`, 'the data source has no property of this name')
      continue
    }
    const { type } = property
    const cell = cellOf(value)
    if (cell === '' || type === 'title') continue
    if (type === 'relation') relations.push([name, (Array.isArray(value) ? value : [value]).map(String)])
    else if (type === 'files') files.push([name, (Array.isArray(value) ? value : [value]).map(String)])
    else if (type === 'people' && parseValue(property, cell, true)._tag === 'Left')
      lose(`property ${name}`, 'people are written by their ids, which the front matter does not have')
    else if (type in WRITABLE) {
      const options: ReadonlyArray<{ readonly name?: string }> = unsafeCast(
        Reflect.get(Object(Reflect.get(property, type)), 'options') ?? [],
      )
      if (/^(select|multi_select)$/.test(type) && !allowsNew)
        for (const option of (type === 'select' ? [cell] : cell.split(',')).map((each) => each.trim()))
          if (!options.some((known) => known.name?.toLowerCase() === option.toLowerCase()))
            newOptions.push([name, option])
      const read = parseValue(property, cell, true)
      const prop = WRITABLE[type]
      if (read._tag === 'Left') refuse(read.left.message)
      else if (prop) {
        values[name] = read.right
        props[name] = prop
      }
    }
  }
  return { values, props, relations, files, newOptions }
}

/** The properties of front matter that a page which is no row does not have. */
const loseProperties = (front: Front, lose: Lose): void => {
  for (const name of Object.keys(front))
    if (!OWN.test(name) && !name.startsWith('notion_'))
      lose(`property ${name}`, 'only rows of a data source have properties')
}

const isInside = async (root: string, path: string | undefined): Promise<number | undefined> => {
  if (path === undefined) return undefined
  try {
    // Where it really is: a symbolic link may lead out of the folder.
    const [folder, file] = await Promise.all([realpath(root), realpath(filePath(root, path))])
    const found = await stat(file)
    return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) && found.isFile() ? found.size : undefined
  } catch {
    return undefined
  }
}

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u

/** What is lost of an icon or a cover. */
const pictureLoss = async (root: string, node: FolderNode, given: unknown): Promise<string | undefined> => {
  if (given === undefined || given === null || given === '') return undefined
  const text = String(given)
  const isKnown =
    typeof given === 'string' &&
    (/^https?:\/\//.test(text) ||
      (!/^:.*:$/.test(text) &&
        (EMOJI.test(text) || (await isInside(root, resolveLink(node.file ?? '', text))) !== undefined)))
  return isKnown ? undefined : `${text} is no emoji, no address and no file of the folder`
}

/** The schema of the data source in which a node is a row; `undefined` for a page. */
const schemaFor = (job: FolderImport, parent: FolderNode | undefined, front: Front | undefined): Schema | undefined =>
  parent === undefined
    ? job.target.kind === 'data_source'
      ? job.target.source.properties
      : undefined
    : parent.kind === 'data_source' && front
      ? valueSchema(front)
      : undefined

/** The front matter of a file. */
const frontOf = async ({ root }: FolderImport, node: FolderNode | undefined): Promise<Front | undefined> =>
  node?.file === undefined ? undefined : readFront(await readFile(filePath(root, node.file), 'utf8')).front

/** Whether a file has what an export has in another form as well, such as the rows of a data source. */
const isOfExport = (file: string, nodes: ReadonlyArray<FolderNode>): boolean => {
  if (/^(pages\.(csv|jsonl)|data_sources\.jsonl|notion\.sqlite|export-losses\.jsonl)$/.test(file)) return true
  const key = file.replace(/\.(csv|jsonl)$/, '')
  return key !== file && [...allNodes(nodes)].some(([node]) => node.kind === 'data_source' && node.key === key)
}

/** What would be written. Nothing is sent. */
export const planFolder = async (job: FolderImport): Promise<FolderPlan> => {
  const counts: FolderCounts = { pages: 0, databases: 0, rows: 0, blocks: 0, files: 0, bytes: 0, requests: 0 }
  const losses: Array<ImportLoss> = []
  const problems: Array<ImportProblem> = []
  const newOptions = new Map<string, Set<string>>()
  const names = namesOf(job.nodes)
  const files = new Set<string>()
  /** The files that the front matter names. */
  const shown = new Set<string>()
  for (const { file, why } of job.leftOut) if (why !== undefined) losses.push({ file, what: 'file', why })
  const planIds = new Map([...allNodes(job.nodes)].map(([node], index) => [node, planId(index + 1)]))
  for (const [node, parent] of allNodes(job.nodes)) {
    const file = node.file ?? node.key
    const lose: Lose = (what, why, line) => losses.push({ file, what, why, ...(line !== undefined && { line }) })
    const refuse = (message: string, line?: number): void => {
      problems.push({ file, message, ...(line !== undefined && { line }) })
    }
    if (node.problem !== undefined) refuse(node.problem, 1)
    if (node.loss !== undefined) lose('front matter', node.loss, 1)
    const read = await readNode(job, node, names, (other) => planIds.get(other))
    const schema = schemaFor(job, parent, await frontOf(job, parent))
    for (const what of ['icon', 'cover']) {
      const why = await pictureLoss(job.root, node, read.front[`notion_${what}`])
      if (why === undefined) {
        const path = resolveLink(file, String(read.front[`notion_${what}`] ?? ''))
        if (path !== undefined) shown.add(path)
      } else lose(what, why)
    }
    if (node.kind === 'data_source') {
      if (schema) refuse('a database cannot be a row of another one')
      schemaOf(read.front, lose)
      counts.databases++
      counts.requests += 2
      continue
    }
    if (schema) {
      counts.rows++
      const row = rowValues(read.front, schema, node.title, job.allowsNew, lose, refuse)
      for (const [, urls] of row.files)
        for (const url of urls) {
          const path = resolveLink(file, url)
          if (path !== undefined) shown.add(path)
        }
      for (const [property, option] of row.newOptions) {
        // The options of a new data source are those of its front matter.
        if (parent) continue
        const list = newOptions.get(property) ?? new Set()
        newOptions.set(property, list)
        list.add(option)
      }
    } else {
      counts.pages++
      loseProperties(read.front, lose)
    }
    for (const { what, why, line } of read.losses)
      if (what !== 'child_page' && what !== 'child_database') lose(what, why, line)
    for (const { path, line } of read.uploads) {
      const inside = resolveLink(file, path)
      const size = await isInside(job.root, inside)
      if (size === undefined) refuse(`there is no file ${path} in the folder`, line)
      else if (inside !== undefined && !files.has(inside)) {
        files.add(inside)
        counts.files++
        counts.bytes += size
      }
    }
    const blocks = withUploads(
      read.children,
      read.uploads,
      read.uploads.map(() => planId(0)),
    )
    const parts = partsOf(
      blocks,
      ownIds(node, (child) => planIds.get(child)),
    )
    const links = read.losses.filter(({ what }) => /^child_(page|database)$/.test(what))
    for (const { what, line } of links.slice(parts.length - 1))
      lose(what, 'a page within a block is at the end of its page; a link to it remains', line)
    counts.requests++
    for (const part of parts) {
      const plan = planAppend(part.blocks)
      if (plan._tag === 'Left') refuse(plan.left.message)
      else {
        counts.blocks += plan.right.parents.length
        counts.requests += plan.right.cost.requests
      }
    }
  }
  counts.requests += counts.files * 2
  const unused = job.leftOut.flatMap(({ file, why }) =>
    why !== undefined || files.has(file) || shown.has(file) || isOfExport(file, job.nodes) ? [] : [file],
  )
  return { counts, losses, problems, newOptions, unused }
}

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** An upload must be attached within an hour. */
const UPLOAD_MS = 45 * 60_000

/** Errors after which nothing else can succeed. */
const isFinal = ({ _tag }: Failure): boolean =>
  /^(AbortError|AuthenticationError|NetworkError|TimeoutError|PermissionError)$/.test(_tag)

/** Writes a folder. What fails is named, and the rest is written. */
export const writeFolder = async (
  job: FolderImport,
  journal: Journal,
  plan: FolderPlan,
): Promise<
  Result<{
    readonly counts: FolderCounts
    readonly problems: ReadonlyArray<ImportProblem>
    readonly losses: ReadonlyArray<ImportLoss>
  }>
> => {
  const { ctx, session, root, target } = job
  const { signal } = session
  const names = namesOf(job.nodes)
  const ids = new Map<FolderNode, string>()
  const sources = new Map<FolderNode, { readonly id: string; readonly schema: Schema; readonly front: Front }>()
  /** The ids that pages and data sources had where they were exported. */
  const formerIds = new Map<string, string>()
  const problems: Array<ImportProblem> = []
  const losses: Array<ImportLoss> = [...plan.losses]
  const counts: FolderCounts = { pages: 0, databases: 0, rows: 0, blocks: 0, files: 0, bytes: 0, requests: 0 }
  const progress = progressLine(session.terminal, 'pages')
  const total = plan.counts.pages + plan.counts.rows
  let failure: Failure | undefined
  const failed = (node: FolderNode, error: Failure): void => {
    if (isFinal(error)) failure ??= error
    else problems.push({ file: node.file ?? node.key, message: error.message })
  }

  /** The id of an uploaded file, which is uploaded once while it is new. */
  const upload = async (path: string): Promise<Result<string>> => {
    const file = filePath(root, path)
    const key = `u:${await hashOf(file)}`
    const known = unsafeCast<{ readonly id: string; readonly at: number; readonly attached?: boolean } | undefined>(
      await journal.get(key),
    )
    if (known && (known.attached || Date.now() - known.at < UPLOAD_MS)) return ok(known.id)
    const data = await openAsBlob(file)
    const uploaded = await uploadFile(ctx, { data, filename: path.slice(path.lastIndexOf('/') + 1), signal })()
    if (uploaded._tag === 'Left') return uploaded
    counts.files++
    counts.bytes += data.size
    await journal.put(key, { id: uploaded.right.id, at: Date.now() })
    return ok(uploaded.right.id)
  }

  /** An icon or cover. */
  const pictureOf = async (node: FolderNode, given: unknown): Promise<object | undefined> => {
    if (typeof given !== 'string' || given === '') return undefined
    if (/^https?:\/\//.test(given)) return { type: 'external', external: { url: given } }
    const path = resolveLink(node.file ?? '', given)
    if (/^:.*:$/.test(given)) return undefined
    if ((await isInside(root, path)) === undefined)
      return EMOJI.test(given) ? { type: 'emoji', emoji: given } : undefined
    const uploaded = await upload(path ?? '')
    if (uploaded._tag === 'Right') return fileOf({ id: uploaded.right })
    losses.push({ file: node.file ?? node.key, what: given, why: uploaded.left.message })
    return undefined
  }

  const createNode = async (node: FolderNode, parent: FolderNode | undefined): Promise<void> => {
    const front = (await frontOf(job, node)) ?? {}
    const own = parent && sources.get(parent)
    const schema =
      own?.schema ?? (parent === undefined && target.kind === 'data_source' ? target.source.properties : undefined)
    const parentId = parent === undefined ? target.id : (own?.id ?? ids.get(parent) ?? '')
    const icon = await pictureOf(node, front.notion_icon)
    const cover = await pictureOf(node, front.notion_cover)
    // What `pictureOf` returns is accepted as an icon and as a cover.
    const pictures: { readonly icon?: never; readonly cover?: never } = unsafeCast({
      ...(icon && { icon }),
      ...(cover && { cover }),
    })
    if (node.kind === 'data_source') {
      const { properties } = schemaOf(front, () => undefined)
      const created = await journal.createDatabase(node.key, parentId, node.title, {
        // The schema of an export, or of someone who wrote it: Notion checks it.
        initial_data_source: { properties: unsafeCast(properties) },
        ...pictures,
        ...(front.notion_is_inline === true && { is_inline: true }),
      })
      if (created._tag === 'Left') return failed(node, created.left)
      ids.set(node, created.right.id)
      sources.set(node, { id: created.right.source, schema: valueSchema(front), front })
      counts.databases++
      if (typeof front.notion_id === 'string') formerIds.set(front.notion_id, created.right.source)
      return
    }
    const titleName = schema ? (Object.values(schema).find(({ type }) => type === 'title')?.name ?? 'Name') : 'title'
    const place: Place = schema ? { data_source_id: parentId, title_property: titleName } : { page_id: parentId }
    const row = schema
      ? rowValues(
          front,
          schema,
          node.title,
          job.allowsNew,
          () => undefined,
          () => undefined,
        )
      : undefined
    const properties = row
      ? // Each value was read for the type of its property.
        writeProps(row.props)(unsafeCast(row.values))
      : { title: { title: node.title === '' ? [] : [{ text: { content: node.title } }] } }
    const created = await journal.createPage(node.key, place, node.title, { properties, ...pictures })
    if (created._tag === 'Left') return failed(node, created.left)
    ids.set(node, created.right)
    if (typeof front.notion_id === 'string') formerIds.set(front.notion_id, created.right)
    if (schema) counts.rows++
    else counts.pages++
  }

  /** Creates nodes and what is in them, in the order in which the content names them. */
  const createAll = async (nodes: ReadonlyArray<FolderNode>, parent?: FolderNode): Promise<void> => {
    for (const node of nodes) {
      if (failure || signal.aborted) return
      await createNode(node, parent)
      if (!ids.has(node)) {
        if (node.children.length > 0)
          problems.push({ file: node.file ?? node.key, message: 'what is in it was not imported' })
        continue
      }
      const { linked } = await readNode(job, node, names, () => planId(0))
      await createAll(orderedChildren(node, linked), node)
    }
  }

  /** Adds the properties that refer to others, once all data sources are there. */
  const completeSchema = async (node: FolderNode): Promise<void> => {
    const own = sources.get(node)
    if (!own || (await journal.get(`x:${node.key}`))) return
    const lose: Lose = (what, why) => losses.push({ file: node.file ?? node.key, what, why })
    const { relations, later } = schemaOf(own.front, () => undefined)
    let isWhole = true
    const add = async (name: string, config: object): Promise<void> => {
      const updated = await updateDataSource(ctx, {
        data_source_id: own.id,
        properties: unsafeCast({ [name]: config }),
      })()
      if (updated._tag === 'Right') return
      if (/^(ValidationError|InvalidInputError|NotFoundError)$/.test(updated.left._tag))
        lose(`property ${name}`, updated.left.message)
      else {
        isWhole = false
        failed(node, updated.left)
      }
    }
    for (const [name, former] of relations) {
      const related = formerIds.get(former)
      if (related === undefined) lose(`property ${name}`, 'the data source that it leads to is not in the folder')
      else await add(name, { relation: { data_source_id: related, type: 'single_property', single_property: {} } })
    }
    for (const [name, config] of later) await add(name, config)
    if (isWhole) await journal.put(`x:${node.key}`, true)
  }

  /** Takes away what an earlier run has written of a content without being able to say so. */
  const clear = async (page_id: string): Promise<Result<void>> => {
    const written: Array<string> = []
    for await (const one of iterate(getBlockChildren)(ctx, { block_id: page_id })) {
      if (one._tag === 'Left') return one
      if (!/^child_/.test(one.right.type)) written.push(one.right.id)
    }
    for (const block_id of written) {
      const deleted = await deleteBlock(ctx, { block_id })()
      if (deleted._tag === 'Left' && deleted.left._tag !== 'NotFoundError') return deleted
    }
    return ok(undefined)
  }

  const writeContent = async (node: FolderNode, parent: FolderNode | undefined): Promise<void> => {
    const page_id = ids.get(node)
    if (page_id === undefined || node.kind === 'data_source') return
    const state = await journal.get(`d:${node.key}`)
    // A file that was edited since is written anew.
    const done = node.file === undefined ? 'done' : await hashOf(filePath(root, node.file))
    if (state === done) return
    const read = await readNode(job, node, names, (other) => ids.get(other))
    const own = parent && sources.get(parent)
    const schema =
      own?.schema ?? (parent === undefined && target.kind === 'data_source' ? target.source.properties : undefined)
    if (state !== undefined) {
      const cleared = await clear(page_id)
      if (cleared._tag === 'Left') return failed(node, cleared.left)
    }
    const uploads: Array<string | undefined> = []
    let isWhole = true
    const uploadOf = async (url: string): Promise<string | undefined> => {
      const path = resolveLink(node.file ?? '', url)
      if ((await isInside(root, path)) === undefined) return undefined
      const uploaded = await upload(path ?? '')
      if (uploaded._tag === 'Right') return uploaded.right
      isWhole = false
      failed(node, uploaded.left)
      return undefined
    }
    for (const { path } of read.uploads) uploads.push(await uploadOf(path))
    // What has a file that could not be uploaded is written by the next run.
    if (failure || signal.aborted || !isWhole) return
    const blocks = withUploads(read.children, read.uploads, uploads)
    await journal.put(`d:${node.key}`, 'begun')
    for (const { after, blocks: children } of partsOf(
      blocks,
      ownIds(node, (child) => ids.get(child)),
    )) {
      if (children.length === 0) continue
      const first = node.children.length > 0 && after === undefined
      const appended = await appendTree(ctx, {
        block_id: page_id,
        children,
        ids: 'first_level',
        signal,
        ...(first && { position: { type: 'start' } }),
        ...(after !== undefined && { position: { type: 'after_block', after_block: { id: after } } }),
      })()
      if (appended._tag === 'Left') {
        const cause: Failure = 'cause' in appended.left ? unsafeCast<Failure>(appended.left.cause) : appended.left
        return failed(node, isFinal(cause) ? cause : appended.left)
      }
      counts.blocks += appended.right.blocks
      counts.requests += appended.right.requests
    }
    if (schema) {
      const lose: Lose = (what, why) => losses.push({ file: node.file ?? node.key, what, why })
      const { relations, files } = rowValues(
        read.front,
        schema,
        node.title,
        job.allowsNew,
        () => undefined,
        () => undefined,
      )
      const properties: { [name: string]: object } = {}
      for (const [name, former] of relations) {
        const related = former.flatMap((id) => formerIds.get(id) ?? (own ? [] : [id]))
        if (related.length < former.length)
          lose(`property ${name}`, `${former.length - related.length} related pages are not in the folder`)
        properties[name] = { relation: related.map((id) => ({ id })) }
      }
      for (const [name, urls] of files) {
        const list: Array<object> = []
        for (const url of urls) {
          const uploaded = /^https?:\/\//.test(url) ? undefined : await uploadOf(url)
          const label = url.slice(url.lastIndexOf('/') + 1)
          if (uploaded !== undefined) list.push(fileOf({ id: uploaded }, { name: label }))
          else if (/^https?:\/\//.test(url))
            list.push({ name: label.slice(0, 100) || 'file', type: 'external', external: { url } })
          else lose(`property ${name}`, `there is no file ${url} in the folder`)
        }
        properties[name] = { files: list }
      }
      if (Object.keys(properties).length > 0) {
        const updated = await updatePage(ctx, { page_id, properties: unsafeCast(properties) })()
        if (updated._tag === 'Left') return failed(node, updated.left)
      }
    }
    // From now on, the uploads do not expire.
    for (const { path } of read.uploads) {
      const inside = resolveLink(node.file ?? '', path)
      if ((await isInside(root, inside)) === undefined) continue
      const key = `u:${await hashOf(filePath(root, inside ?? ''))}`
      const known = await journal.get(key)
      if (isRecord(known)) await journal.put(key, { ...known, attached: true })
    }
    // What has a file that could not be uploaded is written again by the next run.
    if (isWhole) await journal.put(`d:${node.key}`, done)
  }

  await createAll(job.nodes)
  if (!failure && !signal.aborted) for (const [node] of allNodes(job.nodes)) await completeSchema(node)
  let done = 0
  for (const [node, parent] of allNodes(job.nodes)) {
    if (failure || signal.aborted) break
    await writeContent(node, parent)
    progress.report({ requests: 0, retries: 0, done: ++done, total })
  }
  progress.clear()
  if (signal.aborted) return fail({ _tag: 'AbortError', message: 'stopped' })
  return failure ? fail(failure) : ok({ counts, problems, losses })
}
