/** `notion-fp api`: any request to the API. */
import { type Query, request } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { readJson } from '../session/input.js'

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const

/** The path below `/v1/`. Git Bash on Windows turns `/v1/…` into a path of its own folder. */
export const apiPath = (given: string): string =>
  given
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/^[A-Za-z]:.*?\/v1\//, '')
    .replace(/^\/?(v1\/)?/, '')

/** Parameters such as `page_size=5`; of a name that is repeated, all values. */
export const parseQuery = (given: ReadonlyArray<string>): Result<Query> => {
  const query: { [name: string]: Array<string> } = {}
  for (const pair of given) {
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
    if (name === undefined) return fail(usageError(`--query must be name=value, not "${pair}".`))
    query[name] = [...(query[name] ?? []), value]
  }
  return ok(
    Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.length > 1 ? values : values[0]])),
  )
}

/** A POST that only reads may be repeated after an error. */
const READS = /(^|\/)(query|search)$/

export const api = defineCommand({
  details: ['Prints the response as it is. Retries, rate limit and errors work as in the other commands.'],
  args: [{ name: 'path', help: 'the path below /v1/, such as users/me' }],
  options: {
    method: { type: 'string', short: 'X', choices: METHODS, value: 'method', help: 'Default GET, with data POST' },
    data: { type: 'string', short: 'd', value: 'json', help: 'The body: JSON, @file, or - for stdin' },
    query: { type: 'string', short: 'q', value: 'a=b', multiple: true, help: 'A query parameter' },
    json: { type: 'boolean', help: 'Prints errors as JSON' },
  },
  examples: [
    ['api users/me', 'a GET request'],
    [`api search -d '{"query":"notes"}'`, 'a POST request'],
    ['api pages/<id> -X PATCH -d @page.json', 'with a body of a file'],
    ['api users -q page_size=2', 'with a query parameter'],
  ],
  run: async ({ session, positionals: [given = ''], values }) => {
    const [path = '', inPath] = apiPath(given).split('?', 2)
    const query = parseQuery([...(inPath ? inPath.split('&').map(decodeURIComponent) : []), ...values.query])
    if (query._tag === 'Left') return query
    const body = values.data === undefined ? ok(undefined) : await readJson(session, '--data', values.data)
    if (body._tag === 'Left') return body
    const method = METHODS.find((one) => one === values.method) ?? (values.data === undefined ? 'GET' : 'POST')
    if (values.data !== undefined && method === 'GET')
      return fail(usageError('A GET request has no body: use --query.'))
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const response = await request(ctx.right, {
      method,
      path,
      query: query.right,
      op: 'api',
      ...(body.right !== undefined && { body: body.right }),
      ...(method === 'POST' && READS.test(path) && { kind: 'read' as const }),
    })()
    if (response._tag === 'Left') return response
    const { out } = session.terminal
    await out.write(`${JSON.stringify(response.right ?? null, null, out.isTerminal ? 2 : 0)}\n`)
    return ok(EXIT.ok)
  },
})
