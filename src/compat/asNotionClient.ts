/** A context as an object in the form of the official client. */
import type { Context } from '../core/call/context.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { type ContextOf, type MethodOf, methodOf } from './method.js'
import { OPERATIONS } from './operations.js'
import { rawRequestOf } from './rawRequest.js'
import { sessionStreamOf } from './sessionStream.js'

/** What {@link asNotionClient} may be told besides. */
export interface NotionClientOptions {
  /** The context of a call that brings a token of its own as `auth`; without it, such a call is refused. */
  readonly contextFor?: (auth: string) => Context
}

/** A table of operations as one of methods. */
type Methods<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends (...args: never) => unknown
    ? MethodOf<Table[Name]>
    : Methods<Table[Name]>
}

/** An object in the form of the official client. */
export interface NotionClient extends Omit<Methods<typeof OPERATIONS>, 'sessions'> {
  /** Any call to the API. */
  readonly request: ReturnType<typeof rawRequestOf>
  readonly sessions: Methods<typeof OPERATIONS.sessions> & { readonly stream: ReturnType<typeof sessionStreamOf> }
}

/** A type of clients that has no method which {@link NotionClient} lacks. */
type Form<Client, Whole> = {
  readonly [Name in keyof Client]: Name extends keyof Whole
    ? Client[Name] extends (...args: never) => unknown
      ? unknown
      : Form<Client[Name], Whole[Name]>
    : 'asNotionClient has nothing of this name'
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
 * Gives a context the form of the official client, for tools that take one, such as notion-to-md, notion-md-crawler and
 * notion-helper: `client.pages.retrieve({ page_id })` is a promise of a page. Cache, retries and the rest are those of the context.
 *
 * Answers are copies that a tool may change, not the frozen ones of a cache. A failure is an `Error` with the fields that the official
 * client gives it (`name`, `code`, `status`, `headers`, `body`, `request_id`), and the `NotionError` as its `cause`; `instanceof` the
 * classes of the official client it is not. What this library refuses before sending has the code `validation_error`.
 *
 * Where a type is asked for, such as the `Client` of `@notionhq/client` that a tool takes, the object has that type; alone, it has
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
  const methods = unsafeCast<Methods<typeof OPERATIONS>>(methodsOf(contextOf, unsafeCast(OPERATIONS)))
  const client: NotionClient = {
    ...methods,
    request: rawRequestOf(contextOf),
    sessions: { ...methods.sessions, stream: sessionStreamOf(contextOf) },
  }
  return unsafeCast(client)
}
