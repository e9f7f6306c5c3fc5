/** Which fetches the compiler takes for `fetch` of the settings. Nothing here runs. */
import type { Fetch, FetchInit } from '../../src/core/call/config.js'
import { makeContext } from '../../src/core/context/makeContext.js'
import { fetchFetcher } from '../../src/core/transport/fetchFetcher.js'

/** What node-fetch declares, as far as it differs from the platform. */
declare namespace NodeFetch {
  interface AbortSignal {
    readonly aborted: boolean
    addEventListener(type: 'abort', listener: (event: unknown) => void, options?: boolean | { once?: boolean }): void
    removeEventListener(type: 'abort', listener: (event: unknown) => void): void
    dispatchEvent(event: unknown): boolean
  }
  class FormData {
    append(name: string, value: unknown, filename?: string): void
    readonly boundary: string
  }
  interface RequestInit {
    body?: string | NodeFetch.FormData | ArrayBuffer | null
    headers?: Record<string, string> | Iterable<readonly [string, string]>
    method?: string
    redirect?: 'error' | 'follow' | 'manual'
    signal?: NodeFetch.AbortSignal | null
    size?: number
    agent?: unknown
  }
  class Headers implements Iterable<[string, string]> {
    get(name: string): string | null
    raw(): Record<string, Array<string>>
    [Symbol.iterator](): Iterator<[string, string]>
  }
  class Response {
    readonly status: number
    readonly headers: NodeFetch.Headers
    readonly body: { readonly readable: boolean } | null
    readonly redirected: boolean
    readonly url: string
    text(): Promise<string>
  }
  function fetch(url: string | URL | { readonly href: string }, init?: RequestInit): Promise<Response>
}

/** What undici declares, as far as it differs from the platform. */
declare namespace Undici {
  class FormData {
    append(name: string, value: unknown, fileName?: string): void
    readonly [Symbol.toStringTag]: string
    readonly undici: true
  }
  interface RequestInit {
    body?: string | Undici.FormData | Iterable<Uint8Array> | null
    headers?: Record<string, string>
    method?: string
    redirect?: 'error' | 'follow' | 'manual'
    signal?: AbortSignal | null
    dispatcher?: { readonly dispatch: (options: unknown) => boolean }
    duplex?: 'half'
  }
  function fetch(input: string | URL, init?: RequestInit): Promise<Response>
}

const dispatcher = { dispatch: () => true }

/** Fetches of the platform, of libraries, and of one's own. */
export const taken: ReadonlyArray<Fetch> = [
  fetch,
  globalThis.fetch,
  NodeFetch.fetch,
  Undici.fetch,
  (url, init) => fetch(url, init),
  (url, init) => NodeFetch.fetch(url, { ...init, agent: 'an agent' }),
  (url, init) => Undici.fetch(url, { ...init, dispatcher }),
  (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  (input: string | URL | Request, init?: RequestInit) => fetch(new Request(input, init)),
  async () => Response.json({}),
  async (url: string, { method, headers }: FetchInit) => Response.json({ url, method, ours: new Headers(headers) }),
  async (_url, { body }) => Response.json(body === undefined ? {} : JSON.parse(body)),
]

export const contexts = taken.map((one) => makeContext({ auth: 'ntn_…', fetch: one }, fetchFetcher))

export const refused: ReadonlyArray<Fetch> = [
  // @ts-expect-error no promise
  () => Response.json({}),
  // @ts-expect-error no answer
  async () => undefined,
  // @ts-expect-error another argument than an address
  (request: Request) => fetch(request),
]
