import { expect, test } from 'vitest'
import { childrenTag, objectTag, rowsTag, usersTag } from '../../../src/core/call/tag.js'
import { anId } from '../../support/fixtures.js'

test('default: two spellings of an id are one tag, and what depends on it in another way has another', () => {
  const compact = anId().replaceAll('-', '')
  for (const tag of [objectTag, childrenTag, rowsTag]) expect(tag(anId())).toBe(tag(compact.toUpperCase()))
  expect(new Set([objectTag(compact), childrenTag(compact), rowsTag(compact), usersTag]).size).toBe(4)
})
