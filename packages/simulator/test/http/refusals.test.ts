import { expect, test } from 'vitest'
import { asArray, asObject } from '../../src/domain/values/json.js'
import { createSimulator } from '../../src/index.js'
import { aPage, HOME, harness, paragraph, texts } from '../support/harness.js'

const ABSENT = '99999999-9999-4999-8999-999999999999'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

test.each([{}, { authorization: 'Bearer nope' }, { authorization: 'ntn_test' }, { authorization: 'Basic ntn_test' }])(
  'error: 401 with the headers %o',
  async (given) => {
    const { simulator } = await harness()
    const headers = { 'notion-version': '2026-03-11', ...given }
    const answer = await simulator.fetch('https://api.notion.com/v1/users/me', { headers })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({
      object: 'error',
      status: 401,
      code: 'unauthorized',
      message: 'API token is invalid.',
      request_id: expect.stringMatching(UUID),
    })
  },
)

test('params: only the given tokens are accepted', async () => {
  const simulator = createSimulator({ tokens: ['mine'] })
  const status = async (token: string) => {
    const headers = { authorization: `Bearer ${token}`, 'notion-version': '2026-03-11' }
    return (await simulator.fetch('https://api.notion.com/v1/users/me', { headers })).status
  }
  expect([await status('mine'), await status('ntn_test')]).toEqual([200, 401])
})

test.each(['', '2020-01-01', 'banana'])('error: the version %j', async (version) => {
  const { call } = await harness()
  const answer = await call('GET', 'users/me', undefined, { 'notion-version': version })
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({
    code: 'missing_version',
    message: `Notion-Version header failed validation: Notion-Version header should be \`"2021-05-13"\`, \`"2021-08-16"\`, \`"2022-02-22"\`, \`"2022-06-28"\`, \`"2025-09-03"\`, or \`"2026-03-11"\`, instead was \`"${version}"\`.`,
  })
})

test('error: no version at all', async () => {
  const { simulator } = await harness()
  const headers = { authorization: 'Bearer ntn_test' }
  const answer = await simulator.fetch('https://api.notion.com/v1/users/me', { headers })
  expect(await answer.json()).toMatchObject({
    status: 400,
    code: 'missing_version',
    message:
      'Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.',
  })
})

test.each(['pages/x/y/z', 'nothing', 'databases/x/query'])('error: no route %s', async (path) => {
  const { call } = await harness()
  expect(await call('POST', path, {})).toMatchObject({
    status: 400,
    body: { code: 'invalid_request_url', message: 'Invalid request URL.' },
  })
})

test('error: a body that is not JSON, or not an object', async () => {
  const { call } = await harness()
  expect((await call('POST', 'search', '{"query":')).body).toMatchObject({
    code: 'invalid_json',
    message: 'Error parsing JSON body.',
  })
  for (const body of ['null', '1', '"text"'])
    expect((await call('PATCH', `blocks/${HOME}/children`, body)).body.code).toBe('invalid_json')
  expect((await call('POST', 'search', '[]')).body.message).toBe(
    'body failed validation: body should be an object, instead was `[]`.',
  )
  expect((await call('POST', 'search', `{"query":${'['.repeat(5000)}${']'.repeat(5000)}}`)).status).toBe(400)
  expect((await call('POST', 'search', { query: 'x'.repeat(500_001) })).status).toBe(413)
})

test.each([
  ['GET', 'pages/AAA', 'page_id'],
  ['GET', 'blocks/AAA', 'block_id'],
  ['GET', 'blocks/AAA/children', 'block_id'],
  ['PATCH', 'blocks/AAA', 'block_id'],
  ['GET', 'databases/AAA', 'database_id'],
  ['GET', 'data_sources/AAA', 'data_source_id'],
  ['GET', 'users/AAA', 'user_id'],
  ['GET', 'comments/AAA', 'comment_id'],
])('error: %s %s', async (method, path, name) => {
  const { call } = await harness()
  const answer = await call(method, path, method === 'GET' ? undefined : {})
  expect(answer.body).toMatchObject({
    status: 400,
    code: 'validation_error',
    message: `path failed validation: path.${name} should be a valid uuid, instead was \`"AAA"\`.`,
  })
})

test.each(['pages', 'blocks', 'databases', 'data_sources', 'users', 'comments', 'file_uploads', 'views'])(
  'error: an unknown id in %s is a 404',
  async (resource) => {
    const { call } = await harness()
    const answer = await call('GET', `${resource}/${ABSENT}`)
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({
      code: 'object_not_found',
      additional_data: { integration_id: expect.stringMatching(UUID) },
    })
    expect(answer.body.message).toContain(ABSENT)
  },
)

