import { asArray, asObject, isObject, type JsonObject } from '../../src/domain/values/json.js'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/index.js'

/** A simulator whose clock is advanced by the test, and whose ids count up. */
export interface Harness {
  readonly simulator: Simulator
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  readonly ok: (method: string, path: string, body?: unknown) => Promise<JsonObject>
  readonly advance: (milliseconds: number) => void
  /** The id of a page at the top level. */
  readonly home: string
}

export interface Answer {
  readonly status: number
  readonly body: JsonObject
  readonly headers: Headers
}

export const HOME = '11111111-1111-4111-8111-111111111111'
export const START = Date.UTC(2026, 3, 15, 12, 30, 20)
export const PERSON = 'aaaaaaaa-0000-4000-8000-00000000000a'

export const aPage = (id: string, more: JsonObject = {}): JsonObject => ({
  object: 'page',
  id,
  created_time: '2026-01-01T00:00:00.000Z',
  parent: { type: 'workspace', workspace: true },
  properties: { title: { id: 'title', type: 'title', title: [] } },
  ...more,
})

export const countingIds = (): (() => string) => {
  let count = 0
  return () => {
    count += 1
    // The last eight digits vary, as property ids are derived from them.
    const tail = ((count * 2654435761) >>> 0).toString(16).padStart(8, '0')
    return `00000000-0000-4000-8000-${count.toString(16).padStart(4, '0')}${tail}`
  }
}

export const harness = async (options: SimulatorOptions = {}, version = '2026-03-11'): Promise<Harness> => {
  let now = START
  const simulator = createSimulator({ now: () => now, newId: countingIds(), ...options })
  await simulator.load([
    aPage(HOME),
    { object: 'user', id: PERSON, name: 'Ada', avatar_url: null, type: 'person', person: { email: 'ada@example.com' } },
  ])
  const call: Harness['call'] = async (method, path, body, headers = {}) => {
    const answer = await simulator.fetch(`https://api.notion.com/v1/${path}`, {
      method,
      headers: {
        authorization: 'Bearer ntn_test',
        'notion-version': version,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const parsed: unknown = await answer.json()
    return { status: answer.status, body: isObject(parsed) ? parsed : {}, headers: answer.headers }
  }
  const ok: Harness['ok'] = async (method, path, body) => {
    const answer = await call(method, path, body)
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${String(answer.body.message)}`)
    return answer.body
  }
  const advance = (milliseconds: number): void => {
    now += milliseconds
  }
  return { simulator, call, ok, advance, home: HOME }
}

/** A database with a schema, and the id of its data source. */
export const aDataSource = async (
  { ok, home }: Harness,
  properties: JsonObject,
): Promise<{ database: string; source: string }> => {
  const database = await ok('POST', 'databases', {
    parent: { type: 'page_id', page_id: home },
    title: [{ text: { content: 'Table' } }],
    initial_data_source: { properties: { Name: { title: {} }, ...properties } },
  })
  return { database: String(database.id), source: String(asObject(asArray(database.data_sources)[0]).id) }
}

/** A row of a data source. */
export const aRow = async (
  { ok }: Harness,
  source: string,
  name: string,
  properties: JsonObject = {},
): Promise<JsonObject> =>
  ok('POST', 'pages', {
    parent: { data_source_id: source },
    properties: { Name: { title: [{ text: { content: name } }] }, ...properties },
  })

export const paragraph = (text: string, children?: ReadonlyArray<JsonObject>): JsonObject => ({
  paragraph: { rich_text: [{ text: { content: text } }], ...(children === undefined ? {} : { children }) },
})

/** The texts of paragraphs in a list response, in order. */
export const texts = (list: JsonObject): ReadonlyArray<string> =>
  asArray(list.results).map((block) => {
    const type = String(asObject(block).type)
    const payload = asObject(asObject(block)[type])
    return asArray(payload.rich_text)
      .map((run) => String(asObject(run).plain_text))
      .join('')
  })

/** The titles of rows in a list response, in order. */
export const names = (list: JsonObject): ReadonlyArray<string> =>
  asArray(list.results).map((row) =>
    asArray(asObject(asObject(asObject(row).properties).Name).title)
      .map((run) => String(asObject(run).plain_text))
      .join(''),
  )

/** One property of a page. */
export const property = (page: JsonObject, name: string): JsonObject => asObject(asObject(page.properties)[name])
