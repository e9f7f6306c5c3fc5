import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBatches } from '../../../test/support/chance.js'
import { asArray, asObject, type JsonObject } from '../src/domain/values/json.js'
import { routes } from '../src/http/routeTable.js'
import { demandSound } from './support/consistency.js'
import { aDataSource, aRow, type Harness, HOME, harness, PERSON, paragraph } from './support/harness.js'

const AGENT = 'cccccccc-0000-4000-8000-00000000000c'

/** A workspace with one of everything, and the ids for requests. */
const furnished = async (): Promise<{ tools: Harness; ids: ReadonlyArray<string>; source: string }> => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {
    Score: { number: {} },
    Stage: { select: {} },
    Tags: { multi_select: {} },
  })
  const mate = await aDataSource(tools, {
    Back: { relation: { data_source_id: source, dual_property: { synced_property_name: 'Forth' } } },
  })
  const row = String((await aRow(tools, source, 'Row')).id)
  const mateRow = await aRow(tools, mate.source, 'Mate', { Back: { relation: [{ id: row }] } })
  const list = await tools.ok('PATCH', `blocks/${HOME}/children`, {
    children: [paragraph('a', [paragraph('b')]), { divider: {} }],
  })
  const blocks = asArray(list.results).map((block) => String(asObject(block).id))
  const comment = String((await tools.ok('POST', 'comments', { parent: { page_id: HOME }, markdown: 'c' })).id)
  const upload = String((await tools.ok('POST', 'file_uploads', {})).id)
  const view = String(asObject(asArray((await tools.ok('GET', `views?database_id=${database}`)).results)[0]).id)
  const query = String((await tools.ok('POST', `views/${view}/queries`, {})).id)
  const board = { data_source_id: source, database_id: database, name: 'Board', type: 'dashboard' }
  const dashboard = String((await tools.ok('POST', 'views', board)).id)
  const widget = { data_source_id: source, view_id: dashboard, name: 'Widget', type: 'table' }
  const shown = String((await tools.ok('POST', 'views', widget)).id)
  await tools.simulator.load([{ object: 'agent', id: AGENT, name: 'Agent' }])
  tools.simulator.script([
    { type: 'approval', title: 'Sure?' },
    { type: 'message', text: 'Done' },
  ])
  const session = String((await tools.ok('POST', 'sessions', { message: 'Do', agent_id: AGENT })).id)
  const waiting = await tools.ok('GET', `sessions/${session}`)
  const action = String(asObject(asArray(waiting.required_actions)[0]).action_id)
  const code = tools.simulator.authorize()
  return {
    tools,
    source,
    ids: [
      HOME,
      database,
      source,
      mate.source,
      row,
      ...blocks,
      comment,
      upload,
      view,
      query,
      dashboard,
      shown,
      AGENT,
      session,
      action,
      code,
      PERSON,
      String(mateRow.id),
    ],
  }
}

// Made once, and put back before each run: that takes a fraction of the time.
const FURNISHED = await furnished()
const { tools, ids } = FURNISHED
const SNAPSHOT = tools.simulator.snapshot()

const KEYS =
  'parent|properties|children|title|type|page_id|database_id|data_source_id|block_id|workspace|in_trash|archived|rich_text|text|content|link|url|paragraph|heading_1|table|table_width|table_row|cells|column_list|column|divider|image|external|file_upload|id|name|filter|and|or|property|number|equals|select|options|status|relation|dual_property|single_property|rollup|function|formula|expression|Name|Score|Stage|Tags|Forth|sorts|direction|timestamp|created_time|start_cursor|page_size|icon|emoji|cover|position|after|after_block|markdown|template|initial_data_source|erase_content|mode|filename|number_of_parts|external_url|discussion_id|query|sort|configuration|multi_select|date|start|end|mention|equation|synced_block|synced_from|insert_content|replace_content|new_str|update_content|content_updates|old_str|__proto__|constructor|source|file_upload_id|title|operator|filters|value|message|agent_id|session_id|actions|action_id|option_id|continue_from|attachments|operations|action|fields|credit_limit|view_id|placement|row_index|create_database|quick_filters|sub_group_by|date_property_id|group_by|grant_type|code|refresh_token|token|redirect_uri|event_id|limit|verbose'.split(
    '|',
  )

const WORDS = [
  '',
  'title',
  'paragraph',
  'ascending',
  'created_time',
  'Name',
  'Score',
  'single_part',
  'multi_part',
  'object',
  'page',
  'today',
  'start',
  'default',
  'table',
  'x',
  '\u0000',
  '2026-01-01',
  'insert_content',
  'file_upload',
  'block',
  'and',
  'string_contains',
  'notion_ai',
  'approve',
  'dashboard',
  'new_row',
  'after_view',
  'authorization_code',
  'refresh_token',
  'update_status',
  'delete',
]

