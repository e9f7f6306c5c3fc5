import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { getCustomEmojis, getCustomEmojisRequest } from '../../../src/ops/custom_emojis/getCustomEmojis.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const anEmoji = (number: number) => ({
  id: anId(number),
  name: `party-${number}`,
  url: 'https://example.com/party.png',
})

test('default: lists emojis', async () => {
  const emojis = { ...aList([anEmoji(50)]), type: 'custom_emoji' }
  answer('GET', 'custom_emojis', emojis)
  expect(await getCustomEmojis(aContext(), {})()).toEqual(E.right(emojis))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test('params: name, start_cursor and page_size are sent in the query', async () => {
  answer('GET', 'custom_emojis', aList([]))
  const params = { name: 'party', start_cursor: anId(2), page_size: 5 }
  await getCustomEmojis(aContext(), params)()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ ...params, page_size: '5' })
})

test('behavior: collect returns the emojis of all pages of results', async () => {
  answer('GET', 'custom_emojis', (asked: number) => (asked === 1 ? aList([anEmoji(50)], 'next') : aList([anEmoji(51)])))
  expect(await collect(getCustomEmojis)(aContext(), {})()).toEqual(E.right([anEmoji(50), anEmoji(51)]))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getCustomEmojisRequest({})
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: Notion rejects the request', async () => {
  answer('GET', 'custom_emojis', anErrorBody(403, 'restricted_resource'), 403)
  expect(await getCustomEmojis(aContext(), {})()).toMatchObject({
    left: { _tag: 'PermissionError', call: { op: 'getCustomEmojis' } },
  })
})

test('error: an emoji without a URL', async () => {
  answer('GET', 'custom_emojis', aList([{ id: anId(50), name: 'party' }]))
  expect(await getCustomEmojis(aContext(), {})()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[0].url' }] },
  })
})
