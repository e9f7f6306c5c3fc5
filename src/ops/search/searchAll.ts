/** Everything of one kind that is shared with the connection. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { takeParams } from '../../core/input/takeParams.js'
import type { UnknownObject } from '../../core/objects/unknownObject.js'
import type { PageOrDataSource } from '../data_sources/pageOrDataSource.js'
import { readAll } from '../shared/readAll.js'
import { type SearchSort, search } from './search.js'

/** Which objects are given and in which order. */
export interface SearchAllParams {
  /** Words of the title; everything that is shared with the connection, where it is left out. */
  readonly query?: string | undefined
  /** Default what was edited last comes first. */
  readonly sort?: SearchSort | undefined
  /** Whether objects in the trash are given, in place of the others. */
  readonly in_trash?: boolean | undefined
  /** How many objects one request fetches at most, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** What a search for one kind finds. */
type Found<Kind> = Extract<PageOrDataSource, { readonly object: Kind }> | UnknownObject

/**
 * Everything of one kind that a search finds, to the end of its pages, each object once.
 *
 * @internal
 */
export const searchAll =
  <Kind extends 'page' | 'data_source'>(
    ctx: Context,
    value: Kind,
    op: string,
    params: SearchAllParams,
  ): TaskEither<NotionError, ReadonlyArray<Found<Kind>>> =>
  async () => {
    const taken = takeParams(op, params)
    if (E.isLeft(taken)) return taken
    const { in_trash, ...rest } = taken.right
    const filter = { property: 'object', value, ...(in_trash !== undefined && { in_trash }) } as const
    // A search has no way to go on after a dead cursor but to begin again.
    const found = await readAll(search, ctx, { ...rest, filter }, ({ error }) => E.left(error))
    const isWanted = (one: PageOrDataSource): one is Found<Kind> =>
      one?.object === value || one?.object === `unknown:${value}`
    return E.isLeft(found) ? found : E.right(found.right.filter(isWanted))
  }
