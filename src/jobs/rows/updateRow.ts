import { isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { updatePage, updatePageRequest } from '../../ops/pages/updatePage.js'
import type { CreateRowParams } from './createRow.js'
import { checkWrittenOptions, prepareRow, type ReadOptions, readAnswer } from './oneRow.js'
import { filterProperties, type OnMismatch, type QueriedRow } from './queryRows.js'
import { ROW_ID, VALUE_CHECKS } from './rowParams.js'
import type { AnyDefinition, PropertyKeyOf } from './rowTypes.js'
import { valuesRequest } from './writeValues.js'

/** Parameters of {@link updateRow}. */
export interface UpdateRowParams<
  Definition extends AnyDefinition,
  AllowNew extends boolean = false,
  Key extends PropertyKeyOf<Definition> = PropertyKeyOf<Definition>,
  Mismatch extends OnMismatch = 'strict',
> extends CreateRowParams<Definition, AllowNew, Key, Mismatch> {
  /** The id or URL of the row. */
  readonly page_id: string
}

/**
 * Updates a row of a declared data source with plain values. A list replaces the previous one.
 *
 * The values are checked before anything is sent. If a value is an option of a property whose options are not declared, the schema of the
 * data source is read to check it; the declaration then needs its `data_source_id`.
 *
 * @param ctx The context to send the request with.
 * @param params The declaration, the id of the row, and the values to change.
 * @returns The updated row. Fails with a {@link NotionError}, in particular with `InvalidInputError`, which lists each value that does not
 * fit its property. If the `outcome` of the error is `committed`, the row was updated but does not match its declaration.
 * @see https://developers.notion.com/reference/patch-page
 * @example
 * import type { Context } from 'notion-fp'
 * import { select, title } from 'notion-fp/props'
 * import { defineDataSource, updateRow } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Stage: select.of('Idea', 'Done') } })
 *
 * const finish = (ctx: Context, page_id: string) => updateRow(ctx, { source: Tasks, page_id, values: { Stage: 'Done' } })
 */
export const updateRow =
  <
    Definition extends AnyDefinition,
    const AllowNew extends boolean = false,
    const Key extends PropertyKeyOf<Definition> & string = PropertyKeyOf<Definition>,
    const Mismatch extends OnMismatch = 'strict',
  >(
    ctx: Context,
    params: UpdateRowParams<Definition, AllowNew, Key, Mismatch>,
  ): TaskEither<NotionError, QueriedRow<Definition, Key, Mismatch>> =>
  async () => {
    // The type parameters say which keys exist; the implementation works with any declaration, and `prepareRow` checks the values.
    const options = unsafeCast<ReadOptions>(params)
    const checks = { ...VALUE_CHECKS, page_id: ROW_ID }
    const prepared = prepareRow('updateRow', options, checks, ['source', 'page_id', 'values'], false)
    if (isLeft(prepared)) return prepared
    const { source, page_id, select } = params
    const { selected, written } = prepared.right
    const fit = await checkWrittenOptions('updateRow', ctx, source, written)
    if (isLeft(fit)) return fit
    const request = {
      page_id,
      properties: valuesRequest(written.values),
      ...(select && filterProperties(selected)),
    }
    const page = await updatePage(ctx, request)()
    if (isLeft(page)) return page
    // The types of the row follow from the declaration.
    return unsafeCast(await readAnswer(ctx, updatePageRequest(request), page.right, options, prepared.right))
  }
