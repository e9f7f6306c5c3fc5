/**
 * One connection to the host of a file.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { Clock } from '../../../core/internal/clock.js'
import { withinDeadline } from '../../../core/internal/deadline.js'
import { field, tryTo } from '../../../core/internal/orUndefined.js'
import { onAbort } from '../../../core/internal/signal.js'
import { thrown, wordsOf } from '../../../core/transport/thrown.js'
import { chunkOf, isByteStream, type Steps, stepsOf } from '../shared/byteStream.js'
import type { DownloadProblem } from './downloadError.js'
import type { FileFetch, FileResponse } from './fileFetch.js'

/** What all connections of one download share. */
export interface Connecting {
  readonly fetch: FileFetch
  readonly clock: Clock
  /** The time for the response, and for each chunk, in milliseconds. */
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/** A response whose body is read chunk by chunk. */
export interface Connection {
  readonly response: FileResponse
  /** The next bytes; `undefined` at the end. */
  readonly next: () => Promise<Either<DownloadProblem | 'aborted', Uint8Array | undefined>>
  /** Ends the connection. Never throws, and is not waited for. */
  readonly close: (reason?: unknown) => void
}

type Opened = Either<DownloadProblem | 'aborted', Connection>

/** The maximum number of redirects in a row. */
const MOST_REDIRECTS = 5

const network = (thing: unknown): DownloadProblem => {
  const cause = thrown(thing)
  return { reason: 'network', words: `the connection failed: ${wordsOf(cause)}`, cause }
}

const late = (what: string, timeoutMs: number): DownloadProblem => ({
  reason: 'network',
  words: `no ${what} within ${timeoutMs} ms`,
})

/**
 * The target of a redirect; `undefined` if no file can be fetched from it. A redirect never leads from https to http.
 */
const redirectTarget = (response: FileResponse, url: string): string | undefined => {
  const location = response.headers.get('location')
  const target = location ? tryTo(() => new URL(location, url)) : undefined
  const isSafe = target?.protocol === 'https:' || (target?.protocol === 'http:' && /^http:/i.test(url))
  return isSafe ? target?.href : undefined
}

/** Opens a connection, and follows its redirects. */
export const connect = async (
  { fetch, clock, timeoutMs, signal }: Connecting,
  address: string,
  headers: Record<string, string>,
): Promise<Opened> => {
  const controller = new AbortController()
  const leave = onAbort(signal, () => controller.abort(signal?.reason))
  let steps: Steps | undefined
  const close = (reason?: unknown): void => {
    leave()
    void (async () => steps?.cancel(reason))().catch(() => undefined)
    controller.abort(reason)
  }

  const within = async <A>(what: string, work: () => Promise<A>): Promise<Either<DownloadProblem | 'aborted', A>> => {
    try {
      const ended = await withinDeadline(clock, timeoutMs, signal, async () => ({ value: await work() }))
      if (typeof ended !== 'string') return right(ended.value)
      close()
      return left(ended === 'aborted' ? ended : late(what, timeoutMs))
    } catch (thing) {
      close()
      return left(signal?.aborted ? 'aborted' : network(thing))
    }
  }

  const ask = (url: string, redirect: 'manual' | 'follow') => (): Promise<FileResponse> =>
    fetch(url, { method: 'GET', headers, signal: controller.signal, redirect })

  const read = async (): Promise<Uint8Array | undefined> => {
    for (;;) {
      const step = await steps?.next()
      if (!step || step.done) return undefined
      const chunk = chunkOf(step.value)
      if (chunk.length > 0) return chunk
    }
  }

  const opened = ({ status, headers, body = null }: FileResponse): Opened => {
    if (isByteStream(body)) steps = stepsOf(body)
    // A header that cannot be read, or is not a text, counts as missing.
    const get = (name: string): string | null => {
      const value: unknown = tryTo(() => headers.get(name))
      return typeof value === 'string' ? value : null
    }
    return right({ response: { status, headers: { get }, body }, next: () => within('data', read), close })
  }

  const follow = async (url: string, hops: number, redirect: 'manual' | 'follow' = 'manual'): Promise<Opened> => {
    const asked = await within('response', ask(url, redirect))
    if (asked._tag === 'Left') return asked
    const response = asked.right
    if (typeof field(response.headers, 'get') !== 'function') throw new TypeError('the fetch returned no response')
    // A browser hides the target of a redirect, and follows it without credentials for another host.
    if (response.status === 0 && redirect === 'manual') return follow(url, hops, 'follow')
    if (![301, 302, 303, 307, 308].includes(response.status)) return opened(response)
    const target = redirectTarget(response, url)
    if (response.body && isByteStream(response.body)) steps = stepsOf(response.body)
    void (async () => steps?.cancel(undefined))().catch(() => undefined)
    steps = undefined
    if (target !== undefined && hops > 0) return follow(target, hops - 1)
    close()
    const words = target === undefined ? 'a redirect without https' : `more than ${MOST_REDIRECTS} redirects`
    return left({ reason: 'redirect', words, status: response.status })
  }

  if (signal?.aborted) return left('aborted')
  try {
    return await follow(address, MOST_REDIRECTS)
  } catch (thing) {
    close()
    return left(network(thing))
  }
}
