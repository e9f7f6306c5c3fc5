/** A host of files that does what hosts of files do: ranges, redirects, expired addresses, connections that break. */
import type { FileFetch, FileFetchInit, FileResponse } from '../../../../src/jobs/files/download/fileFetch.js'

/** What the host does with one request, in place of what it should. */
export type Whim =
  | { readonly status: number; readonly headers?: Record<string, string> }
  /** The connection breaks after so many bytes of this response: with an error, by an early end, or by silence. */
  | { readonly breakAfter: number; readonly how?: 'error' | 'end' | 'silence' }
  | { readonly throws: Error }

/** A request that arrived. */
export interface Arrived extends FileFetchInit {
  readonly url: string
}

/** The options of a host. */
export interface HostOptions {
  /** Whether it knows ranges. Default true. */
  readonly ranges?: boolean
  readonly etag?: (request: number) => string | undefined
  /** Headers of every response with content. */
  readonly headers?: Record<string, string>
  /** Whether it says how long the content is. Default true. */
  readonly length?: boolean
  readonly chunk?: number
}

/** A host with one file, whose n-th request is answered by the n-th whim. */
export const fileHost = (
  bytes: Uint8Array,
  whims: ReadonlyArray<Whim | undefined> = [],
  { ranges = true, etag = () => '"1"', headers = {}, length = true, chunk = 1000 }: HostOptions = {},
) => {
  const arrived: Array<Arrived> = []
  const cancelled: Array<number> = []

  const body = (content: Uint8Array, number: number, whim: Whim | undefined): ReadableStream<Uint8Array> => {
    let at = 0
    const end = whim && 'breakAfter' in whim ? whim.breakAfter : content.length
    return new ReadableStream({
      pull: (controller) => {
        if (at < end) {
          const next = Math.min(at + chunk, end)
          controller.enqueue(content.subarray(at, next))
          at = next
          return undefined
        }
        if (!whim || !('breakAfter' in whim) || whim.how === 'end') return controller.close()
        if (whim.how === 'silence') return new Promise(() => undefined)
        return controller.error(new TypeError('terminated'))
      },
      cancel: () => {
        cancelled.push(number)
      },
    })
  }

  const fetch: FileFetch = async (url, init): Promise<FileResponse> => {
    const number = arrived.length
    arrived.push({ url, ...init })
    const whim = whims[number]
    if (whim && 'throws' in whim) throw whim.throws
    if (whim && 'status' in whim) return new Response('<Error/>', { status: whim.status, headers: whim.headers ?? {} })
    const tag = etag(number)
    const from = Number(/^bytes=(\d+)-$/.exec(init.headers.range ?? '')?.[1] ?? 0)
    const isRange = ranges && from > 0 && (init.headers['if-range'] ?? tag) === tag
    const content = isRange ? bytes.subarray(from) : bytes
    return new Response(body(content, number, whim), {
      status: isRange ? 206 : 200,
      headers: {
        'content-type': 'application/pdf',
        ...(length && { 'content-length': `${content.length}` }),
        ...(tag && { etag: tag }),
        ...(isRange && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
        ...headers,
      },
    })
  }
  return { fetch, arrived, cancelled }
}
