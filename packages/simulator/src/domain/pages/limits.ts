/**
 * The limits of databases and pages: the number of rows, the size of property values, and the number of related pages.
 */
import { invalid, Refusal } from '../errors.js'
import { kindOf } from '../properties/registry.js'
import type { PlannedValue } from '../properties/values.js'
import type { DataSourceNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asString, bytesOf } from '../values/json.js'

/** The maximum number of rows of a database, in all its data sources. */
const MAX_ROWS = 250_000
/** The maximum size of the property values of a page, in bytes. */
const MAX_VALUES = 2_500_000

const rowsOfDatabase = (workspace: Workspace, source: DataSourceNode): number => {
  const database = workspace.nodes.get(asString(source.parent.database_id))
  const siblings = database?.kind === 'database' ? database.dataSources : [source.id]
  return siblings.reduce((sum, id) => {
    const each = workspace.nodes.get(id)
    return each?.kind === 'data_source' ? sum + each.rows.length : sum
  }, 0)
}

/** Throws a refusal for a new row in a full database. */
export const assertRowLimit = (workspace: Workspace, parent: Node): void => {
  if (parent.kind === 'data_source' && rowsOfDatabase(workspace, parent) >= MAX_ROWS)
    throw new Refusal('row_limit', `The database already has ${MAX_ROWS} rows, the maximum.`)
}

/** Throws a refusal for values that exceed what a page, or the pages it relates to, can hold. */
export const assertValueLimits = (workspace: Workspace, page: PageNode, planned: ReadonlyArray<PlannedValue>): void => {
  const written = new Set(planned.map(({ property }) => property.id))
  const unchanged = [...page.values].filter(([id]) => !written.has(id)).map(([, value]) => value)
  const bytes = [...unchanged, ...planned.map(({ request }) => request)].reduce<number>(
    (sum, each) => sum + bytesOf(each),
    0,
  )
  if (bytes > MAX_VALUES) throw invalid(`The properties of page ${page.id} would exceed ${MAX_VALUES} bytes.`)
  for (const { property, request } of planned)
    kindOf(property.type).assertCapacity?.(workspace, page, property, request)
}
