/**
 * Loads the pages, databases and rows of a declaration, without schemas and values, which may name what is declared
 * later.
 */
import { addBlocks } from '../blocks/addBlocks.js'
import { childBlocks } from '../blocks/request.js'
import { failedValidation, Refusal } from '../errors.js'
import { parseMarkdown } from '../markdown/parseBlocks.js'
import { inline } from '../richText/markdown/parse.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { textRuns } from '../richText/textRuns.js'
import { seed } from '../seed/seed.js'
import { seedOther } from '../seed/seedOther.js'
import { parentRecord } from '../state/find.js'
import { atEnd } from '../state/tree.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { addDefaultView } from '../views/newView.js'
import type { DeclaredIds } from './applySharing.js'
import { OWN_KEYS } from './declaredCheck.js'

/** A database that was created, and whose schema and rows are still to be loaded. */
export interface PendingDatabase {
  readonly source: DataSourceNode
  readonly declared: JsonObject
  readonly rows: Array<{ readonly page: PageNode; readonly values: JsonObject }>
}

/** Adds the place in a declaration to an error. */
export const withPath = <A>(path: string, load: () => A): A => {
  try {
    return load()
  } catch (reason) {
    if (reason instanceof Refusal || reason instanceof TypeError) throw new TypeError(`${path}: ${reason.message}`)
    throw reason
  }
}

/** The declared id, or a new one. */
export const idOf = (workspace: Workspace, declared: JsonObject, key = 'id'): string =>
  typeof declared[key] === 'string' ? dashed(asString(declared[key])) : workspace.newId()

/** The id of a node, which must be unique in a declaration. */
const claimId = (
  workspace: Workspace,
  declaredIds: DeclaredIds,
  declared: JsonObject,
  id = 'id',
  shared = 'shared',
): string => {
  const claimed = idOf(workspace, declared, id)
  if (declaredIds.has(claimed)) throw new TypeError(`the id ${claimed} is already used`)
  declaredIds.set(claimed, typeof declared[shared] === 'boolean' ? declared[shared] : undefined)
  return claimed
}

/** The declared times: created now by default, and last edited when created. */
const timesOf = (workspace: Workspace, declared: JsonObject, before = ''): JsonObject => {
  const created = declared[`${before}created_time`] ?? new Date(workspace.now()).toISOString()
  return { created_time: created, last_edited_time: declared[`${before}last_edited_time`] ?? created }
}

const iconOf = (icon: Json | undefined): Json => {
  if (typeof icon !== 'string') return null
  return URL.canParse(icon) ? { type: 'external', external: { url: icon } } : { type: 'emoji', emoji: icon }
}

const createPage = (workspace: Workspace, id: string, parent: JsonObject, more: JsonObject): PageNode => {
  seed(workspace, [{ object: 'page', id, parent, ...more, properties: {} }])
  const page = workspace.nodes.get(id)
  if (page?.kind !== 'page') throw new TypeError(`the id ${id} is already used`)
  return page
}

const addContent = (
  workspace: Workspace,
  page: PageNode,
  markdown: Json | undefined,
  blocks: Json | undefined,
): void => {
  for (const [index, block] of asArray(blocks).entries()) {
    // One by one: a declaration may contain more blocks than a request.
    const problems = childBlocks([block], 'blocks').map((text) => text.replace('blocks[0]', `blocks[${index}]`))
    if (problems.length > 0) throw failedValidation('blocks', problems)
  }
  addBlocks(workspace, page, [...parseMarkdown(asString(markdown)), ...asArray(blocks)], atEnd)
}

const addComment = (workspace: Workspace, page: PageNode, text: string): void =>
  seedOther(workspace, {
    object: 'comment',
    id: workspace.newId(),
    parent: parentRecord(page),
    ...timesOf(workspace, {}),
    rich_text: serializeRichText(workspace, inline(text)),
  })

/** Its schema has only the title at first. */
const loadDatabase = (
  workspace: Workspace,
  parent: JsonObject,
  declared: JsonObject,
  declaredIds: DeclaredIds,
): PendingDatabase => {
  const title = textRuns(asString(declared.title))
  const id = claimId(workspace, declaredIds, declared)
  const sourceId = claimId(workspace, declaredIds, declared, 'data_source_id')
  const [own, second] = Object.entries(asObject(declared.properties)).filter(
    ([, each]) => each === 'title' || (isObject(each) && each.title !== undefined),
  )
  if (second !== undefined) throw new TypeError(`properties.${second[0]}: a database can have only one title property`)
  const properties = { [own?.[0] ?? 'Name']: { id: 'title', type: 'title', title: {} } }
  const databaseParent = { type: 'database_id', database_id: id }
  const times = timesOf(workspace, declared)
  seed(workspace, [
    { object: 'database', id, parent, title, ...times, data_sources: [{ id: sourceId, name: '' }] },
    { object: 'data_source', id: sourceId, parent: databaseParent, title, ...times, properties },
  ])
  const [database, source] = [workspace.nodes.get(id), workspace.nodes.get(sourceId)]
  if (database?.kind !== 'database' || source?.kind !== 'data_source')
    throw new TypeError(`the id ${id} is already used`)
  addDefaultView(workspace, database, source)
  return { source, declared, rows: [] }
}

const loadPage = (
  workspace: Workspace,
  parent: JsonObject,
  declared: JsonObject,
  declaredIds: DeclaredIds,
): ReadonlyArray<PendingDatabase> => {
  const appearance = { icon: iconOf(declared.icon), ...timesOf(workspace, declared) }
  const page = createPage(workspace, claimId(workspace, declaredIds, declared), parent, appearance)
  page.values.set('title', textRuns(asString(declared.title)))
  addContent(workspace, page, declared.markdown, declared.blocks)
  for (const text of asArray(declared.comments)) addComment(workspace, page, asString(text))
  return loadChildren(workspace, parentRecord(page), declared, declaredIds)
}

/** Loads the databases and pages below a parent, with their descendants. */
export const loadChildren = (
  workspace: Workspace,
  parent: JsonObject,
  { databases, pages }: JsonObject,
  declaredIds: DeclaredIds,
): ReadonlyArray<PendingDatabase> => [
  ...asArray(databases)
    .map(asObject)
    .map((each) =>
      withPath(`database ${JSON.stringify(each.title)}`, () => loadDatabase(workspace, parent, each, declaredIds)),
    ),
  ...asArray(pages)
    .map(asObject)
    .flatMap((each) =>
      withPath(`page ${JSON.stringify(each.title)}`, () => loadPage(workspace, parent, each, declaredIds)),
    ),
]

/** Loads a declared row; its values are written once there is a schema. */
export const loadRow = (
  workspace: Workspace,
  { source, rows }: PendingDatabase,
  row: JsonObject,
  declaredIds: DeclaredIds,
): void => {
  const appearance = { icon: iconOf(row.$icon), ...timesOf(workspace, row, '$') }
  const page = createPage(
    workspace,
    claimId(workspace, declaredIds, row, '$id', '$shared'),
    parentRecord(source),
    appearance,
  )
  const values = Object.fromEntries(Object.entries(row).filter(([key]) => !OWN_KEYS.includes(key)))
  rows.push({ page, values })
  addContent(workspace, page, row.$markdown, undefined)
}
