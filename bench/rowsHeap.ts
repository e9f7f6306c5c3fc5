/** The heap and the processor time that it takes to read many rows, in windows, each in a process of its own. */
import { execFileSync } from 'node:child_process'
import type { Pair } from './measure.js'

/** How many rows are read. */
const ROWS_READ = 30_000

/** The programs that yield one item a row. */
const READERS = {
  queryRows: `
    const { defineDataSource, queryRows } = await load('jobs/rows/index.js')
    const { checkbox, date, multiSelect, number, richText, title } = await load('props/index.js')
    const types = { title, number, checkbox, date, rich_text: richText, multi_select: multiSelect }
    const declared = Object.entries(properties).flatMap(([name, { type }]) => (types[type] ? [[name, types[type]]] : []))
    const source = defineDataSource({ data_source_id: id, properties: Object.fromEntries(declared) })
    const read = (ctx) => queryRows(ctx, { source })
  `,
  getDataSourceEntries: `
    const read = async function* (ctx) {
      const rows = await getDataSourceEntries(ctx, { data_source_id: id })()
      if (rows._tag === 'Left') yield rows
      else for (const right of rows.right) yield { _tag: 'Right', right }
    }
  `,
  changes: `
    const { changes } = await load('jobs/changes/index.js')
    const read = async function* (ctx) {
      for await (const change of changes(ctx, { data_source_id: id })) {
        if (change._tag === 'Left' || change.right._tag === 'Upsert') yield change
      }
    }
  `,
}

type Reader = keyof typeof READERS

/** What reading many rows takes. */
export interface RowsRead {
  /** The highest heap between, in bytes: after a garbage collection at each 1,000 rows. */
  readonly heap: number
  /** The processor time of a row, without the server and those collections, and that of parsing it alone, in microseconds. */
  readonly time: Pair
}

/**
 * Reads all rows, and prints what it takes. Reads a response with a row from stdin. Every response is a string made anew, as from a
 * network, and no query gives more than 10,000 rows.
 */
const program = (build: string, reader: Reader): string => `
  import { readFileSync } from 'node:fs'
  const load = (file) => import(new URL(file, ${JSON.stringify(build)}))
  const { createContext, getDataSourceEntries, rateLimiter } = await load('index.js')
  const row = JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).results[0])
  const { id, created_time, last_edited_time, properties } = JSON.parse(row)
  const idOf = (index) => id.slice(0, -12) + index.toString(16).padStart(12, '0')
  const timeOf = (index) => new Date(1771999980000 + Math.floor(index / 50) * 60000).toISOString()
  const rowAt = (index) =>
    row.replaceAll(id, idOf(index)).replaceAll(created_time, timeOf(index)).replaceAll(last_edited_time, timeOf(index))
  const headers = { 'content-type': 'application/json' }
  const used = () => {
    const { user, system } = process.cpuUsage()
    return user + system
  }
  let serving = 0
  let collecting = 0
  let parsing = 0
  globalThis.fetch = async (_url, { body }) => {
    const began = used()
    const { filter, start_cursor } = JSON.parse(body ?? '{}')
    const since = (filter?.created_time ?? filter?.last_edited_time)?.on_or_after
    const first = since === undefined ? 0 : ((Date.parse(since) - 1771999980000) / 60000) * 50
    const from = start_cursor === undefined ? first : Number(start_cursor.split(':')[1])
    const origin = start_cursor === undefined ? first : Number(start_cursor.split(':')[0])
    const to = Math.min(from + 100, ${ROWS_READ}, origin + 10000)
    const results = Array.from({ length: to - from }, (_, index) => rowAt(from + index))
    const isCut = to === origin + 10000 && to < ${ROWS_READ}
    const has_more = !isCut && to < ${ROWS_READ}
    const status = isCut ? ',"request_status":{"type":"incomplete","incomplete_reason":"query_result_limit_reached"}' : ''
    const next = has_more ? JSON.stringify(origin + ':' + to) : 'null'
    const text = '{"object":"list","type":"page_or_data_source","page_or_data_source":{},"has_more":' + has_more + ',"next_cursor":' + next + ',"results":[' + results.join() + ']' + status + '}'
    const made = used()
    JSON.parse(text)
    parsing += used() - made
    serving += used() - began
    return new Response(text, { status: 200, headers })
  }
  ${READERS[reader]}
  const ctx = createContext({ auth: 'ntn_bench', rateLimit: rateLimiter({ perMinute: 1e9 }) })
  gc()
  const before = process.memoryUsage().heapUsed
  const start = used()
  let count = 0
  let highest = 0
  for await (const row of read(ctx)) {
    if (row._tag === 'Left') throw new Error(row.left.message)
    if (++count % 1000 > 0) continue
    const full = used()
    gc()
    collecting += used() - full
    highest = Math.max(highest, process.memoryUsage().heapUsed - before)
  }
  if (count !== ${ROWS_READ}) throw new Error(count + ' rows')
  const time = { ours: (used() - start - serving - collecting) / count, theirs: parsing / count }
  console.log(JSON.stringify({ heap: highest, time }))
`

/**
 * What it takes to read 30,000 rows.
 *
 * @param limit The heap limit that it runs with, in megabytes: with less it throws.
 */
export const readRows = (build: string, response: string, reader: Reader, limit: number): RowsRead =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--expose-gc', `--max-old-space-size=${limit}`, '--input-type=module', '--eval', program(build, reader)],
      { encoding: 'utf8', input: response },
    ),
  )
