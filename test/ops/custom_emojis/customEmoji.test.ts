import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { ListedCustomEmoji } from '../../../src/ops/custom_emojis/customEmoji.js'
import { anId } from '../../support/fixtures.js'

const decode = decodeWith(ListedCustomEmoji)
const emoji = { id: anId(50), name: 'party', url: 'https://example.com/party.png' }

test('default: an emoji is returned unchanged, with unknown fields', () => {
  expect(decode({ ...emoji, aliases: ['fete'] })).toEqual(E.right({ ...emoji, aliases: ['fete'] }))
})

test.each(['id', 'name', 'url'])('error: an emoji without its %s', (path) => {
  expect(decode({ ...emoji, [path]: undefined })).toMatchObject({ left: [{ path, expected: 'string' }] })
})
