/** How files are fetched from their hosts. */

/** The second argument of {@link FileFetch}. It has no token: the host of a file is not Notion's API. */
export interface FileFetchInit {
  readonly method: 'GET'
  readonly headers: Record<string, string>
  readonly signal: AbortSignal
  /** `manual`, unless the platform hides the target of a redirect. */
  readonly redirect: 'manual' | 'follow'
}

/** The part of a `Response` that is read from the result of {@link FileFetch}. */
export interface FileResponse {
  readonly status: number
  readonly headers: { readonly get: (name: string) => string | null }
  readonly body?: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null
}

/** The function that fetches files: a `fetch` whose responses have a body that can be read as a stream. */
export type FileFetch = (url: string, init: FileFetchInit) => Promise<FileResponse>
