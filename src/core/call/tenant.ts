/** Separates the callers that share state, without storing their tokens in plain text. */
import { type Either, left, right } from 'fp-ts/Either'
import { chain } from '../internal/chain.js'
import { withinDeadline } from '../internal/deadline.js'
import { checkOptions, hasFunctions } from '../internal/options.js'
import { tryTo } from '../internal/orUndefined.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { patienceMs } from './budget.js'
import type { Config } from './config.js'
import { abortError, type NotionError, timeoutError } from './error.js'
import type { AnyRequest, NotionRequest } from './request.js'

/** Identifies the token, the API version and the base URL of a caller, without showing them. */
export type Tenant = () => string | Promise<string>

/**
 * The first 16 bytes of a SHA-256, enough to avoid collisions, as hex. It rejects without Web Crypto.
 *
 * @internal
 */
export const sha256 = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The tenant of a token: synchronously, if it is the same token as before. */
const hasher = ({ notionVersion, baseUrl }: Config): ((token: unknown) => string | Promise<string>) => {
  // Only the last token: most contexts never change theirs, and hashing another one is cheap.
  let known: { readonly token: unknown; readonly waiting: Array<(tenant: string) => void>; tenant?: string } | undefined
  return (token) => {
    const mine = known && token === known.token ? known : { token, waiting: [] }
    known = mine
    // Every caller computes the hash, and the first result resolves all of them, in order of arrival. No caller depends on the work of
    // another: in a Worker, work ends with the request that started it, and its promises never settle.
    return (
      mine.tenant ??
      new Promise((resolve, reject) => {
        mine.waiting.push(resolve)
        sha256([token, notionVersion, baseUrl].join('\n')).then((tenant) => {
          mine.tenant = tenant
          for (const proceed of mine.waiting.splice(0)) proceed(tenant)
        }, reject)
      })
    )
  }
}

/**
 * The tenant of a config: a SHA-256 of its token, version and base URL. It rejects if the platform has no Web Crypto (a page
 * that is not served over https); nothing is cached then.
 *
 * @throws TypeError if `config` is not a config.
 * @example
 * import { createContext, tenantOf, withDedupe, wrap } from 'notion-fp'
 *
 * const ctx = createContext({ auth: 'ntn_…' })
 * const tenant = tenantOf(ctx.config)
 * const derived = wrap(withDedupe({ tenant }))(ctx)
 */
export const tenantOf = (config: Config): Tenant => {
  checkOptions({ config }, { config: [hasFunctions('auth'), 'the config of a context'] }, 'config')
  const hash = hasher(config)
  return () => {
    const token = config.auth()
    return typeof token === 'string' ? hash(token) : Promise.resolve(token).then(hash)
  }
}

type Found = Either<NotionError, string | null>

type Result<A> = Promise<Either<NotionError, A>>

/**
 * Continues a call with its tenant; `null` if it cannot be determined.
 *
 * @internal
 */
export type WithTenant = <A>(request: NotionRequest<A>, proceed: (tenant: string | null) => Result<A>) => Result<A>

/**
 * Finds the tenant of a call for a middleware. The outermost middleware waits for the auth function, up to the timeout of one attempt,
 * and passes the tenant on in `request.tenant`. A call that is aborted meanwhile stops there.
 *
 * @param own The tenant from the options of the middleware, used in place of `request.tenant`.
 *
 * @internal
 */
export const withTenant = (config: Config, own?: Tenant): WithTenant => {
  const ask: Tenant = own ?? config.auth
  // At run time `own` may return anything: `found` throws unless it is a string, and `wait` catches that.
  const hash = own ? (given: unknown) => unsafeCast<string>(given) : hasher(config)

  const found = (tenant: string | Promise<string>): Found | Promise<Found> =>
    typeof tenant === 'string' ? right(tenant) : tenant.then(right, () => right(null))

  const wait = async (request: AnyRequest, given: unknown): Promise<Found> => {
    const { signal } = request
    const timeoutMs = patienceMs(config, request)
    try {
      const asked = await withinDeadline(config.clock, timeoutMs, signal, async () => ({ token: await given }))
      if (asked === 'aborted') return left(abortError(request, signal))
      return asked === 'timeout'
        ? left(timeoutError(request, 'no token from the auth function', timeoutMs, 'not-applied'))
        : await found(hash(asked.token))
    } catch {
      return right(null)
    }
  }

  const find = (request: AnyRequest): Found | Promise<Found> => {
    const { secret, signal } = request
    if (signal?.aborted) return left(abortError(request, signal))
    // A call with its own credentials does not send the token.
    const known = secret ? null : own ? undefined : request.tenant
    if (known !== undefined) return right(known)
    const given = tryTo(ask, null)
    if (given === null) return right(null)
    return typeof given === 'string' ? found(hash(given)) : wait(request, given)
  }

  return (request, proceed) =>
    chain(find(request), (known) => (known._tag === 'Left' ? Promise.resolve(known) : proceed(known.right)))
}
