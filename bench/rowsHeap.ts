/** The heap that it takes to read many rows of a declared data source, in windows, in a process of its own. */
import { execFileSync } from 'node:child_process'

const ROWS = 30_000

/**
 * Reads all rows, and prints the highest heap between, in bytes: after a garbage collection at each 1,000 rows. Reads a response with
 * a row from stdin. Every response is a string made anew, as from a network, and no query gives more than 10,000 rows.
 */
const program = (build: string): string => `
  import { readFileSync } from 'node:fs'
  const { createContext, rateLimiter } = await import(new URL('index.js', ${JSON.stringify(build)}))
  const { defineDataSource, queryRows } = await import(new URL('jobs/rows/index.js', ${JSON.stringify(build)}))
  const { checkbox, date, multiSelect, number, richText, title } = await import(new URL('props/index.js', ${JSON.stringify(build)}))
  const row = JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).results[0])
  const { id, created_time, properties } = JSON.parse(row)
  const idOf = (index) => id.slice(0, -12) + index.toString(16).padStart(12, '0')
  const timeOf = (index) => new Date(1772000000000 + Math.floor(index / 50) * 60000).toISOString()
  const rowAt = (index) => row.replaceAll(id, idOf(index)).replaceAll(created_time, timeOf(index))
  const headers = { 'content-type': 'application/json' }
  globalThis.fetch = async (_url, { body }) => {
    const { filter, start_cursor } = JSON.parse(body ?? '{}')
    const since = filter?.created_time?.on_or_after
    const first = since === undefined ? 0 : ((Date.parse(since) - 1772000000000) / 60000) * 50
    const from = start_cursor === undefined ? first : Number(start_cursor.split(':')[1])
    const origin = start_cursor === undefined ? first : Number(start_cursor.split(':')[0])
    const to = Math.min(from + 100, ${ROWS}, origin + 10000)
    const results = Array.from({ length: to - from }, (_, index) => rowAt(from + index))
    const isCut = to === origin + 10000 && to < ${ROWS}
    const has_more = !isCut && to < ${ROWS}
    const status = isCut ? ',"request_status":{"type":"incomplete","incomplete_reason":"query_result_limit_reached"}' : ''
    const next = has_more ? JSON.stringify(origin + ':' + to) : 'null'
    const text = '{"object":"list","type":"page_or_data_source","page_or_data_source":{},"has_more":' + has_more + ',"next_cursor":' + next + ',"results":[' + results.join() + ']' + status + '}'
    return new Response(text, { status: 200, headers })
  }
  const types = { title, number, checkbox, date, rich_text: richText, multi_select: multiSelect }
  const declared = Object.entries(properties).flatMap(([name, { type }]) => (types[type] ? [[name, types[type]]] : []))
  const source = defineDataSource({ data_source_id: id, properties: Object.fromEntries(declared) })
  const ctx = createContext({ auth: 'ntn_bench', rateLimit: rateLimiter({ perMinute: 1e9 }) })
  gc()
  const before = process.memoryUsage().heapUsed
  let count = 0
  let highest = 0
  for await (const row of queryRows(ctx, { source })) {
    if (row._tag === 'Left') throw new Error(row.left.message)
    if (++count % 1000 > 0) continue
    gc()
    highest = Math.max(highest, process.memoryUsage().heapUsed - before)
  }
  if (count !== ${ROWS}) throw new Error(count + ' rows')
  console.log(highest)
`

const run = (build: string, response: string, ...flags: ReadonlyArray<string>): number =>
  Number(
    execFileSync(process.execPath, ['--expose-gc', ...flags, '--input-type=module', '--eval', program(build)], {
      encoding: 'utf8',
      input: response,
    }),
  )

/** The highest heap while 30,000 rows are read, in megabytes. Throws if it does not run with a heap limit of 60 MB. */
export const heapOfRows = (build: string, response: string): number => {
  run(build, response, '--max-old-space-size=60')
  return run(build, response) / 2 ** 20
}
