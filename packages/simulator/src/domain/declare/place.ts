import { addBlocks } from '../blocks/build.js'
import { childBlocks } from '../blocks/request.js'
import { failedValidation, Refusal } from '../errors.js'
import { inline } from '../markdown/inline.js'
import { parseMarkdown } from '../markdown/parse.js'
import { answerRichText } from '../richText/richText.js'
import { textRuns } from '../richText/textRuns.js'
import { seed } from '../seed/seed.js'
import { seedOther } from '../seed/seedOthers.js'
import { parentRecord } from '../state/find.js'
import { atEnd } from '../state/tree.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { addDefaultView } from '../views/create.js'
import { OWN_KEYS } from './check.js'
import type { Planted } from './share.js'

/** A database that was put in its place, and what is still to be done about it. */
export interface Pending {
  readonly source: DataSourceNode
  readonly declared: JsonObject
  readonly rows: Array<{ readonly page: PageNode; readonly values: JsonObject }>
}

/** Says where in a declaration something is wrong. */
export const at = <A>(where: string, work: () => A): A => {
  try {
    return work()
  } catch (reason) {
    if (reason instanceof Refusal || reason instanceof TypeError) throw new TypeError(`${where}: ${reason.message}`)
    throw reason
  }
}

/** The id that something was declared with, or a new one. */
export const idOf = (workspace: Workspace, declared: JsonObject, key = 'id'): string =>
  typeof declared[key] === 'string' ? dashed(asString(declared[key])) : workspace.newId()

/** The id of something that will have a place in the tree; one declaration names each but once. */
const claim = (workspace: Workspace, planted: Planted, declared: JsonObject, id = 'id', shared = 'shared'): string => {
  const claimed = idOf(workspace, declared, id)
  if (planted.has(claimed)) throw new TypeError(`the id ${claimed} is taken`)
  planted.set(claimed, typeof declared[shared] === 'boolean' ? declared[shared] : undefined)
  return claimed
}

/** When something was made and last changed: now unless it says so; what was made then was changed then. */
const dates = (workspace: Workspace, declared: JsonObject, before = ''): JsonObject => {
  const made = declared[`${before}created_time`] ?? new Date(workspace.now()).toISOString()
  return { created_time: made, last_edited_time: declared[`${before}last_edited_time`] ?? made }
}

const iconOf = (icon: Json | undefined): Json => {
  if (typeof icon !== 'string') return null
  return URL.canParse(icon) ? { type: 'external', external: { url: icon } } : { type: 'emoji', emoji: icon }
}

const placePage = (workspace: Workspace, id: string, parent: JsonObject, more: JsonObject): PageNode => {
  seed(workspace, [{ object: 'page', id, parent, ...more, properties: {} }])
  const page = workspace.nodes.get(id)
  if (page?.kind !== 'page') throw new TypeError(`the id ${id} is taken`)
  return page
}

const fill = (workspace: Workspace, page: PageNode, markdown: Json | undefined, blocks: Json | undefined): void => {
  for (const [index, block] of asArray(blocks).entries()) {
    // One by one: a declaration may have more of them than a request.
    const problems = childBlocks([block], 'blocks').map((text) => text.replace('blocks[0]', `blocks[${index}]`))
    if (problems.length > 0) throw failedValidation('blocks', problems)
  }
  addBlocks(workspace, page, [...parseMarkdown(asString(markdown)), ...asArray(blocks)], atEnd)
}

const comment = (workspace: Workspace, page: PageNode, text: string): void =>
  seedOther(workspace, {
    object: 'comment',
    id: workspace.newId(),
    parent: parentRecord(page),
    ...dates(workspace, {}),
    rich_text: answerRichText(workspace, inline(text)),
  })

/** With no more of its schema than the title. */
const placeDatabase = (workspace: Workspace, parent: JsonObject, declared: JsonObject, planted: Planted): Pending => {
  const title = textRuns(asString(declared.title))
  const id = claim(workspace, planted, declared)
  const sourceId = claim(workspace, planted, declared, 'data_source_id')
  const [own, second] = Object.entries(asObject(declared.properties)).filter(
    ([, each]) => each === 'title' || (isObject(each) && each.title !== undefined),
  )
  if (second !== undefined) throw new TypeError(`properties.${second[0]}: there is a title already`)
  const properties = { [own?.[0] ?? 'Name']: { id: 'title', type: 'title', title: {} } }
  const above = { type: 'database_id', database_id: id }
  const when = dates(workspace, declared)
  seed(workspace, [
    { object: 'database', id, parent, title, ...when, data_sources: [{ id: sourceId, name: '' }] },
    { object: 'data_source', id: sourceId, parent: above, title, ...when, properties },
  ])
  const [database, source] = [workspace.nodes.get(id), workspace.nodes.get(sourceId)]
  if (database?.kind !== 'database' || source?.kind !== 'data_source') throw new TypeError(`the id ${id} is taken`)
  addDefaultView(workspace, database, source)
  return { source, declared, rows: [] }
}

const plantPage = (
  workspace: Workspace,
  parent: JsonObject,
  declared: JsonObject,
  planted: Planted,
): ReadonlyArray<Pending> => {
  const dressed = { icon: iconOf(declared.icon), ...dates(workspace, declared) }
  const page = placePage(workspace, claim(workspace, planted, declared), parent, dressed)
  page.values.set('title', textRuns(asString(declared.title)))
  fill(workspace, page, declared.markdown, declared.blocks)
  for (const text of asArray(declared.comments)) comment(workspace, page, asString(text))
  return plantBelow(workspace, parentRecord(page), declared, planted)
}

/** Puts the databases and pages that stand somewhere into their places, and all that is below them. */
export const plantBelow = (
  workspace: Workspace,
  parent: JsonObject,
  { databases, pages }: JsonObject,
  planted: Planted,
): ReadonlyArray<Pending> => [
  ...asArray(databases)
    .map(asObject)
    .map((each) => at(`database ${JSON.stringify(each.title)}`, () => placeDatabase(workspace, parent, each, planted))),
  ...asArray(pages)
    .map(asObject)
    .flatMap((each) => at(`page ${JSON.stringify(each.title)}`, () => plantPage(workspace, parent, each, planted))),
]

/** Puts a declared row into its data source; its values are written once there is a schema. */
export const plantRow = (workspace: Workspace, { source, rows }: Pending, row: JsonObject, planted: Planted): void => {
  const dressed = { icon: iconOf(row.$icon), ...dates(workspace, row, '$') }
  const page = placePage(workspace, claim(workspace, planted, row, '$id', '$shared'), parentRecord(source), dressed)
  const values = Object.fromEntries(Object.entries(row).filter(([key]) => !OWN_KEYS.includes(key)))
  rows.push({ page, values })
  fill(workspace, page, row.$markdown, undefined)
}
