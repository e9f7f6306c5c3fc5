/** Retrieves all objects of one type that are shared with the connection. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { takeParams } from '../../core/input/takeParams.js'
import type { UnknownObject } from '../../core/objects/unknownObject.js'
import type { PageOrDataSource } from '../data_sources/pageOrDataSource.js'
import { readAll } from '../shared/readAll.js'
import { type SearchSort, search } from './search.js'

/** The objects to return, and their order. */
export interface SearchAllParams {
  /** The words to find in titles. Default everything shared with the connection. */
  readonly query?: string | undefined
  /** Default the most recently edited first. */
  readonly sort?: SearchSort | undefined
  /** Whether to return objects in the trash instead of the others. Default `false`. */
  readonly in_trash?: boolean | undefined
  /** The maximum number of results per request, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** The results of a search for one type. */
type Found<Kind> = Extract<PageOrDataSource, { readonly object: Kind }> | UnknownObject

/**
 * Searches for one type of object through all pages of results, and returns each object once.
 *
 * @internal
 */
export const searchAll =
  <Kind extends 'page' | 'data_source'>(
    ctx: Context,
    type: Kind,
    op: string,
    params: SearchAllParams,
  ): TaskEither<NotionError, ReadonlyArray<Found<Kind>>> =>
  async () => {
    const checked = takeParams(op, params)
    if (E.isLeft(checked)) return checked
    const { in_trash, ...rest } = checked.right
    const filter = { property: 'object', value: type, ...(in_trash !== undefined && { in_trash }) } as const
    // A search with an expired cursor can only start again.
    const found = await readAll(search, ctx, { ...rest, filter }, ({ error }) => E.left(error))
    const isOfType = (result: PageOrDataSource): result is Found<Kind> =>
      result?.object === type || result?.object === `unknown:${type}`
    return E.isLeft(found) ? found : E.right(found.right.filter(isOfType))
  }
