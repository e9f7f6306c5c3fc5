/** Completes the truncated properties of a page. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { Page } from '../../ops/pages/page.js'
import { invalidJob } from '../shared/jobParams.js'
import { createPool } from '../shared/pool.js'
import { startJob } from '../shared/startJob.js'
import { stoppable } from '../shared/stoppable.js'
import { completeRow } from './completeRow.js'
import type { Completion } from './completion.js'
import { CONCURRENCY, type CompletionOptions, checkCompletion } from './completionOptions.js'
import { isPage, planRow } from './planCompletion.js'

const OP = 'completePage'

const complete = async (
  ctx: Context,
  page: Page,
  options: CompletionOptions,
): Promise<Either<NotionError, Completion<string, unknown>>> => {
  const checked = checkCompletion(OP, options)
  if (isLeft(checked)) return checked
  if (!isPage(page)) {
    const issue = { field: 'page', given: page, allowed: 'a page with its properties, such as getPage returns' }
    return left(invalidJob(OP, [issue]))
  }
  const { signal, stop } = stoppable(options.signal)
  const meter = startJob(ctx, { ...options, signal })
  const plan = planRow(page, options)
  const onRead = (): void => meter.advance(1, plan.reads.length)
  const completion = await completeRow(
    { meter, pool: createPool(options.concurrency ?? CONCURRENCY), signal, onRead },
    page,
    plan,
  )
  stop()
  return right(completion)
}

/**
 * Completes the properties of a page that Notion truncates: relations and people after the 25th, texts after 25 mentions, and rollups,
 * which Notion computes from the first 25 related pages.
 *
 * It reads only properties that are, or may be, truncated, with one request per 100 elements. Notion reports truncation only for relations,
 * so exactly 25 people, or 25 mentions in a text, take a request that finds nothing more. Properties are read by id, so renaming does not
 * matter. `planCompletion` returns beforehand what will be read.
 *
 * Rollups are read from Notion, which computes them over all related pages. If the relation is complete and the result of the function
 * certain, they are computed here instead, and listed in `computed`. Formulas cannot be completed: Notion computes them from at most 25
 * references.
 *
 * Complete values have `has_more: false`, and `readProps` reads them. Incomplete values are left unchanged; rollups and formulas among them
 * get `has_more: true`, so that they are not mistaken for complete ones beside a complete relation.
 *
 * @param ctx The context to send the requests with. Its rate limit and retries apply to each.
 * @param page The page, as `getPage` or a query returns it.
 * @param options Which properties to complete, and limits. Default: all that are, or may be, incomplete.
 * @returns The page, and its incomplete properties with their reasons, such as an error of one property. Fails with a {@link NotionError}
 * only if the parameters are invalid: `InvalidInputError`.
 * @see https://developers.notion.com/reference/retrieve-a-page-property
 * @example
 * import { type Context, getPage, isFullPage } from 'notion-fp'
 * import { completePage } from 'notion-fp/completion'
 *
 * const tasksOf = async (ctx: Context, page_id: string) => {
 *   const page = await getPage(ctx, { page_id })()
 *   if (page._tag === 'Left' || !isFullPage(page.right)) return []
 *   const completion = await completePage(ctx, page.right)()
 *   if (completion._tag === 'Left') throw new Error(completion.left.message)
 *   for (const { name, reason } of completion.right.incomplete) console.log(`${name} is not complete: ${reason}`)
 *   return Object.values(completion.right.page.properties).filter(({ type }) => type === 'relation')
 * }
 */
export const completePage =
  <Name extends string = string>(
    ctx: Context,
    page: Page,
    options: CompletionOptions<Name> = {},
  ): TaskEither<NotionError, Completion<Name>> =>
  async () =>
    // For the requested properties, the type states what the completion found.
    unsafeCast(await complete(ctx, page, options))
