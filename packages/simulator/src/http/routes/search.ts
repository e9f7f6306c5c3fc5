import { QUERY_CAP, requestStatus } from '../../domain/query/limit.js'
import { isLoaded } from '../../domain/query/timeOrder.js'
import { listOf } from '../../domain/serialize/common.js'
import { serializeDataSource } from '../../domain/serialize/database.js'
import { serializePage } from '../../domain/serialize/page.js'
import { plainTitle } from '../../domain/state/title.js'
import { isTrashed } from '../../domain/state/tree.js'
import type { DataSourceNode, Node, PageNode } from '../../domain/state/types.js'
import { assertValid, boolean, type Check, fields, oneOf, optional, string } from '../../domain/validate/check.js'
import { asObject, asString, type Json, type JsonObject } from '../../domain/values/json.js'
import { bodyPaging, paginate, pagingChecks } from '../paging.js'
import type { ApiRequest, Route } from '../route.js'

const direction: Check = oneOf('ascending', 'descending')

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

const words = (text: string): ReadonlyArray<string> =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** A word without its English ending, so that `tests` and `testing` match a test. */
const stem = (word: string): string => word.replace(/(?<=^\w{3,})(ing|ed|es|s)$/, '')

/** Words that are ignored. */
const COMMON = new Set(
  'a all an and are as at be but by do does for from if in into is it no not of on or such that the their then there these they this to was will with'.split(
    ' ',
  ),
)

/** The words of a query that are searched: all of them when it has only common ones. */
const significantWords = (query: string): ReadonlyArray<string> => {
  const all = words(query)
  const own = all.filter((word) => !COMMON.has(word))
  return own.length === 0 ? all : own
}

type Found = PageNode | DataSourceNode

/**
 * How well a title matches a query: 2 contains it whole, below that the share of its words; less than a half is no
 * match.
 */
const scorer = (query: string): ((node: Found) => number) => {
  if (query === '') return () => 1
  const whole = query.toLowerCase()
  const requested = significantWords(query).map(stem)
  return (node) => {
    const title = plainTitle(node)
    if (title.toLowerCase().includes(whole)) return 2
    const own = words(title)
    const met = requested.filter((word) => own.some((each) => each.startsWith(word)))
    const share = requested.length === 0 ? 0 : met.length / requested.length
    return share >= 0.5 ? share : 0
  }
}

/** A loaded data source has times that are rounded to the minute. */
const isLoadedNode = (node: Found): boolean =>
  node.kind === 'page' ? isLoaded(node) : [node.createdTime, node.lastEditedTime].every((time) => time % 60_000 === 0)

/**
 * The rank of a node among those of the same time, the newest last. Loaded nodes keep their order, as their times do
 * not imply one.
 */
const placeOf = (node: Found, index: number): number => (isLoadedNode(node) ? -1 : index)

const isFound = (node: Node): node is Found => node.kind === 'data_source' || (node.kind === 'page' && !node.isTemplate)

const search = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  assertValid(
    fields({ query: optional(string()), sort: optional(sort), filter: optional(filter), ...pagingChecks }, true),
    body,
    'body',
  )
  const score = scorer(asString(body.query).trim())
  const { value: kind, in_trash: trash = false } = asObject(body.filter)
  const { property, direction: order } = asObject(body.sort)
  const scored = [...workspace.nodes.values()]
    .filter(isFound)
    .filter((node) => node.shared && isTrashed(workspace, node) === trash && (kind === undefined || node.kind === kind))
    .map((node, index) => ({ node, place: placeOf(node, index), score: score(node) }))
    .filter((each) => each.score > 0)
  const turn = order === 'ascending' ? -1 : 1
  scored.sort((left, right) => {
    const edited = right.node.lastEditedTime - left.node.lastEditedTime
    const later = turn * (edited || right.node.createdTime - left.node.createdTime || right.place - left.place)
    return property === 'relevance' ? right.score - left.score || later : later
  })
  const part = paginate(scored.slice(0, QUERY_CAP), bodyPaging(body), ({ node }) => node.id)
  const results = part.items.map(
    ({ node }): Json =>
      node.kind === 'page' ? serializePage(workspace, node, version) : serializeDataSource(workspace, node, version),
  )
  return { ...listOf('page_or_data_source', results, part.next), ...requestStatus(part.next, scored.length) }
}

/** `/v1/search` */
export const searchRoutes: ReadonlyArray<Route> = [{ method: 'POST', path: '/v1/search', handler: search }]