test.each(['2025-09-03', '2026-03-11'])('behavior: a 404 contains the integration on %s', async (version) => {
  const { call } = await harness({ bot: { name: 'Mine' } }, version)
  const { body } = await call('GET', `pages/${ABSENT}`)
  expect(body.message).toBe(
    `Could not find page with ID: ${ABSENT}. Make sure the relevant pages and databases are shared with your integration "Mine".`,
  )
  expect(body.additional_data).toEqual({ integration_id: expect.stringMatching(UUID) })
})

const MADE_UP = '12341234-1234-1234-1234-123412341234'

test('error: an id with dashes in a path that RFC 9562 does not define', async () => {
  const { call } = await harness()
  expect((await call('GET', `pages/${MADE_UP}`)).body).toMatchObject({
    code: 'validation_error',
    message: `path failed validation: path.page_id should be a valid uuid, instead was \`"${MADE_UP}"\`.`,
  })
  expect((await call('GET', `pages/${MADE_UP.replaceAll('-', '')}`)).status).toBe(404)
  expect((await call('GET', 'pages/00000000-0000-0000-0000-000000000000')).status).toBe(404)
})

test('behavior: an object that was loaded with a non-standard id is found', async () => {
  const { ok, simulator } = await harness()
  await simulator.load([aPage(MADE_UP), { object: 'user', id: MADE_UP, name: 'Bo', type: 'person', person: {} }])
  expect(await ok('GET', `pages/${MADE_UP}`)).toMatchObject({ id: MADE_UP })
  expect(await ok('GET', `users/${MADE_UP}`)).toMatchObject({ name: 'Bo' })
})

test('behavior: a block may contain the state fields of responses', async () => {
  const { ok, home } = await harness({}, '2025-09-03')
  const child = { ...paragraph('x'), object: 'block', type: 'paragraph', has_children: false, in_trash: false }
  expect(texts(await ok('PATCH', `blocks/${home}/children`, { children: [child] }))).toEqual(['x'])
})

test('behavior: a long value is cut off in the message', async () => {
  const { call, home } = await harness()
  const one = '0123456789'.repeat(10)
  const { body } = await call('PATCH', `pages/${home}`, { wrong: one })
  expect(body.message).toBe(
    `body failed validation: body.wrong should be not present, instead was \`"${one.slice(0, 54)}...\`.`,
  )
})

const BLOCKS: ReadonlyArray<readonly [string, unknown, string]> = [
  [
    '101 children',
    Array.from({ length: 101 }, () => paragraph('x')),
    'body failed validation: body.children.length should be ≤ `100`, instead was `101`.',
  ],
  [
    'a text too long',
    [paragraph('x'.repeat(2001))],
    'body failed validation: body.children[0].paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.',
  ],
  [
    'a link too long',
    [{ paragraph: { rich_text: [{ text: { content: 'x', link: { url: `https://${'x'.repeat(2000)}` } } }] } }],
    'body failed validation: body.children[0].paragraph.rich_text[0].text.link.url.length should be ≤ `2000`, instead was `2008`.',
  ],
  [
    '101 runs',
    [{ paragraph: { rich_text: Array.from({ length: 101 }, () => ({ text: { content: 'x' } })) } }],
    'body failed validation: body.children[0].paragraph.rich_text.length should be ≤ `100`, instead was `101`.',
  ],
  [
    'an expression too long',
    [{ equation: { expression: 'x'.repeat(1001) } }],
    'body failed validation: body.children[0].equation.expression.length should be ≤ `1000`, instead was `1001`.',
  ],
  [
    'a fourth level',
    [paragraph('1', [paragraph('2', [paragraph('3', [paragraph('4')])])])],
    'body failed validation: body.children[0].paragraph.children[0].paragraph.children[0].paragraph.children should be not present',
  ],
  [
    'children where there can be none',
    [{ divider: { children: [paragraph('x')] } }],
    'body failed validation: body.children[0].divider.children should be not present',
  ],
  [
    'an unknown color',
    [{ paragraph: { rich_text: [], color: 'mauve' } }],
    'body failed validation: body.children[0].paragraph.color should be `"default"`, `"gray"`',
  ],
  [
    'an unknown language',
    [{ code: { rich_text: [], language: 'klingon' } }],
    'body failed validation: body.children[0].code.language should be `"abap"`',
  ],
  [
    'a wrong key in rich text',
    [{ paragraph: { rich_text: [{ tetx: { content: 'x' } }] } }],
    'body failed validation. Fix one:\nbody.children[0].paragraph.rich_text[0].text should be defined, instead was `undefined`.\nbody.children[0].paragraph.rich_text[0].mention should be defined',
  ],
  [
    'an unknown field',
    [{ ...paragraph('x'), created_by: null }],
    'body failed validation: body.children[0].created_by should be not present, instead was `null`.',
  ],
  [
    'no rich text',
    [{ paragraph: {} }],
    'body failed validation: body.children[0].paragraph.rich_text should be defined, instead was `undefined`.',
  ],
  ['no type at all', [{}], 'body failed validation. Fix one:\nbody.children[0].embed should be defined'],
  [
    'a child page',
    [{ child_page: { title: 'x' } }],
    'body failed validation. Fix one:\nbody.children[0].embed should be defined',
  ],
  [
    'a table without rows',
    [{ table: { table_width: 2 } }],
    'body failed validation: body.children[0].table.children should be defined',
  ],
  [
    'a row of another width',
    [{ table: { table_width: 2, children: [{ table_row: { cells: [[]] } }] } }],
    'body failed validation: body.children[0].table.children[0].table_row.cells.length',
  ],
  [
    'one column',
    [{ column_list: { children: [{ column: { children: [paragraph('x')] } }] } }],
    'body failed validation: body.children[0].column_list.children.length should be ≥ `2`, instead was `1`.',
  ],
  ['no array', {}, 'body failed validation: body.children should be an array, instead was `{}`.'],
  ['nothing', undefined, 'body failed validation: body.children should be defined, instead was `undefined`.'],
]

