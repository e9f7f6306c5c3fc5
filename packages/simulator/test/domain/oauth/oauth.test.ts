import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { createSimulator } from '../../../src/index.js'
import { type Harness, HOME, harness, PERSON } from '../../support/harness.js'

const basic = (id = 'client', secret = 'secret'): Record<string, string> => ({
  authorization: `Basic ${btoa(`${id}:${secret}`)}`,
})

const exchanged = async ({ call }: Harness, body: JsonObject, headers = basic()) =>
  call('POST', 'oauth/token', body, headers)

const traded = async (tools: Harness): Promise<JsonObject> =>
  (await exchanged(tools, { grant_type: 'authorization_code', code: tools.simulator.authorize() })).body

const asking = async ({ call }: Harness, token: unknown) =>
  call('GET', 'users/me', undefined, { authorization: `Bearer ${String(token)}` })

test('default: a code is exchanged for a token', async () => {
  const tools = await harness({ tokens: ['ntn_own'] })
  const token = await traded(tools)
  expect(token).toEqual({
    access_token: expect.stringMatching(/^ntn_/),
    token_type: 'bearer',
    refresh_token: expect.stringMatching(/^nrt_/),
    bot_id: expect.any(String),
    workspace_name: 'Simulated workspace',
    workspace_icon: null,
    workspace_id: expect.any(String),
    owner: { type: 'user', user: expect.objectContaining({ id: PERSON }) },
    duplicated_template_id: null,
    request_id: expect.any(String),
  })
  const me = await asking(tools, token.access_token)
  expect(me).toMatchObject({ status: 200, body: { id: token.bot_id, bot: { owner: { type: 'user' } } } })
  expect((await asking(tools, 'ntn_other')).status).toBe(401)
})

test('behavior: objects created with a token are created by its bot, and the same user and client have one bot', async () => {
  const tools = await harness()
  const [first, second] = [await traded(tools), await traded(tools)]
  expect(second.bot_id).toBe(first.bot_id)
  expect(second.access_token).not.toBe(first.access_token)
  const made = await tools.call(
    'POST',
    'pages',
    { parent: { page_id: HOME }, properties: {} },
    { authorization: `Bearer ${String(first.access_token)}` },
  )
  expect(made.body.created_by).toEqual({ object: 'user', id: first.bot_id })
})

test('behavior: a bot sees only that another one is a bot', async () => {
  const tools = await harness()
  const { access_token, bot_id } = await traded(tools)
  const own = String((await tools.ok('GET', 'users/me')).id)
  const bots = async (token: unknown) => {
    const { body } = await tools.call('GET', 'users', undefined, { authorization: `Bearer ${String(token)}` })
    const found = asArray(body.results).map(asObject)
    return found.flatMap(({ id, type, bot }) => (type === 'bot' ? [[id, Object.keys(asObject(bot)).length > 0]] : []))
  }
  expect(await bots('ntn_test')).toEqual([
    [own, true],
    [bot_id, false],
  ])
  expect(await bots(access_token)).toEqual([
    [own, false],
    [bot_id, true],
  ])
  expect((await tools.ok('GET', `users/${String(bot_id)}`)).bot).toEqual({})
})

test('error: a code is valid once, for ten minutes, and for its client and address', async () => {
  const tools = await harness()
  const code = tools.simulator.authorize({ clientId: 'client', redirectUri: 'https://example.com/back' })
  const grant: JsonObject = { grant_type: 'authorization_code', code }
  const right: JsonObject = { ...grant, redirect_uri: 'https://example.com/back' }
  expect((await exchanged(tools, right, basic('another'))).body.error).toBe('invalid_grant')
  expect((await exchanged(tools, grant)).body.error).toBe('invalid_grant')
  expect((await exchanged(tools, right)).status).toBe(200)
  expect(await exchanged(tools, right)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  const late = tools.simulator.authorize()
  tools.advance(600_000)
  expect((await exchanged(tools, { ...grant, code: late })).body.error).toBe('invalid_grant')
})

test('error: an unknown client, and no client', async () => {
  const tools = await harness({ oauthClients: [{ id: 'client', secret: 'secret' }] })
  const body = { grant_type: 'authorization_code', code: 'x' }
  for (const headers of [basic('client', 'wrong'), { authorization: 'Basic %%%' }, { authorization: 'Bearer ntn_a' }])
    expect(await exchanged(tools, body, headers)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', request_id: expect.any(String) },
    })
  expect((await exchanged(tools, body)).body.error).toBe('invalid_grant')
  expect((await exchanged(tools, { grant_type: 'password' })).body.error).toBe('invalid_request')
  const unsaid = (await exchanged(tools, { grant_type: 'refresh_token' })).body
  expect(unsaid.error_description).toContain('body.refresh_token')
})