/** JSON with the keys of the API, so that it passes the first checks, and any other JSON. */
const json = (ids: ReadonlyArray<string>): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom(...WORDS, ...ids),
      fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 101, 1e300),
      fc.string(),
    ),
    value: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('object'), fc.array(tie('value'), { maxLength: 3 })),
    object: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
  })).object

const isListedOnce = (list: ReadonlyArray<string>): boolean => new Set(list).size === list.length

/** The invariants of every workspace. */
const demandConsistent = async ({ ok }: Harness): Promise<void> => {
  const found = await ok('POST', 'search', {})
  const rows = new Map<string, JsonObject>()
  for (const each of asArray(found.results).map(asObject)) {
    if (each.object === 'page') rows.set(String(each.id), each)
    const listed =
      each.object === 'page'
        ? await ok('GET', `blocks/${String(each.id)}/children`)
        : await ok('POST', `data_sources/${String(each.id)}/query`, {})
    const ids = asArray(listed.results).map((child) => String(asObject(child).id))
    expect(isListedOnce(ids)).toBe(true)
    for (const child of asArray(listed.results).map(asObject)) {
      const parent = asObject(child.parent)
      expect(parent.data_source_id ?? parent.page_id).toBe(each.id)
      expect(child.in_trash).toBe(false)
    }
  }
  const above = new Map(
    asArray(found.results)
      .map(asObject)
      .map((each) => {
        const parent = each.object === 'page' ? asObject(each.parent) : asObject(each.database_parent)
        return [String(each.id), String(parent.page_id ?? parent.data_source_id ?? 'top')]
      }),
  )
  for (const id of above.keys()) {
    const seen = new Set<string>()
    for (let at: string | undefined = id; at !== undefined; at = above.get(at)) {
      expect(seen.has(at), `${at} is its own ancestor`).toBe(false)
      seen.add(at)
    }
  }
  for (const row of rows.values()) {
    const [forth, back] = [asObject(asObject(row.properties).Forth), asObject(asObject(row.properties).Back)]
    for (const [value, other] of [
      [forth, 'Back'],
      [back, 'Forth'],
    ] as const)
      for (const { id } of asArray(value.relation).map(asObject)) {
        const mirrored = asObject(asObject(asObject(rows.get(String(id))).properties)[other])
        if (mirrored.type === 'relation')
          expect(asArray(mirrored.relation).map((each) => asObject(each).id)).toContain(row.id)
      }
  }
}

const WRITING = routes.filter(({ method }) => method !== 'GET')

test.each(inBatches(8, 10))(
  'behavior: malformed requests never crash the simulator and never corrupt the workspace, $seed',
  async (batch) => {
    const step = fc.record({
      route: fc.constantFrom(...routes, ...WRITING),
      params: fc.array(
        fc.oneof(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.constantFrom('x', 'title', '%ff')),
        {
          minLength: 2,
          maxLength: 2,
        },
      ),
      query: fc.dictionary(
        fc.constantFrom('page_size', 'start_cursor', 'filter_properties', 'block_id', 'database_id', 'status'),
        fc.oneof(fc.constantFrom('1', '0', ...ids), fc.string()),
        { maxKeys: 2 },
      ),
      body: json(ids),
      headers: fc.constantFrom<Record<string, string>>(
        {},
        {},
        { accept: 'text/event-stream' },
        { authorization: `Basic ${btoa('client:secret')}` },
        { 'notion-version': '2022-06-28' },
        { 'notion-version': '2021-05-13' },
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        tools.simulator.restore(SNAPSHOT)
        for (const { route, params, query, body, headers } of steps) {
          const [first = '', second = ''] = params
          const path = route.path.replace('/v1/', '').replace(/:\w+/, first).replace(/:\w+/, second)
          const search = new URLSearchParams(query).toString()
          const hasBody = route.method === 'POST' || route.method === 'PATCH'
          const answer = await tools.simulator.fetch(`https://api.notion.com/v1/${path}?${search}`, {
            method: route.method,
            headers: {
              authorization: route.auth === 'basic' ? `Basic ${btoa('client:secret')}` : 'Bearer ntn_test',
              'notion-version': '2026-03-11',
              'content-type': 'application/json',
              ...headers,
            },
            ...(hasBody ? { body: JSON.stringify(body) } : {}),
          })
          const text = await answer.text()
          expect(answer.status, `${route.method} ${path} ${JSON.stringify(body)}: ${text}`).toBeLessThan(500)
        }
        demandSound(tools.simulator)
        await demandConsistent(tools)
      }),
      batch,
    )
  },
)

