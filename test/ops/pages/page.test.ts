import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { isFullPage, Page, PageOrPartial, PartialPage } from '../../../src/ops/pages/page.js'
import { anId, aPage } from '../../support/fixtures.js'

const without = (name: string): object => Object.fromEntries(Object.entries(aPage()).filter(([key]) => key !== name))

const mismatch = (name: string, value: unknown) => decodeWith(Page)({ ...aPage(), [name]: value })

test('default: a page is returned unchanged', () => {
  const page = { ...aPage(), new_field: { deep: [1] } }
  const result = decodeWith(Page)(page)
  expect(E.isRight(result) && result.right).toBe(page)
})

test('default: fields of only one version are optional', () => {
  for (const name of ['archived', 'in_trash', 'is_archived', 'is_locked', 'public_url', 'request_id']) {
    expect([name, Page.is(without(name))]).toEqual([name, true])
  }
})

test.each([
  { type: 'page_id', page_id: anId(5) },
  { type: 'block_id', block_id: anId(5) },
  { type: 'database_id', database_id: anId(5) },
  { type: 'data_source_id', data_source_id: anId(5), database_id: anId(6) },
  { type: 'agent_id', agent_id: anId(5) },
  { type: 'workspace', workspace: true },
  { type: 'planet', planet: 'Mars' },
])('default: a page can be in $type', (parent) => {
  expect(Page.is({ ...aPage(), parent })).toBe(true)
})

test.each([
  { type: 'emoji', emoji: '🎉' },
  { type: 'external', external: { url: 'https://example.com/i.png' } },
  { type: 'file', file: { url: 'https://example.com/i.png', expiry_time: '2026-01-02T04:04:00.000Z' } },
  { type: 'custom_emoji', custom_emoji: { id: anId(8), name: 'logo', url: 'https://example.com/e.png' } },
  { type: 'icon', icon: { name: 'pizza', color: 'blue' } },
  { type: 'hologram', hologram: {} },
  null,
])('default: the icon of a page can be %j', (icon) => {
  expect(Page.is({ ...aPage(), icon })).toBe(true)
})

test('error: each mismatch reports its path', () => {
  expect(mismatch('url', null)).toMatchObject({ left: [{ path: 'url', expected: 'string', actual: null }] })
  expect(mismatch('parent', { type: 'page_id' })).toMatchObject({ left: [{ path: 'parent.page_id' }] })
  expect(mismatch('icon', { type: 'emoji', emoji: 1 })).toMatchObject({ left: [{ path: 'icon.emoji', actual: 1 }] })
  expect(mismatch('properties', { Done: { id: 'c', type: 'checkbox', checkbox: null } })).toMatchObject({
    left: [{ path: 'properties.Done.checkbox', expected: 'boolean', actual: null }],
  })
  expect(mismatch('properties', [])).toMatchObject({ left: [{ path: 'properties' }] })
})

test.each(['object', 'id', 'created_time', 'last_edited_time', 'created_by', 'url', 'parent', 'properties', 'icon'])(
  'error: a page without %s is invalid',
  (name) => {
    expect(Page.is(without(name))).toBe(false)
  },
)

test('default: a partial page has only its id', () => {
  const partial = { object: 'page', id: anId() }
  expect(PartialPage.is(partial)).toBe(true)
  expect(PageOrPartial.is(partial)).toBe(true)
  expect(PageOrPartial.is(aPage())).toBe(true)
  expect(PageOrPartial.is({ ...partial, request_id: anId(9) })).toBe(true)
})

test('error: an invalid complete page is not accepted as a partial one', () => {
  const faulty = { ...aPage(), properties: { Done: { id: 'c', type: 'checkbox', checkbox: 'yes' } } }
  expect(decodeWith(PageOrPartial)(faulty)).toMatchObject({
    left: [{ path: 'properties.Done.checkbox', expected: 'boolean', actual: 'yes' }],
  })
  expect(PageOrPartial.is({ ...aPage(), url: 1 })).toBe(false)
})

test('default: isFullPage distinguishes complete pages from partial ones and other objects', () => {
  const partial: Page | PartialPage = { object: 'page', id: anId() }
  const dataSource = { object: 'data_source', id: anId(), properties: {}, url: '' }
  expect([aPage(), partial, dataSource].map(isFullPage)).toEqual([true, false, false])
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(E.isRight(decodeWith(PageOrPartial)(value))).toBe(PageOrPartial.is(value))
    }),
  )
})

test('behavior: a page with any value replaced is either valid or reports the path', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(aPage())), fc.jsonValue(), (name, value) => {
      const result = mismatch(name, value)
      if (E.isLeft(result)) expect(result.left.every(({ path }) => path.startsWith(name))).toBe(true)
      else expect(result.right).toEqual({ ...aPage(), [name]: value })
    }),
  )
})
