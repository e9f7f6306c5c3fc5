/** Converts an operation to a method of the official client, which returns a promise. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../core/call/context.js'
import { invalidInputError, type NotionError } from '../core/call/error.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { clientError } from './clientError.js'
import { type Mutable, mutableCopy } from './mutable.js'

/** The parameters that every method has. */
export interface WithAuth {
  /** The token of this call instead of that of the context. It requires `contextFor`. */
  readonly auth?: string | undefined
}

/** The arguments of a method: optional if no parameter is required. */
export type Args<Params> = string extends keyof Params
  ? [args?: WithAuth]
  : object extends Params
    ? [args?: Params & WithAuth]
    : [args: Params & WithAuth]

/** Returns the context of a call by its `auth`. */
export type ContextOf = (auth: unknown) => Context | undefined

/** Runs a call: returns a mutable copy of the response, or rejects as the official client does. */
export const run = async <A>(call: TaskEither<NotionError, A>): Promise<Mutable<A>> => {
  const result = await call()
  if (result._tag === 'Left') throw clientError(result.left)
  return mutableCopy(result.right)
}

/** The error for a call with its own token if there is no `contextFor`: it must not be sent with another token. */
const missingContextFor = (): Error =>
  clientError(
    invalidInputError({ op: 'asNotionClient', kind: 'read', method: 'GET', path: '' }, [
      { field: 'auth', given: '(hidden)', allowed: 'absent, unless asNotionClient has the option `contextFor`' },
    ]),
  )

/** The context and the parameters of an operation, without `auth`, and without a `start_cursor` of `null`. */
export const prepareCall = <Params>(contextOf: ContextOf, args: object = {}): readonly [Context, Params] => {
  const { auth, ...params }: { readonly auth?: unknown; readonly start_cursor?: unknown } = args
  const ctx = contextOf(auth)
  if (ctx === undefined) throw missingContextFor()
  const { start_cursor, ...others } = params
  // The last page of a list has the cursor `null`, which tools pass on.
  // The arguments have the type of the parameters besides `auth` and a cursor of `null`, but arrive here as any object.
  return [ctx, unsafeCast<Params>(start_cursor === null ? others : params)]
}

/** The type of the method of an operation. */
export type MethodOf<Op> = Op extends (ctx: Context, params: infer Params) => TaskEither<NotionError, infer Answer>
  ? (...args: Args<NonNullable<Params>>) => Promise<Mutable<Answer>>
  : never

/** Converts operations to methods with the context of each call. */
export const methodOf =
  (contextOf: ContextOf) =>
  (op: (ctx: Context, params: never) => TaskEither<NotionError, unknown>) =>
  async (args?: object): Promise<unknown> =>
    run(op(...prepareCall<never>(contextOf, args)))
