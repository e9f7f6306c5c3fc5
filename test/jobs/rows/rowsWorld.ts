/** A simulator with a data source of tasks, and its declaration. */

import type { Simulator } from '@notion-fp/simulator'
import type { Either } from 'fp-ts/Either'
import { createContext } from '../../../src/core/context/createContext.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import type { Context } from '../../../src/index.js'
import { defineDataSource } from '../../../src/jobs/rows/index.js'
import {
  checkbox,
  date,
  files,
  formula,
  multiSelect,
  number,
  people,
  relation,
  richText,
  select,
  title,
} from '../../../src/props/index.js'
import { aSimulator, goingTo } from '../../simulator/world.js'
import { fakeClock } from '../../support/fakes.js'

export const TASKS = '22222222-0000-4000-8000-000000000001'
export const TASKS_DATABASE = '22222222-0000-4000-8000-00000000000d'

export const Tasks = defineDataSource({
  data_source_id: TASKS,
  title: 'Tasks',
  properties: {
    Name: title,
    Stage: select.of('Todo', 'Done'),
    Tags: multiSelect.of('home', 'garden'),
    Estimate: number,
    Due: date,
    Done: checkbox,
    Notes: richText,
    Next: relation.to(() => TASKS),
    Owner: people,
    Files: files,
    Double: formula.of('number'),
  },
})

/** The schema of the data source, as the simulator declares one. */
export const SCHEMA = {
  Name: 'title',
  Stage: ['Todo', 'Done'],
  Tags: { multi_select: { options: [{ name: 'home' }, { name: 'garden' }] } },
  Estimate: 'number',
  Due: 'date',
  Done: 'checkbox',
  Notes: 'rich_text',
  Next: { relation: { data_source_id: TASKS, single_property: {} } },
  Owner: 'people',
  Files: 'files',
  Double: { formula: { expression: 'prop("Estimate") * 2' } },
} as const

/** A row that the simulator loads. */
export interface LoadedRow {
  readonly [name: string]: unknown
}

/** The simulator's data source of tasks, with rows. */
export const withTasks = (rows: ReadonlyArray<LoadedRow>, schema: object = SCHEMA) => ({
  databases: [{ id: TASKS_DATABASE, data_source_id: TASKS, title: 'Tasks', properties: schema, rows }],
})

/** The body of a request, with the path. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly body: { readonly [name: string]: unknown }
}

/** A simulator with these rows, a context that calls it, and what was sent. */
export const aTable = async (rows: ReadonlyArray<LoadedRow>, schema: object = SCHEMA) => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock)
  // Rows of tests have values of JSON.
  await simulator.load(unsafeCast<Parameters<Simulator['load']>[0]>(withTasks(rows, schema)))
  const sent: Array<Sent> = []
  const ctx: Context = createContext({
    ...goingTo(simulator, clock),
    fetch: async (url: string, init: RequestInit) => {
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : {}
      sent.push({ method: init.method ?? 'GET', path: new URL(url).pathname + new URL(url).search, body })
      return simulator.fetch(url, init)
    },
  })
  return { simulator, clock, ctx, sent }
}

/** A time, so many minutes after the start of a day. */
export const minute = (count: number): string => new Date(Date.UTC(2026, 2, 1) + count * 60_000).toISOString()

/**
 * Makes contexts that query a data source of many rows, which were created at these minutes, in ascending order. A query returns what
 * Notion would, without the work that the simulator does for each row: at most `cap` rows. The name of a row is its index.
 *
 * `failing` are responses in place of the next ones to requests with a cursor.
 */
export const longTables = async () => {
  const { simulator, clock } = await aTable([{ Name: 'NAME' }], { Name: 'title' })
  const headers = { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' }
  const query = `https://api.notion.com/v1/data_sources/${TASKS}/query`
  const { results, ...list } = await (await simulator.fetch(query, { method: 'POST', headers, body: '{}' })).json()
  const [{ id, created_time }] = results
  const template = JSON.stringify(results[0])
  const rowAt = (time: string, index: number): unknown =>
    JSON.parse(
      template
        .replaceAll(id, `44444444-0000-4000-8000-${`${index}`.padStart(12, '0')}`)
        .replaceAll(created_time, time)
        .replaceAll('NAME', `${index}`),
    )
  return (minutes: ReadonlyArray<number>, cap: number, failing: Array<Response> = []) => {
    const times = minutes.map(minute)
    const sent: Array<Sent['body']> = []
    const ctx: Context = createContext({
      ...goingTo(simulator, clock),
      fetch: async (_: string, init: RequestInit) => {
        const body = JSON.parse(`${init.body}`)
        sent.push(body)
        const failed = body.start_cursor && failing.shift()
        if (failed) return failed
        const since = body.filter?.created_time?.on_or_after ?? ''
        const origin = times.findIndex((time) => time >= since)
        const from = body.start_cursor ? Number(body.start_cursor) : origin
        const to = Math.min(from + (body.page_size ?? 100), origin + cap, times.length)
        const isCut = to === origin + cap && to < times.length
        const has_more = to < times.length && !isCut
        return Response.json({
          ...list,
          results: times.slice(from, to).map((time, index) => rowAt(time, from + index)),
          has_more,
          next_cursor: has_more ? `${to}` : null,
          ...(isCut && { request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' } }),
        })
      },
    })
    return { ctx, sent }
  }
}

/** The result of a job. Throws its error. */
export const done = <A>(result: Either<unknown, A>): A => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left))
  return result.right
}
