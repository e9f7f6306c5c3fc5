import { isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { getPage, getPageRequest } from '../../ops/pages/getPage.js'
import { prepareRow, type ReadOptions, readAnswer } from './oneRow.js'
import { filterProperties, type OnMismatch, type QueriedRow } from './queryRows.js'
import { type ReturnedRow, ROW_CHECKS, ROW_ID } from './rowParams.js'
import type { AnyDefinition, PropertyKeyOf } from './rowTypes.js'

/** Parameters of {@link getRow}. */
export interface GetRowParams<
  Definition extends AnyDefinition,
  Key extends PropertyKeyOf<Definition> = PropertyKeyOf<Definition>,
  Mismatch extends OnMismatch = 'strict',
> extends ReturnedRow<Definition, Key, Mismatch> {
  /** The id or URL of the row. */
  readonly page_id: string
}

/**
 * Retrieves a row of a declared data source.
 *
 * @param ctx The context to send the request with.
 * @param params The declaration and the id of the row.
 * @returns The row. Fails with a {@link NotionError}, in particular with `DecodeError` if the row does not match its declaration, and
 * `NotFoundError` if it does not exist or is not shared with the connection.
 * @see https://developers.notion.com/reference/retrieve-a-page
 * @example
 * import type { Context } from 'notion-fp'
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, getRow } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Estimate: number } })
 *
 * const task = (ctx: Context, page_id: string) => getRow(ctx, { source: Tasks, page_id })
 */
export const getRow =
  <
    Definition extends AnyDefinition,
    const Key extends PropertyKeyOf<Definition> & string = PropertyKeyOf<Definition>,
    const Mismatch extends OnMismatch = 'strict',
  >(
    ctx: Context,
    params: GetRowParams<Definition, Key, Mismatch>,
  ): TaskEither<NotionError, QueriedRow<Definition, Key, Mismatch>> =>
  async () => {
    // The type parameters say which keys exist; the implementation works with any declaration, and `prepareRow` checks the values.
    const options = unsafeCast<ReadOptions>(params)
    const prepared = prepareRow('getRow', options, { ...ROW_CHECKS, page_id: ROW_ID }, ['source', 'page_id'], false)
    if (isLeft(prepared)) return prepared
    const { page_id, select } = params
    const request = { page_id, ...(select && filterProperties(prepared.right.selected)) }
    const page = await getPage(ctx, request)()
    if (isLeft(page)) return page
    // The types of the row follow from the declaration.
    return unsafeCast(await readAnswer(ctx, getPageRequest(request), page.right, options, prepared.right))
  }
