/** Calls any endpoint, including those without an operation in this library. */
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
import { once, repeatable } from '../transport/writes.js'

/** The parameters of {@link request}. */
export interface RequestParams<A = unknown> {
  readonly method: Method
  /** The path below `/v1/`, with encoded segments: `pages/0123…`. A leading `/v1/` or slash is allowed. */
  readonly path: string
  readonly query?: Query | undefined
  /** The JSON body. */
  readonly body?: unknown
  /** Additional headers. They do not override the token, the version or the content type. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** A multipart body, instead of `body`. */
  readonly form?: ReadonlyArray<FormPart> | undefined
  /** Whether the call is safe to repeat. Default `read` for GET, `repeatable` for DELETE, otherwise `once`. */
  readonly kind?: CallKind | undefined
  /** The name of the call in errors and logs. Default `request`. */
  readonly op?: string | undefined
  /**
   * The codec that decodes the response, and may transform it. It is used whatever `validate` is. If it fails or throws, the call fails
   * with `DecodeError`. Default: the response is not checked.
   */
  readonly codec?: Type<A, unknown> | undefined
  /** The kind under which the response of a read is cached; requires `reads`. Default: it is not cached. */
  readonly cache?: CacheResource | undefined
  /**
   * The tags that the response of a read depends on: a write of any of them invalidates it. Use `objectTag`, `childrenTag` and
   * `rowsTag`.
   */
  readonly reads?: ReadonlyArray<Tag> | undefined
  /** The tags that a write invalidates. Default: everything, so the cache is cleared. */
  readonly writes?: ReadonlyArray<Tag> | undefined
}

const kindOf = (method: Method): CallKind => (method === 'GET' ? 'read' : method === 'DELETE' ? 'repeatable' : 'once')

/**
 * Sends any request to the API, with the same middleware and errors as the operations of this library.
 *
 * The response of a read is cached if `cache` and `reads` are given. A write clears the cache, unless `writes` contains the tags to
 * invalidate.
 *
 * Fails with a {@link NotionError}: an `InvalidInputError` for a path outside of the API, otherwise as any call.
 *
 * @see https://developers.notion.com/reference/intro
 * @example
 * import { type Context, objectTag, request } from 'notion-fp'
 *
 * // With `writes`, only what depends on this page is removed from the cache.
 * const lock = (ctx: Context, page_id: string) =>
 *   request(ctx, { method: 'PATCH', path: `pages/${page_id}`, body: { is_locked: true }, writes: [objectTag(page_id)] })
 */
export const request = <A = unknown>(ctx: Context, params: RequestParams<A>): TaskEither<NotionError, A> => {
  const { given, invalid } = requestParams(params)
  // `requestParams` reads the fields one by one, which loses their types. It reports invalid ones in `invalid`.
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
    ...(kind === 'read' ? { kind } : kind === 'once' ? once : repeatable),
    method,
    path: path.replace(/^\/?(v1\/)?/, ''),
    ...(query && { query }),
    ...(body !== undefined && { body }),
    ...(headers !== undefined && { headers }),
    ...(form && { content: () => formOf(form) }),
    // Without a codec, the caller chooses the type `A`, and nothing checks it.
    decode: codec ? decodeWith(codec) : (json) => right(unsafeCast<A>(json)),
    codec: codec ?? null,
    ...(cache &&
      reads && { cache: { resource: cache }, reads: () => [...new Set([...reads, treeTag, allRowsTag, relatedTag])] }),
    ...(kind !== 'read' && { writes: () => writes }),
    invalid,
  })
}
