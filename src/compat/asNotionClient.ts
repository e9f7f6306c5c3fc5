/** Gives a context the interface of the official client. */
import type { Context } from '../core/call/context.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { type ContextOf, type MethodOf, methodOf } from './method.js'
import { OPERATIONS } from './operations.js'
import { rawRequestOf } from './rawRequest.js'
import { sessionStreamOf } from './sessionStream.js'

/** Options of {@link asNotionClient}. */
export interface NotionClientOptions {
  /** Returns the context for a call with its own token in `auth`. Default: such a call is rejected. */
  readonly contextFor?: (auth: string) => Context
}

/** A table of methods, from a table of operations. */
type Methods<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends (...args: never) => unknown
    ? MethodOf<Table[Name]>
    : Methods<Table[Name]>
}

/** An object with the interface of the official client.*/
export interface NotionClient extends Omit<Methods<typeof OPERATIONS>, 'sessions'> {
  /** Sends any request to the API. */
  readonly request: ReturnType<typeof rawRequestOf>
  readonly sessions: Methods<typeof OPERATIONS.sessions> & { readonly stream: ReturnType<typeof sessionStreamOf> }
}

/** A type of client that has no method which {@link NotionClient} lacks. */
type Form<Client, Whole> = {
  readonly [Name in keyof Client]: Name extends keyof Whole
    ? Client[Name] extends (...args: never) => unknown
      ? unknown
      : Form<Client[Name], Whole[Name]>
    : 'asNotionClient has no method of this name'
}

type Operation = Parameters<ReturnType<typeof methodOf>>[0]

interface Table {
  readonly [name: string]: Operation | Table
}

const methodsOf = (contextOf: ContextOf, table: Table): object => {
  const method = methodOf(contextOf)
  return Object.fromEntries(
    Object.entries(table).map(([name, one]) => [
      name,
      typeof one === 'function' ? method(one) : methodsOf(contextOf, one),
    ]),
  )
}

/**
 * Gives a context the interface of the official client, for tools that accept one, such as notion-to-md, notion-md-crawler and
 * notion-helper: `client.pages.retrieve({ page_id })` returns a promise of a page. The cache, the retries and all other middleware are
 * those of the context.
 *
 * Responses are mutable copies, not the frozen objects of a cache. A rejection is an `Error` with the fields of the official client
 * (`name`, `code`, `status`, `headers`, `body`, `request_id`) and the `NotionError` as its `cause`; it is not an instance of the error
 * classes of the official client. Input that this library rejects before sending has the code `validation_error`.
 *
 * The type of the object is inferred from its use, such as a parameter of the type `Client` of `@notionhq/client`. By default it has
 * the types of this library.
 *
 * @see https://developers.notion.com/reference/intro
 * @example
 * import { createContext } from 'notion-fp'
 * import { asNotionClient } from 'notion-fp/compat'
 *
 * const client = asNotionClient(createContext({ auth: 'ntn_…' }))
 *
 * const titleOf = async (page_id: string) => (await client.pages.retrieve({ page_id })).url
 */
export const asNotionClient = <Client extends Form<Client, NotionClient> = NotionClient>(
  ctx: Context,
  { contextFor }: NotionClientOptions = {},
): Client => {
  const contextOf: ContextOf = (auth) =>
    auth === undefined || auth === null ? ctx : typeof auth === 'string' ? contextFor?.(auth) : undefined
  // `methodsOf` keeps the names and the nesting of the table, but `Object.fromEntries` does not relate names to types.
  const methods = unsafeCast<Methods<typeof OPERATIONS>>(methodsOf(contextOf, OPERATIONS))
  const client: NotionClient = {
    ...methods,
    request: rawRequestOf(contextOf),
    sessions: { ...methods.sessions, stream: sessionStreamOf(contextOf) },
  }
  // `Form` checks the names of the methods of `Client`. Their types differ from those of this library in details, such as literals.
  return unsafeCast(client)
}
