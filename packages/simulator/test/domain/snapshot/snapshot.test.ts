import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asArray, asObject, isObject, type JsonObject } from '../../../src/domain/values/json.js'
import { createSimulator, type Simulator } from '../../../src/index.js'
import {
  aDataSource,
  aRow,
  countingIds,
  type Harness,
  HOME,
  harness,
  PERSON,
  paragraph,
  START,
} from '../../support/harness.js'

const basic = { authorization: `Basic ${btoa('client:secret')}` }

/** A workspace with everything that is stored. */
const furnished = async (): Promise<{ tools: Harness; reads: ReadonlyArray<readonly [string, string]> }> => {
  const tools = await harness()
  const { ok, call, simulator } = tools
  const { database, source } = await aDataSource(tools, {
    Stage: { select: { options: [{ name: 'Todo', color: 'red' }] } },
    State: { status: {} },
    No: { unique_id: {} },
    Sum: { formula: { expression: '1 + 1' } },
  })
  const mate = await aDataSource(tools, { Back: { relation: { data_source_id: source, dual_property: {} } } })
  const row = String((await aRow(tools, source, 'Row', { Stage: { select: { name: 'New' } } })).id)
  await aRow(tools, mate.source, 'Mate', { Back: { relation: [{ id: row }] } })
  await ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('a', [paragraph('b')]), { divider: {} }] })
  const gone = String((await ok('POST', 'pages', { parent: { page_id: HOME }, properties: {} })).id)
  await ok('PATCH', `pages/${gone}`, { in_trash: true })
  const comment = await ok('POST', 'comments', { parent: { page_id: HOME }, markdown: 'c' })
  const parts = await ok('POST', 'file_uploads', { mode: 'multi_part', filename: 'a.zip', number_of_parts: 2 })
  const form = new FormData()
  form.append('part_number', '2')
  form.append('file', new Blob(['tail']), 'a.zip')
  await simulator.fetch(`https://api.notion.com/v1/file_uploads/${String(parts.id)}/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' },
    body: form,
  })
  const board = await ok('POST', 'views', {
    data_source_id: source,
    name: 'B',
    type: 'dashboard',
    database_id: database,
  })
  const widget = { data_source_id: source, name: 'W', type: 'table', view_id: board.id }
  const view = String((await ok('POST', 'views', widget)).id)
  const query = String((await ok('POST', `views/${view}/queries`, {})).id)
  const task = await call('POST', 'pages', { parent: { page_id: HOME }, markdown: '# T', allow_async: true })
  const audio = await ok('PATCH', `blocks/${HOME}/children`, {
    children: [{ audio: { external: { url: 'https://example.com/a.mp3' } } }],
  })
  const block_id = String(asObject(asArray(audio.results)[0]).id)
  const note = await ok('POST', 'blocks/meeting_notes', { source: { type: 'block', block_id } })
  await simulator.load([
    { object: 'agent', id: PERSON, name: 'Agent' },
    { id: PERSON, name: 'emoji', url: 'https://example.com/e.png' },
  ])
  simulator.script([{ type: 'message', text: 'unsaid' }], PERSON)
  const session = await ok('POST', 'sessions', { message: 'Hello' })
  const code = simulator.authorize()
  const token = await call('POST', 'oauth/token', { grant_type: 'authorization_code', code }, basic)
  simulator.authorize({ clientId: 'other' })
  expect(token.status).toBe(200)
  const reads: ReadonlyArray<readonly [string, string]> = [
    ['GET', `pages/${row}`],
    ['GET', `pages/${gone}`],
    ['GET', `databases/${database}`],
    ['GET', `data_sources/${source}`],
    ['GET', `data_sources/${mate.source}`],
    ['POST', `data_sources/${source}/query`],
    ['POST', `data_sources/${mate.source}/query`],
    ['GET', `blocks/${HOME}/children`],
    ['GET', `pages/${HOME}/markdown`],
    ['GET', `comments/${String(comment.id)}`],
    ['GET', `file_uploads/${String(parts.id)}`],
    ['GET', `views/${String(board.id)}`],
    ['GET', `views/${view}/queries/${query}`],
    ['GET', `async_tasks/${String(task.body.id)}`],
    ['GET', `blocks/${String(note.id)}`],
    ['POST', 'agents/query'],
    ['GET', 'custom_emojis'],
    ['GET', 'users'],
    ['GET', `sessions/${String(session.id)}`],
    ['POST', `sessions/${String(session.id)}/events/query`],
    ['POST', 'search'],
  ]
  return { tools, reads }
}

interface Told {
  readonly status: number
  readonly body: JsonObject
}

/** Objects that are created by retrieving something have different ids in each simulator. */
const withoutIds = (told: Told): unknown => JSON.parse(JSON.stringify(told, (key, each) => (key === 'id' ? '' : each)))

const ask = async (simulator: Simulator, method: string, path: string): Promise<Told> => {
  const answer = await simulator.fetch(`https://api.notion.com/v1/${path}`, {
    method,
    headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11', 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: '{}' } : {}),
  })
  const parsed: unknown = await answer.json()
  const { request_id: _, ...body } = isObject(parsed) ? parsed : {}
  return { status: answer.status, body }
}

