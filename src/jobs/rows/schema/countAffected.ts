/** Counts the rows that lose data through a change of the schema. */
import { isLeft, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { JOB_OPTIONS, type JobOptions } from '../../shared/jobOptions.js'
import { checkJobParams } from '../../shared/jobParams.js'
import { startJob } from '../../shared/startJob.js'
import { readWindows } from '../readWindows.js'
import { isSchemaPlan, PLAN_EXPECTED } from './planCheck.js'
import type { SchemaChange, SchemaPlan } from './schemaPlan.js'

/** Parameters of {@link countAffected}. */
export interface CountAffectedParams extends JobOptions {
  /** A plan from `planSchema`. */
  readonly plan: SchemaPlan
}

/**
 * Counts the rows that lose data through the lossy changes of a plan: rows that have a value, or the removed option. It sends one query per
 * change, with another request per additional 100 rows. For changes without a filter, all rows are counted, once.
 *
 * @param ctx The context to send the requests with.
 * @param params The plan.
 * @returns The plan, with the number of `rows` of each lossy change. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { title } from 'notion-fp/props'
 * import { countAffected, defineDataSource, planSchema } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title } })
 *
 * const lossesOf = (ctx: Context, data_source_id: string) =>
 *   pipe(
 *     getDataSource(ctx, { data_source_id }),
 *     TE.flatMap((dataSource) => countAffected(ctx, { plan: planSchema(Tasks, dataSource) })),
 *     TE.map(({ changes }) => changes.map(({ property, loses, rows }) => `${property}: ${rows} rows lose ${loses}`)),
 *   )
 */
export const countAffected =
  (ctx: Context, params: CountAffectedParams): TaskEither<NotionError, SchemaPlan> =>
  async () => {
    const checks = { ...JOB_OPTIONS, plan: [isSchemaPlan, PLAN_EXPECTED] } as const
    const checked = checkJobParams('countAffected', params, checks, ['plan'])
    if (isLeft(checked)) return checked
    const { plan } = params
    const { ctx: job, advance } = startJob(ctx, params)
    const counts = new Map<string, number>()
    const changes: Array<SchemaChange> = []
    const total = plan.changes.filter((change) => change.class === 'lossy').length
    for (const change of plan.changes) {
      if (change.class !== 'lossy') {
        changes.push(change)
        continue
      }
      const { filter } = change
      const key = JSON.stringify(filter) ?? ''
      let rows = counts.get(key)
      if (rows === undefined) {
        rows = 0
        const { data_source_id } = plan
        for await (const page of readWindows(job, { data_source_id, filter, filter_properties: ['title'] })) {
          if (isLeft(page)) return page
          rows += page.right.length
        }
        counts.set(key, rows)
      }
      advance(1, total)
      changes.push({ ...change, rows })
    }
    return right({ ...plan, changes })
  }
