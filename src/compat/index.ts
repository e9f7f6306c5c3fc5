/** The interface of the official client, for tools that require one: the entry `notion-fp/compat`. */

export { asNotionClient, type NotionClient, type NotionClientOptions } from './asNotionClient.js'
export type { NotionClientError } from './clientError.js'
export type { Mutable } from './mutable.js'
export type { FormValue, RawRequest } from './rawRequest.js'
