/** The way to an endpoint that this library does not name. */
import { right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Type } from 'io-ts'
import type { CacheResource } from '../call/cache.js'
import type { CallKind, Method, Query } from '../call/call.js'
import type { Context } from '../call/context.js'
import type { NotionError } from '../call/error.js'
import type { FormPart } from '../call/request.js'
import { send } from '../call/send.js'
import { allRowsTag, EVERYTHING, relatedTag, type Tag, treeTag } from '../call/tag.js'
import { requestParams } from '../input/requestParams.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { decodeWith } from '../schema/decode.js'
import { formOf } from '../transport/form.js'

/** What {@link request} takes. */
export interface RequestParams<A = unknown> {
  readonly method: Method
  /** The path below `/v1/`, its parts encoded: `pages/0123…`. A leading `/v1/` or slash may stay. */
  readonly path: string
  readonly query?: Query | undefined
  /** The JSON body. */
  readonly body?: unknown
  /** Additional headers. They do not override the token, the version or the content type. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** A multipart body, in place of `body`. */
  readonly form?: ReadonlyArray<FormPart> | undefined
  /** What a repetition would do. Default `read` for GET, `repeatable` for DELETE, else `once`, which is never sent twice on a doubt. */
  readonly kind?: CallKind | undefined
  /** The name of the call in errors and logs. Default `request`. */
  readonly op?: string | undefined
  /**
   * The codec of the answer; one that transforms or repairs what it decodes does so. It is used whatever `validate` says, and an
   * answer that it refuses, or that makes it throw, is a `DecodeError`. Default anything.
   */
  readonly codec?: Type<A, unknown> | undefined
  /** The kind as which the answer of a read is cached, where `reads` is given too. Default: it is not cached. */
  readonly cache?: CacheResource | undefined
  /**
   * What the answer of a read depends on, besides what is above it: a write of any of these makes it stale. Tags are made by
   * `objectTag`, `childrenTag` and `rowsTag`.
   */
  readonly reads?: ReadonlyArray<Tag> | undefined
  /** The tags that a write invalidates. Default: everything, so the cache is cleared. */
  readonly writes?: ReadonlyArray<Tag> | undefined
}

const kindOf = (method: Method): CallKind => (method === 'GET' ? 'read' : method === 'DELETE' ? 'repeatable' : 'once')

/**
 * Makes any call to the API, through the same retries, limits and errors as the operations of this library.
 *
 * The answer of a read is cached where `cache` and `reads` say how. A write clears the cache, unless `writes` says what it makes stale.
 *
 * Fails with `InvalidInputError` for a path that leaves the API, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/intro
 * @example
 * import { type Context, objectTag, request } from 'notion-fp'
 *
 * // What it changes is said, so that a cache keeps the rest.
 * const lock = (ctx: Context, page_id: string) =>
 *   request(ctx, { method: 'PATCH', path: `pages/${page_id}`, body: { is_locked: true }, writes: [objectTag(page_id)] })
 */
export const request = <A = unknown>(ctx: Context, params: RequestParams<A>): TaskEither<NotionError, A> => {
  const { given, invalid } = requestParams(params)
  const {
    method = 'GET',
    path = '',
    query,
    body,
    headers,
    form,
    kind = kindOf(method),
    op = 'request',
    codec,
    cache,
    reads,
    writes = [EVERYTHING],
  } = unsafeCast<Partial<RequestParams<A>>>(given)
  return send(ctx, {
    op,
    kind,
    method,
    path: path.replace(/^\/?(v1\/)?/, ''),
    ...(query && { query }),
    ...(body !== undefined && { body }),
    ...(headers !== undefined && { headers }),
    ...(form && { content: () => formOf(form) }),
    decode: codec ? decodeWith(codec) : (json) => right(unsafeCast<A>(json)),
    codec: codec ?? null,
    ...(cache && reads && { cache: { resource: cache }, reads: () => [...reads, treeTag, allRowsTag, relatedTag] }),
    ...(kind !== 'read' && { writes: () => writes }),
    invalid,
  })
}
