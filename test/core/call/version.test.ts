import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adaptBodyToVersion } from '../../../src/ops/shared/adaptBodyToVersion.js'

const older = ['2022-06-28', '2025-09-03'] as const
const newer = ['2026-03-11', '2027-01-01'] as const

test('default: fields that all versions have are unchanged', () => {
  const body = fc.record(
    { in_trash: fc.boolean(), position: fc.object(), properties: fc.object() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.constantFrom(...older, ...newer), body, (version, given) => {
      expect(adaptBodyToVersion(version, given)).toEqual(given)
    }),
  )
})

test.each(older)('params: a body for version %s keeps the older names', (version) => {
  const body = { archived: true, after: 'a', in_trash: true }
  expect(adaptBodyToVersion(version, body)).toBe(body)
})

test.each(newer)('params: a body for version %s has in_trash in place of archived', (version) => {
  expect(adaptBodyToVersion(version, { archived: true })).toStrictEqual({ in_trash: true })
  expect(adaptBodyToVersion(version, { archived: false })).toStrictEqual({ in_trash: false })
  expect(adaptBodyToVersion(version, { archived: true, in_trash: false })).toStrictEqual({ in_trash: false })
})

test.each(newer)('params: a body for version %s has position in place of after', (version) => {
  const position = { type: 'after_block', after_block: { id: 'a' } }
  expect(adaptBodyToVersion(version, { after: 'a' })).toStrictEqual({ position })
  expect(adaptBodyToVersion(version, { after: 'a', position: { type: 'end' } })).toStrictEqual({
    position: { type: 'end' },
  })
})

test('behavior: the given body is not mutated', () => {
  const given = Object.freeze({ archived: true, after: 'a' })
  adaptBodyToVersion('2026-03-11', given)
  expect(given).toEqual({ archived: true, after: 'a' })
})
