import { addBlocks } from '../blocks/build.js'
import { childBlocks } from '../blocks/request.js'
import { dashed } from '../id.js'
import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../json.js'
import { inline } from '../markdown/inline.js'
import { parseMarkdown } from '../markdown/parse.js'
import { applySchema, findProperty, planSchema, schemaRequest } from '../properties/schema.js'
import { applyValues, initializeRow, planValues } from '../properties/values.js'
import { answerRichText } from '../richText.js'
import { addDefaultView } from '../routes/views.js'
import { Refusal } from '../server/errors.js'
import { seed } from '../state/seed.js'
import { textRuns, WORKSPACE_PARENT } from '../state/seedNodes.js'
import { seedOther } from '../state/seedOthers.js'
import { atEnd } from '../state/tree.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { demand } from '../validate/check.js'
import { declaredCheck } from './check.js'
import { type Planted, share } from './share.js'
import { longSchema, longValue } from './values.js'

/** A database that was put in its place, and what is still to be done about it. */
interface Pending {
  readonly source: DataSourceNode
  readonly declared: JsonObject
  readonly rows: Array<{ readonly page: PageNode; readonly values: JsonObject }>
}

/** Says where in a declaration something is wrong. */
const at = <A>(where: string, work: () => A): A => {
  try {
    return work()
  } catch (reason) {
    if (reason instanceof Refusal || reason instanceof TypeError) throw new TypeError(`${where}: ${reason.message}`)
    throw reason
  }
}

const idOf = (workspace: Workspace, declared: JsonObject, key = 'id'): string =>
  typeof declared[key] === 'string' ? dashed(asString(declared[key])) : workspace.newId()

/** The id of something that will have a place in the tree; one declaration names each but once. */
const claim = (workspace: Workspace, planted: Planted, declared: JsonObject, id = 'id', shared = 'shared'): string => {
  const claimed = idOf(workspace, declared, id)
  if (planted.has(claimed)) throw new TypeError(`the id ${claimed} is taken`)
  planted.set(claimed, typeof declared[shared] === 'boolean' ? declared[shared] : undefined)
  return claimed
}

const dates = (workspace: Workspace): JsonObject => {
  const now = new Date(workspace.now()).toISOString()
  return { created_time: now, last_edited_time: now }
}

const placePage = (workspace: Workspace, id: string, parent: JsonObject, icon: Json | undefined): PageNode => {
  const object = { object: 'page', id, parent, icon: typeof icon === 'string' ? { type: 'emoji', emoji: icon } : null }
  seed(workspace, [{ ...object, ...dates(workspace), properties: {} }])
  const page = workspace.nodes.get(id)
  if (page?.kind !== 'page') throw new TypeError(`the id ${id} is taken`)
  return page
}

const fill = (workspace: Workspace, page: PageNode, markdown: Json | undefined, blocks: Json | undefined): void => {
  if (blocks !== undefined) demand(childBlocks, blocks, 'blocks')
  addBlocks(workspace, page, [...parseMarkdown(asString(markdown)), ...asArray(blocks)], atEnd)
}

const comment = (workspace: Workspace, page: PageNode, text: string): void =>
  seedOther(workspace, {
    object: 'comment',
    id: workspace.newId(),
    parent: { type: 'page_id', page_id: page.id },
    ...dates(workspace),
    rich_text: answerRichText(workspace, inline(text)),
  })

