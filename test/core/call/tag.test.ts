import { expect, test } from 'vitest'
import { childrenTag, objectTag, rowsTag, usersTag } from '../../../src/core/call/tag.js'
import { anId } from '../../support/fixtures.js'

test('default: all spellings of an id give the same tag, and each kind of dependency another one', () => {
  const compact = anId().replaceAll('-', '')
  for (const tag of [objectTag, childrenTag, rowsTag]) expect(tag(anId())).toBe(tag(compact.toUpperCase()))
  expect(new Set([objectTag(compact), childrenTag(compact), rowsTag(compact), usersTag]).size).toBe(4)
})
