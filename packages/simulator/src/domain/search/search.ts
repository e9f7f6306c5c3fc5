/** Search for pages and data sources. By default the last edited come first, however well they match. */
import { direction } from '../lists/sort.js'
import { isLoaded } from '../query/timeOrder.js'
import { isTrashed } from '../state/tree.js'
import type { Node } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { boolean, type Check, fields, oneOf, optional, string } from '../validate/check.js'
import { MINUTE } from '../values/durations.js'
import { asObject, asString, type JsonObject } from '../values/json.js'
import { type Searchable, scorer } from './scorer.js'

const sort: Check = (value, path) =>
  asObject(value).property === undefined
    ? fields({ timestamp: oneOf('last_edited_time'), direction: optional(direction) })(value, path)
    : fields({ property: oneOf('relevance') })(value, path)

const filter: Check = (value, path) => {
  const { property, value: requested } = asObject(value)
  const both = { property: oneOf('object'), value: oneOf('page', 'data_source') }
  const trash = { in_trash: optional(boolean) }
  return fields(
    property === undefined && requested === undefined ? { in_trash: boolean } : { ...both, ...trash },
    true,
  )(value, path)
}

/** The parameters of a search, besides paging. */
export const searchChecks: Readonly<Record<string, Check>> = {
  query: optional(string()),
  sort: optional(sort),
  filter: optional(filter),
}

/** A loaded data source has times that are rounded to the minute. */
const isLoadedNode = (node: Searchable): boolean =>
  node.kind === 'page' ? isLoaded(node) : [node.createdTime, node.lastEditedTime].every((time) => time % MINUTE === 0)

/**
 * The rank of a node among those of the same time, the newest last. Loaded nodes keep their order, as their times do
 * not imply one.
 */
const placeOf = (node: Searchable, index: number): number => (isLoadedNode(node) ? -1 : index)

/** Whether the index of the search has the current state of a node, and that state is the requested one. */
const isIndexed = ({ now, quirks }: Workspace, node: Searchable, trashed: boolean, wanted: boolean): boolean =>
  now() - node.lastEditedTime >= (quirks.searchLagMs ?? 0) &&
  (trashed === wanted || (trashed && node.kind === 'data_source' && quirks.searchKeepsTrashedDataSources === true))

const isSearchable = (node: Node): node is Searchable =>
  node.kind === 'data_source' || (node.kind === 'page' && !node.isTemplate)

/** Which nodes a checked search finds, regardless of its words. */
export const searched = (workspace: Workspace, request: JsonObject): ((node: Node) => node is Searchable) => {
  const { value: kind, in_trash: trash = false } = asObject(request.filter)
  return (node): node is Searchable =>
    isSearchable(node) &&
    node.shared &&
    (kind === undefined || node.kind === kind) &&
    isIndexed(workspace, node, isTrashed(workspace, node), trash === true)
}

/** The pages and data sources that a checked search returns, in its order. */
export const search = (workspace: Workspace, request: JsonObject): ReadonlyArray<Searchable> => {
  const score = scorer(asString(request.query).trim())
  const { property, direction: order } = asObject(request.sort)
  const scored = [...workspace.nodes.values()]
    .filter(searched(workspace, request))
    .map((node, index) => ({ node, place: placeOf(node, index), score: score(node) }))
    .filter((each) => each.score > 0)
  const timeSign = order === 'ascending' ? -1 : 1
  scored.sort((left, right) => {
    const edited = right.node.lastEditedTime - left.node.lastEditedTime
    const later = timeSign * (edited || right.node.createdTime - left.node.createdTime || right.place - left.place)
    return property === 'relevance' ? right.score - left.score || later : later
  })
  return scored.map(({ node }) => node)
}
