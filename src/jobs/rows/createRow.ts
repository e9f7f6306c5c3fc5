import { isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { createPage, createPageRequest } from '../../ops/pages/createPage.js'
import { checkWrittenOptions, prepareRow, type ReadOptions, readAnswer } from './oneRow.js'
import type { OnMismatch, QueriedRow } from './queryRows.js'
import { type ReturnedRow, VALUE_CHECKS } from './rowParams.js'
import type { AnyDefinition, PropertyKeyOf, RowInput } from './rowTypes.js'
import { valuesRequest } from './writeValues.js'

/** Parameters of {@link createRow}. */
export interface CreateRowParams<
  Definition extends AnyDefinition,
  AllowNew extends boolean = false,
  Key extends PropertyKeyOf<Definition> = PropertyKeyOf<Definition>,
  Mismatch extends OnMismatch = 'strict',
> extends ReturnedRow<Definition, Key, Mismatch> {
  /** The values of the new row. */
  readonly values: RowInput<NoInfer<Definition>, AllowNew>
  /** Whether values may be new options, which Notion then adds to the property. Default `false`. */
  readonly allow_new_options?: AllowNew | undefined
}

/**
 * Creates a row of a declared data source from plain values. Related rows are rows or ids; files are URLs, file uploads, or results of
 * `fileOf` of `notion-fp/files`.
 *
 * The values are checked before anything is sent. If a value is an option of a property whose options are not declared, the schema of the
 * data source is read to check it. Not idempotent: not retried if the outcome is unknown; see `upsertRows`.
 *
 * @param ctx The context to send the request with.
 * @param params The declaration, with its `data_source_id`, and the values.
 * @returns The new row. Fails with a {@link NotionError}, in particular with `InvalidInputError`, which lists each value that does not fit
 * its property. If the `outcome` of the error is `committed`, the row was created but does not match its declaration.
 * @see https://developers.notion.com/reference/post-page
 * @example
 * import type { Context } from 'notion-fp'
 * import { number, relation, select, title } from 'notion-fp/props'
 * import { createRow, defineDataSource } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({
 *   data_source_id: '2f2e2d2c2b2a4928a726252423222120',
 *   properties: { Name: title, Stage: select.of('Idea', 'Done'), Estimate: number, Project: relation },
 * })
 *
 * const addTask = (ctx: Context, project_id: string) =>
 *   createRow(ctx, { source: Tasks, values: { Name: 'Write the report', Stage: 'Idea', Project: [project_id] } })
 */
export const createRow =
  <
    Definition extends AnyDefinition,
    const AllowNew extends boolean = false,
    const Key extends PropertyKeyOf<Definition> & string = PropertyKeyOf<Definition>,
    const Mismatch extends OnMismatch = 'strict',
  >(
    ctx: Context,
    params: CreateRowParams<Definition, AllowNew, Key, Mismatch>,
  ): TaskEither<NotionError, QueriedRow<Definition, Key, Mismatch>> =>
  async () => {
    // The type parameters say which keys exist; the implementation works with any declaration, and `prepareRow` checks the values.
    const options = unsafeCast<ReadOptions>(params)
    const prepared = prepareRow('createRow', options, VALUE_CHECKS, ['source', 'values'], true)
    if (isLeft(prepared)) return prepared
    const { source } = params
    const { written } = prepared.right
    const fit = await checkWrittenOptions('createRow', ctx, source, written)
    if (isLeft(fit)) return fit
    const request = {
      parent: { data_source_id: `${source.data_source_id}` },
      properties: valuesRequest(written.values),
    }
    const page = await createPage(ctx, request)()
    if (isLeft(page)) return page
    // The types of the row follow from the declaration.
    return unsafeCast(await readAnswer(ctx, createPageRequest(request), page.right, options, prepared.right))
  }
