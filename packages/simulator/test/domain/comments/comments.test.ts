import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { harness, PERSON, paragraph } from '../../support/harness.js'

const ids = (list: JsonObject): ReadonlyArray<unknown> => asArray(list.results).map((each) => asObject(each).id)

test('default: comments and their discussions', async () => {
  const { ok, call, home } = await harness()
  const first = await ok('POST', 'comments', { parent: { page_id: home }, rich_text: [{ text: { content: 'Hello' } }] })
  expect(first).toEqual({
    object: 'comment',
    id: expect.any(String),
    parent: { type: 'page_id', page_id: home },
    discussion_id: expect.any(String),
    created_time: '2026-04-15T12:30:00.000Z',
    last_edited_time: '2026-04-15T12:30:00.000Z',
    created_by: { object: 'user', id: expect.any(String) },
    rich_text: [expect.objectContaining({ plain_text: 'Hello' })],
    display_name: { type: 'integration', resolved_name: 'Simulated integration' },
    request_id: expect.any(String),
  })
  const reply = await ok('POST', 'comments', {
    discussion_id: first.discussion_id,
    markdown: 'Hi **there**',
    display_name: { type: 'custom', custom: { name: 'Bob' } },
  })
  expect(reply).toMatchObject({
    discussion_id: first.discussion_id,
    rich_text: [{ plain_text: 'Hi ' }, { plain_text: 'there', annotations: { bold: true } }],
    display_name: { type: 'custom', resolved_name: 'Bob' },
  })
  expect(ids(await ok('GET', `comments?block_id=${home}`))).toEqual([first.id, reply.id])
  expect(await ok('PATCH', `comments/${String(first.id)}`, { markdown: 'Changed' })).toMatchObject({
    rich_text: [{ plain_text: 'Changed' }],
  })
  expect(await ok('DELETE', `comments/${String(first.id)}`)).toMatchObject({ object: 'comment', id: first.id })
  expect((await call('GET', `comments/${String(first.id)}`)).status).toBe(404)
  expect((await call('GET', 'comments')).body.message).toBe(
    'query failed validation: query.block_id should be defined, instead was `undefined`.',
  )
})

test('behavior: comments on a page share its discussion, those on a block start one each', async () => {
  const { simulator, ok, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('x')] })
  const block_id = asObject(asArray(list.results)[0]).id
  const say = async (parent: JsonObject) => (await ok('POST', 'comments', { parent, markdown: 'y' })).discussion_id
  const parent = { type: 'page_id', page_id: home }
  const resolved = { object: 'comment', id: PERSON, discussion_id: PERSON, parent, rich_text: [], resolved: true }
  await simulator.load([resolved])
  const first = await say(parent)
  expect(first).not.toBe(PERSON)
  expect(await say(parent)).toBe(first)
  expect(await say({ block_id: home })).toBe(first)
  expect(await say({ block_id: block_id ?? '' })).not.toBe(await say({ block_id: block_id ?? '' }))
})

test('behavior: comments are listed by age, and only those of the connection can be changed', async () => {
  const { simulator, ok, call, home } = await harness()
  const own = await ok('POST', 'comments', { parent: { page_id: home }, markdown: 'own' })
  const parent = { type: 'page_id', page_id: home }
  const created_by = { object: 'user', id: PERSON }
  const created_time = '2026-01-01T00:00:00.000Z'
  await simulator.load([{ object: 'comment', id: PERSON, parent, rich_text: [], created_by, created_time }])
  expect(ids(await ok('GET', `comments?block_id=${home}`))).toEqual([PERSON, own.id])
  const missed = [
    await call('PATCH', `comments/${PERSON}`, { markdown: 'x' }),
    await call('DELETE', `comments/${PERSON}`),
  ]
  expect(missed.map(({ status, body }) => [status, body.code])).toEqual([
    [404, 'object_not_found'],
    [404, 'object_not_found'],
  ])
  expect(await ok('GET', `comments/${PERSON}`)).toMatchObject({ created_by })
})

test('params: display_name is that of the integration, of the user who authorized it, or a custom one', async () => {
  const { simulator, call, home } = await harness()
  const grant = { grant_type: 'authorization_code', code: simulator.authorize({ userId: PERSON }) }
  const { body } = await call('POST', 'oauth/token', grant, { authorization: `Basic ${btoa('client:secret')}` })
  const named = async (display_name: JsonObject) => {
    const comment = { parent: { page_id: home }, markdown: 'x', display_name }
    const headers = { authorization: `Bearer ${String(body.access_token)}` }
    return asObject((await call('POST', 'comments', comment, headers)).body.display_name).resolved_name
  }
  expect(await named({ type: 'user' })).toBe('Ada')
  expect(await named({ type: 'integration' })).toBe('Simulated integration')
  expect(await named({ type: 'custom', custom: { name: 'Bob' } })).toBe('Bob')
})

test('behavior: a comment on a block', async () => {
  const { ok, home } = await harness()
  const block = asObject(
    asArray((await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('x')] })).results)[0],
  )
  const comment = await ok('POST', 'comments', { parent: { block_id: block.id }, markdown: 'y' })
  expect(comment.parent).toEqual({ type: 'block_id', block_id: block.id })
  expect(ids(await ok('GET', `comments?block_id=${String(block.id)}`))).toEqual([comment.id])
  expect(ids(await ok('GET', `comments?block_id=${home}`))).toEqual([])
})