test.each(BLOCKS)('error: children with %s', async (_, children, message) => {
  const { ok, call, home } = await harness()
  const answer = await call('PATCH', `blocks/${home}/children`, { children })
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(String(answer.body.message).slice(0, message.length)).toBe(message)
  expect(texts(await ok('GET', `blocks/${home}/children`))).toEqual([])
})

test('error: more than 1,000 blocks in one request', async () => {
  const { call, home } = await harness()
  const branch = () =>
    paragraph(
      '1',
      Array.from({ length: 100 }, () => paragraph('2')),
    )
  const answer = await call('PATCH', `blocks/${home}/children`, { children: Array.from({ length: 10 }, branch) })
  expect(answer.body.message).toContain('should hold at most `1000` blocks, instead was `1010`')
})

test('error: a block cannot change its type or its children', async () => {
  const { ok, call, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, {
    children: [
      paragraph('x'),
      { column_list: { children: [0, 1].map(() => ({ column: { children: [paragraph('y')] } })) } },
    ],
  })
  const [first, columns] = asArray(list.results)
  const id = (block: unknown) => String(asObject(block).id)
  const message = async (path: string, body: unknown) => (await call('PATCH', path, body)).body.message
  expect(await message(`blocks/${id(first)}`, { heading_1: { rich_text: [] } })).toBe(
    'body failed validation: body.paragraph should be defined, instead was `undefined`.',
  )
  expect(await message(`blocks/${id(first)}`, { paragraph: { rich_text: [], children: [{}] } })).toBe(
    'body failed validation: body.paragraph.children should be not present, instead was `[{}]`.',
  )
  expect(await message(`blocks/${id(columns)}`, { column_list: {} })).toBe(
    'Block type column_list is not supported for updates via the API.',
  )
  expect(await message(`blocks/${home}`, { child_page: { title: 'x' } })).toBe(
    'Block type child_page is not supported for updates via the API.',
  )
})

test('error: children of a block that cannot have any', async () => {
  const { ok, call, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [{ divider: {} }] })
  const divider = asObject(asArray(list.results)[0])
  const answer = await call('PATCH', `blocks/${String(divider.id)}/children`, { children: [paragraph('x')] })
  expect(answer).toMatchObject({ status: 400, body: { message: 'Block does not support children.' } })
})

test.each([
  ['no page, no data source', { properties: {} }],
  ['the workspace', { parent: { workspace: true }, properties: {} }],
  ['two parents', { parent: { page_id: HOME, database_id: ABSENT } }],
  ['no id', { parent: { page_id: 'x' } }],
  ['an unknown field', { parent: { page_id: HOME }, nope: 1 }],
  ['two contents', { parent: { page_id: HOME }, children: [], markdown: 'x' }],
  ['a template outside a data source', { parent: { page_id: HOME }, template: { type: 'default' } }],
])('error: a page with %s', async (_, body) => {
  const { ok, call } = await harness()
  expect(await call('POST', 'pages', body)).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(asArray((await ok('GET', `blocks/${HOME}/children`)).results)).toEqual([])
})

test('behavior: every response has its request id in the body and in a header', async () => {
  const { call } = await harness()
  for (const path of ['users/me', 'nothing', `pages/${ABSENT}`]) {
    const { body, headers } = await call('GET', path)
    expect(body.request_id).toMatch(UUID)
    expect(headers.get('x-notion-request-id')).toBe(body.request_id)
  }
})