/** Requests with a part that may be anything. */
const SHAPES: ReadonlyArray<readonly [string, string, (part: unknown) => unknown]> = [
  ['POST', 'pages', (part) => ({ parent: { page_id: HOME }, properties: { title: part } })],
  ['POST', 'pages', (part) => ({ parent: { page_id: HOME }, children: [part, paragraph('x')] })],
  ['PATCH', `blocks/${HOME}/children`, (part) => ({ children: [paragraph('x'), { paragraph: part }] })],
  ['PATCH', `blocks/${HOME}/children`, (part) => ({ children: [{ paragraph: { rich_text: [part] } }] })],
  ['POST', `data_sources/${ids[2]}/query`, (part) => ({ filter: part })],
  ['POST', `data_sources/${ids[2]}/query`, (part) => ({ filter: { property: 'Score', number: part } })],
  ['PATCH', `data_sources/${ids[2]}`, (part) => ({ properties: part })],
  ['PATCH', `data_sources/${ids[2]}`, (part) => ({ properties: { Score: part, New: { url: {} } } })],
  [
    'POST',
    'databases',
    (part) => ({ parent: { type: 'page_id', page_id: HOME }, initial_data_source: { properties: part } }),
  ],
  ['PATCH', `pages/${ids[4]}`, (part) => ({ properties: { Stage: part } })],
  ['PATCH', `pages/${ids[4]}`, (part) => ({ properties: { Forth: part } })],
  ['POST', `pages/${ids[4]}/move`, (part) => ({ parent: part })],
]

/** How many bodies there are of each shape. */
const BODIES = 21

test.each(SHAPES.map((shape, index) => [index, shape] as const))(
  'behavior: almost valid bodies are either refused or accepted: shape %i',
  async (_, [method, path, make]) => {
    await fc.assert(
      fc.asyncProperty(json(ids), async (part) => {
        tools.simulator.restore(SNAPSHOT)
        const before = await tools.ok('POST', 'search', {})
        const answer = await tools.call(method, path, make(part))
        expect(
          answer.status,
          `${method} ${path} ${JSON.stringify(make(part))}: ${String(answer.body.message)}`,
        ).toBeLessThan(500)
        const after = await tools.ok('POST', 'search', {})
        if (answer.status !== 200) expect(after.results).toEqual(before.results)
        await demandConsistent(tools)
        demandSound(tools.simulator)
      }),
      { numRuns: BODIES },
    )
  },
)

type Step =
  | {
      readonly kind: 'page' | 'database' | 'rowOf' | 'append' | 'trash' | 'restore' | 'delete' | 'erase'
      readonly on: number
    }
  | { readonly kind: 'move' | 'moveToSource' | 'relate'; readonly on: number; readonly to: number }

const index = fc.nat(30)
const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('page', 'database', 'rowOf', 'append', 'trash', 'restore', 'delete', 'erase'),
      on: index,
    }),
    fc.record({ kind: fc.constantFrom('move', 'moveToSource', 'relate'), on: index, to: index }),
  ),
  { minLength: 5, maxLength: 40 },
)

test.each(inBatches(4, 20))('behavior: no sequence of valid requests corrupts the workspace, $seed', async (batch) => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      tools.simulator.restore(SNAPSHOT)
      const pages: Array<string> = [HOME, ids[4] ?? '', ids.at(-1) ?? '']
      const sources: Array<string> = [FURNISHED.source, ids[3] ?? '']
      const pick = (list: ReadonlyArray<string>, at: number): string => list[at % list.length] ?? ''
      const call = (method: string, path: string, body?: unknown) => tools.call(method, path, body)
      for (const step of sequence) {
        const page = pick(pages, step.on)
        if (step.kind === 'page') {
          const made = await call('POST', 'pages', { parent: { page_id: page }, properties: {} })
          if (made.status === 200) pages.push(String(made.body.id))
        } else if (step.kind === 'rowOf') {
          const made = await call('POST', 'pages', {
            parent: { data_source_id: pick(sources, step.on) },
            properties: {},
          })
          if (made.status === 200) pages.push(String(made.body.id))
        } else if (step.kind === 'database') {
          const made = await call('POST', 'databases', { parent: { type: 'page_id', page_id: page } })
          if (made.status === 200) sources.push(String(asObject(asArray(made.body.data_sources)[0]).id))
        } else if (step.kind === 'append')
          await call('PATCH', `blocks/${page}/children`, { children: [paragraph('x')] })
        else if (step.kind === 'trash') await call('PATCH', `pages/${page}`, { in_trash: true })
        else if (step.kind === 'restore') await call('PATCH', `pages/${page}`, { in_trash: false })
        else if (step.kind === 'delete') await call('DELETE', `blocks/${page}`)
        else if (step.kind === 'erase') await call('PATCH', `pages/${page}`, { erase_content: true })
        else if (step.kind === 'move')
          await call('POST', `pages/${page}/move`, { parent: { page_id: pick(pages, step.to) } })
        else if (step.kind === 'moveToSource')
          await call('POST', `pages/${page}/move`, { parent: { data_source_id: pick(sources, step.to) } })
        else
          await call('PATCH', `pages/${page}`, {
            properties: { Forth: { relation: [{ id: pick(pages, 'to' in step ? step.to : 0) }] } },
          })
      }
      await demandConsistent(tools)
      demandSound(tools.simulator)
      expect(tools.simulator.journal.every(({ status }) => status < 500)).toBe(true)
    }),
    batch,
  )
})
