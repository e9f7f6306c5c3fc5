import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBlockId } from '../../src/core/id.js'
import { AN_ID, bodyId, bodyIds } from '../../src/core/ids.js'
import { anId } from '../support/fixtures.js'

const bare = anId(5).replaceAll('-', '')
const address = `https://www.notion.so/A-page-${bare}`

test('default: an id is sent as it is spelled', () => {
  expect(bodyId('page_id', anId(5))).toEqual({ value: anId(5), issues: [] })
  expect(bodyId('page_id', bare)).toEqual({ value: bare, issues: [] })
  expect(bodyId('page_id', bare.toUpperCase())).toEqual({ value: bare.toUpperCase(), issues: [] })
})

test('params: an address becomes the id in it', () => {
  expect(bodyId('page_id', address)).toEqual({ value: anId(5), issues: [] })
  const block = `${address}#${anId(6).replaceAll('-', '')}`
  expect(bodyId('page_id', block).value).toBe(anId(5))
  expect(bodyId('block_id', block, parseBlockId).value).toBe(anId(6))
})

test('params: only the named fields of an object are ids', () => {
  const parent = { type: 'page_id', page_id: address }
  expect(bodyIds('parent', parent, ['page_id', 'database_id'])).toEqual({
    value: { type: 'page_id', page_id: anId(5) },
    issues: [],
  })
  const whole = { type: 'page_id', page_id: bare }
  expect(bodyIds('parent', whole, ['page_id']).value).toBe(whole)
  expect(parent.page_id).toBe(address)
})

test('error: what is no id is refused by the name of its field', () => {
  expect(bodyId('after', '../x')).toEqual({
    value: '../x',
    issues: [{ field: 'after', given: '../x', allowed: AN_ID }],
  })
  expect(bodyIds('parent', { page_id: 'x', database_id: 'y', other: 'z' }, ['page_id', 'database_id']).issues).toEqual([
    { field: 'parent.page_id', given: 'x', allowed: AN_ID },
    { field: 'parent.database_id', given: 'y', allowed: AN_ID },
  ])
})

test('behavior: no text throws, and what is accepted names an id', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.uuid(),
        fc.webUrl(),
        fc.uuid().map((id) => `https://notion.so/${id}`),
      ),
      (text) => {
        const { value, issues } = bodyId('id', text)
        expect(issues.length === 1 ? value === text : /^[0-9a-f-]{32,36}$/i.test(value.trim())).toBe(true)
      },
    ),
  )
})
