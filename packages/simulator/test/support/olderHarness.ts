import { asArray, asObject, type JsonObject } from '../../src/domain/values/json.js'
import type { Harness } from './harness.js'

/** A text as requests contain it. */
export const text = (content: string): ReadonlyArray<JsonObject> => [{ type: 'text', text: { content } }]

/** A database of an older version below the home page. */
export const aDatabase = ({ ok, home }: Harness, properties: JsonObject = {}, title = 'Plants'): Promise<JsonObject> =>
  ok('POST', 'databases', {
    parent: { type: 'page_id', page_id: home },
    title: text(title),
    properties: { Name: { title: {} }, ...properties },
  })

/** A row of a database of an older version. */
export const aRowOf = ({ ok }: Harness, database: JsonObject, name: string, properties: JsonObject = {}) =>
  ok('POST', 'pages', {
    parent: { database_id: database.id ?? '' },
    properties: { Name: { title: text(name) }, ...properties },
  })

/** The first element of a list response. */
export const first = (list: JsonObject): JsonObject => asObject(asArray(list.results)[0])
