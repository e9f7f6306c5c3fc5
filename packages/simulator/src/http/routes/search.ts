/** The endpoint of search. Its cursors are ids, unlike those of data source queries. */
import { QUERY_CAP, requestStatus } from '../../domain/query/requestStatus.js'
import { search, searchChecks, searched } from '../../domain/search/search.js'
import { listOf } from '../../domain/serialize/common.js'
import { serializeDataSource } from '../../domain/serialize/database.js'
import { serializePage } from '../../domain/serialize/page.js'
import { assertValid, fields } from '../../domain/validate/check.js'
import type { Json, JsonObject } from '../../domain/values/json.js'
import { bodyPaging, pagingChecks } from '../paging.js'
import { pageOfResult, queryKey } from '../resultPages.js'
import type { ApiRequest, Route } from '../route.js'

const searchByTitle = ({ workspace, body, version, results: storedResults }: ApiRequest): JsonObject => {
  assertValid(fields({ ...searchChecks, ...pagingChecks }, true), body, 'body')
  const isSearched = searched(workspace, body)
  const query = {
    key: queryKey('search', body),
    limit: QUERY_CAP,
    run: () => search(workspace, body),
    find: (id: string) => {
      const node = workspace.nodes.get(id)
      return node !== undefined && isSearched(node) ? node : undefined
    },
  }
  const part = pageOfResult(storedResults, query, bodyPaging(body))
  const results = part.items.map(
    (node): Json =>
      node.kind === 'page' ? serializePage(workspace, node, version) : serializeDataSource(workspace, node, version),
  )
  return { ...listOf('page_or_data_source', results, part.next), ...requestStatus(part.next, part.total) }
}

/** `/v1/search` */
export const searchRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/search', handler: searchByTitle, changes: false },
]