const placeDatabase = (workspace: Workspace, parent: JsonObject, declared: JsonObject, planted: Planted): Pending => {
  const title = textRuns(asString(declared.title))
  const id = claim(workspace, planted, declared)
  const sourceId = claim(workspace, planted, declared, 'data_source_id')
  const own = Object.entries(asObject(declared.properties)).find(
    ([, each]) => each === 'title' || (isObject(each) && each.title !== undefined),
  )
  const properties = { [own?.[0] ?? 'Name']: { id: 'title', type: 'title', title: {} } }
  const above = { type: 'database_id', database_id: id }
  seed(workspace, [
    { object: 'database', id, parent, title, ...dates(workspace), data_sources: [{ id: sourceId, name: '' }] },
    { object: 'data_source', id: sourceId, parent: above, title, ...dates(workspace), properties },
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
  const page = placePage(workspace, claim(workspace, planted, declared), parent, declared.icon)
  page.values.set('title', textRuns(asString(declared.title)))
  fill(workspace, page, declared.markdown, declared.blocks)
  for (const text of asArray(declared.comments)) comment(workspace, page, asString(text))
  const here = { type: 'page_id', page_id: page.id }
  const databases = asArray(declared.databases).map((each) => placeDatabase(workspace, here, asObject(each), planted))
  return [...databases, ...plantPages(workspace, here, declared.pages, planted)]
}

const plantPages = (
  workspace: Workspace,
  parent: JsonObject,
  pages: Json | undefined,
  planted: Planted,
): ReadonlyArray<Pending> =>
  asArray(pages).flatMap((each) =>
    at(`page ${JSON.stringify(asObject(each).title)}`, () => plantPage(workspace, parent, asObject(each), planted)),
  )

/** Relations need the databases they point to, and rollups the relations: so one kind after the other. */
const KINDS: ReadonlyArray<(schema: JsonObject) => boolean> = [
  (schema) => schema.title === undefined && schema.relation === undefined && schema.rollup === undefined,
  (schema) => schema.relation !== undefined,
  (schema) => schema.rollup !== undefined,
]

const plantSchemas = (workspace: Workspace, all: ReadonlyArray<Pending>): void => {
  const sourceOf = (title: string): DataSourceNode | undefined =>
    all.find(({ declared }) => declared.title === title)?.source
  for (const isKind of KINDS)
    for (const { source, declared } of all)
      at(`database ${JSON.stringify(declared.title)}`, () => {
        const wanted = Object.entries(asObject(declared.properties))
          .map(([name, each]): [string, JsonObject] => [
            name,
            at(`properties.${name}`, () => longSchema(sourceOf, each)),
          ])
          .filter(([, schema]) => isKind(schema))
        const request = Object.fromEntries(wanted)
        demand(schemaRequest(false), request, 'properties')
        applySchema(workspace, source, planSchema(workspace, source, request))
      })
}

const OWN = new Set(['$id', '$markdown', '$icon', '$shared'])

const plantRow = (workspace: Workspace, { source, rows }: Pending, row: JsonObject, planted: Planted): void => {
  const parent = { type: 'data_source_id', data_source_id: source.id, ...databaseOf(source) }
  const page = placePage(workspace, claim(workspace, planted, row, '$id', '$shared'), parent, row.$icon)
  const values = Object.fromEntries(Object.entries(row).filter(([key]) => !OWN.has(key)))
  rows.push({ page, values })
  fill(workspace, page, row.$markdown, undefined)
}

const databaseOf = ({ parent }: DataSourceNode): JsonObject =>
  parent.database_id === undefined ? {} : { database_id: parent.database_id }

const write = (workspace: Workspace, { source, rows }: Pending, relations: boolean): void => {
  for (const [index, { page, values }] of rows.entries())
    at(`rows[${index}]`, () => {
      const wanted = Object.entries(values).flatMap(([name, value]): ReadonlyArray<[string, JsonObject]> => {
        const property = findProperty(source.properties.values(), name)
        if (property === undefined) throw new TypeError(`there is no property ${JSON.stringify(name)}`)
        return (property.type === 'relation') === relations
          ? [[name, at(name, () => longValue(workspace, property, get(values, name) ?? value))]]
          : []
      })
      applyValues(workspace, page, source, planValues(workspace, source, Object.fromEntries(wanted)))
      if (!relations) initializeRow(page, source)
    })
}

/** Puts a declared workspace into a workspace. Throws a TypeError that says where the declaration is wrong. */
export const plant = (workspace: Workspace, declared: JsonObject): void => {
  at('The declared workspace is wrong', () => {
    demand(declaredCheck, declared, 'workspace')
    seed(
      workspace,
      asArray(declared.users)
        .map(asObject)
        .map(({ email, ...user }) => ({
          object: 'user',
          avatar_url: null,
          type: 'person',
          ...user,
          id: idOf(workspace, user),
          person: email === undefined ? {} : { email },
        })),
    )
    for (const emoji of asArray(declared.emojis).map(asObject))
      seedOther(workspace, { ...emoji, object: 'custom_emoji', id: idOf(workspace, emoji) })
    for (const agent of asArray(declared.agents).map(asObject))
      seedOther(workspace, { ...agent, object: 'agent', id: idOf(workspace, agent) })
    const planted: Planted = new Map()
    const databases = plantPages(workspace, WORKSPACE_PARENT, declared.pages, planted)
    plantSchemas(workspace, databases)
    for (const each of databases)
      at(`database ${JSON.stringify(each.declared.title)}`, () => {
        for (const [index, row] of asArray(each.declared.rows).entries())
          at(`rows[${index}]`, () => plantRow(workspace, each, asObject(row), planted))
        write(workspace, each, false)
      })
    for (const each of databases)
      at(`database ${JSON.stringify(each.declared.title)}`, () => write(workspace, each, true))
    for (const id of planted.keys())
      if (workspace.nodes.get(id)?.parent.workspace === true) share(workspace, id, planted)
  })
}
