/** One operation as a method of the official client: parameters in, a promise out. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../core/call/context.js'
import { invalidInputError, type NotionError } from '../core/call/error.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { clientError } from './clientError.js'
import { type Mutable, mutableCopy } from './mutable.js'

/** What every method takes besides. */
export interface WithAuth {
  /** The token of this call, in place of the one of the context; it needs `contextFor`. */
  readonly auth?: string | undefined
}

/** The parameters of a method: none have to be given where none are needed, or there are none. */
export type Args<Params> = string extends keyof Params
  ? [args?: WithAuth]
  : object extends Params
    ? [args?: Params & WithAuth]
    : [args: Params & WithAuth]

/** The context of a call by the token that it brings. */
export type ContextOf = (auth: unknown) => Context | undefined

/** Gives the answer of a call as something that may be changed, or rejects as the official client does. */
export const run = async <A>(call: TaskEither<NotionError, A>): Promise<Mutable<A>> => {
  const result = await call()
  if (result._tag === 'Left') throw clientError(result.left)
  return mutableCopy(result.right)
}

/** Why a call with a token of its own is not made: it must not go out under another one. */
const noContext = (): Error =>
  clientError(
    invalidInputError({ op: 'asNotionClient', kind: 'read', method: 'GET', path: '' }, [
      { field: 'auth', given: '(hidden)', allowed: 'left out, unless asNotionClient is given `contextFor`' },
    ]),
  )

/** A context, and parameters as operations take them: no token, and no cursor in place of an empty one. */
export const prepared = <Params>(contextOf: ContextOf, args: object = {}): readonly [Context, Params] => {
  const { auth, ...params }: { readonly auth?: unknown; readonly start_cursor?: unknown } = args
  const ctx = contextOf(auth)
  if (ctx === undefined) throw noContext()
  const { start_cursor, ...others } = params
  // A list says `null` for the cursor of a page that is none, and tools hand that on.
  return [ctx, unsafeCast<Params>(start_cursor === null ? others : params)]
}

/** An operation as a method. */
export type MethodOf<Op> = Op extends (ctx: Context, params: infer Params) => TaskEither<NotionError, infer Answer>
  ? (...args: Args<NonNullable<Params>>) => Promise<Mutable<Answer>>
  : never

/** Makes methods that use the context of each call. */
export const methodOf =
  (contextOf: ContextOf) =>
  (op: (ctx: Context, params: object) => TaskEither<NotionError, unknown>) =>
  async (args?: object): Promise<unknown> =>
    run(op(...prepared<object>(contextOf, args)))