test('behavior: a token is refreshed, and the old one becomes inactive', async () => {
  const tools = await harness()
  const old = await traded(tools)
  const renewed = await exchanged(tools, { grant_type: 'refresh_token', refresh_token: old.refresh_token ?? '' })
  expect(renewed.body).toMatchObject({ token_type: 'bearer', bot_id: old.bot_id })
  expect((await asking(tools, old.access_token)).status).toBe(401)
  expect((await asking(tools, renewed.body.access_token)).status).toBe(200)
  const again = await exchanged(tools, { grant_type: 'refresh_token', refresh_token: old.refresh_token ?? '' })
  expect(again.body.error).toBe('invalid_grant')
})

test('behavior: a token is introspected and revoked', async () => {
  const tools = await harness()
  const token = (await traded(tools)).access_token ?? ''
  const introspect = async (body: JsonObject, headers = basic()) =>
    (await tools.call('POST', 'oauth/introspect', body, headers)).body
  expect(await introspect({ token })).toEqual({
    active: true,
    scope: expect.stringContaining('read_content'),
    iat: expect.any(Number),
    request_id: expect.any(String),
  })
  expect(await introspect({ token }, basic('another'))).toMatchObject({ active: false })
  expect((await tools.call('POST', 'oauth/revoke', { token }, basic())).status).toBe(200)
  expect(await introspect({ token })).toMatchObject({ active: false })
  expect((await asking(tools, token)).status).toBe(401)
})

test('behavior: the consent page redirects with a code', async () => {
  const simulator = createSimulator()
  const url = new URL('https://api.notion.com/v1/oauth/authorize')
  url.search = String(
    new URLSearchParams({ client_id: 'c', redirect_uri: 'http://127.0.0.1:1/back?x=1', state: 's&', owner: 'user' }),
  )
  const answer = await simulator.fetch(url)
  expect(answer.status).toBe(302)
  const back = new URL(answer.headers.get('location') ?? '')
  expect([back.host, back.searchParams.get('x'), back.searchParams.get('state')]).toEqual(['127.0.0.1:1', '1', 's&'])
  const token = await simulator.fetch('https://api.notion.com/v1/oauth/token', {
    method: 'POST',
    headers: basic('c'),
    body: JSON.stringify({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code'),
      redirect_uri: 'http://127.0.0.1:1/back?x=1',
    }),
  })
  expect(asObject(await token.json())).toMatchObject({ owner: { type: 'workspace', workspace: true } })
  expect((await simulator.fetch('https://api.notion.com/v1/oauth/authorize')).status).toBe(400)
})

test.each(['token', 'introspect', 'revoke'])(
  'error: %s has errors in the format of OAuth, not in that of the rest of the API',
  async (name) => {
    const { simulator } = await harness()
    const answer = await simulator.fetch(`https://api.notion.com/v1/oauth/${name}`, {
      method: 'POST',
      headers: { authorization: 'Bearer ntn_test' },
      body: '{}',
    })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="OAuth"'])
    const request_id = answer.headers.get('x-notion-request-id')
    expect(await answer.json()).toEqual({ error: 'invalid_client', request_id })
    expect(simulator.journal.at(-1)).toMatchObject({ status: 401, code: 'invalid_client' })
  },
)