test('default: a restored workspace gives the same responses, and nothing is lost', async () => {
  const { tools, reads } = await furnished()
  const text = JSON.stringify(tools.simulator.snapshot())
  const other = createSimulator({ now: () => START, newId: countingIds() })
  await other.load(JSON.parse(text))
  expect(other.snapshot()).toEqual(JSON.parse(text))
  // Both are used in parallel from here, as retrieving a task or session changes it.
  for (const [method, path] of reads) {
    const first = await ask(tools.simulator, method, path)
    expect(first.status, path).toBe(200)
    const second = await ask(other, method, path)
    if (path.startsWith('sessions')) expect(withoutIds(second), path).toEqual(withoutIds(first))
    else expect(second, path).toEqual(first)
  }
})

test('behavior: a snapshot is a copy, and restoring it removes later changes', async () => {
  const { tools } = await furnished()
  const before = tools.simulator.snapshot()
  const text = JSON.stringify(before)
  await tools.ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('later')] })
  await tools.ok('DELETE', `blocks/${HOME}`)
  expect(JSON.stringify(before)).toBe(text)
  expect(JSON.stringify(tools.simulator.snapshot())).not.toBe(text)
  tools.simulator.restore(before)
  await tools.ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('again')] })
  expect(JSON.stringify(before)).toBe(text)
})

test('behavior: a snapshot contains tokens, including revoked ones', async () => {
  const { call, simulator } = await harness({ tokens: [] })
  const code = simulator.authorize()
  const { body } = await call('POST', 'oauth/token', { grant_type: 'authorization_code', code }, basic)
  const other = createSimulator({ tokens: [] })
  other.restore(simulator.snapshot())
  const me = async (): Promise<number> =>
    (
      await other.fetch('https://api.notion.com/v1/users/me', {
        headers: { authorization: `Bearer ${String(body.access_token)}`, 'notion-version': '2026-03-11' },
      })
    ).status
  expect(await me()).toBe(200)
  await other.fetch('https://api.notion.com/v1/oauth/revoke', {
    method: 'POST',
    headers: basic,
    body: JSON.stringify({ token: body.access_token }),
  })
  expect(await me()).toBe(401)
})

/** Every position in a JSON value, as the keys that lead there. */
const placesIn = (
  value: unknown,
  path: ReadonlyArray<string | number> = [],
): ReadonlyArray<ReadonlyArray<string | number>> => {
  if (Array.isArray(value)) return [path, ...value.flatMap((each, index) => placesIn(each, [...path, index]))]
  if (!isObject(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))]
}

const changed = (value: unknown, [key, ...rest]: ReadonlyArray<string | number>, to: unknown): unknown => {
  if (key === undefined) return to
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? changed(each, rest, to) : each))
  return isObject(value) ? { ...value, [key]: changed(value[key], rest, to) } : value
}

test('error: a corrupt snapshot is refused with a TypeError or accepted, and changes nothing when it is refused', async () => {
  const { tools } = await furnished()
  const snapshot = tools.simulator.snapshot()
  const places = placesIn(snapshot)
  const target = createSimulator({ newId: countingIds(), now: () => START })
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(null, 1, 'x', [], {}, true), (place, to) => {
      const before = JSON.stringify(target.snapshot())
      try {
        target.restore(changed(snapshot, place, to))
      } catch (reason) {
        expect(reason).toBeInstanceOf(TypeError)
        expect(JSON.stringify(target.snapshot())).toBe(before)
      }
    }),
    { numRuns: 300 },
  )
})

test('error: a value that is not a snapshot, or is one of another version', () => {
  const simulator = createSimulator()
  expect(() => simulator.restore([])).toThrow('The value is not a snapshot of a simulator.')
  expect(() => simulator.restore({ snapshot: 99 })).toThrow('version 99')
  expect(() => simulator.restore({ snapshot: 1, workspace: { nodes: 1 } })).toThrow('workspace.nodes must be a list')
})
