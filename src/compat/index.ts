/** The official client's form of this library, for tools that take a client and nothing else: the entry `notion-fp/compat`. */

export { asNotionClient, type NotionClient, type NotionClientOptions } from './asNotionClient.js'
export type { NotionClientError } from './clientError.js'
export type { Mutable } from './mutable.js'
export type { FormValue, RawRequest } from './rawRequest.js'
