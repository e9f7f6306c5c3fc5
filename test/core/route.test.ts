import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockId, id, opaque, route, viewId } from '../../src/core/route.js'
import { trust } from '../../src/core/trust.js'
import { anId } from '../support/fixtures.js'

test('default: a path with its parameters', () => {
  expect(route('GET', 'pages/{page_id}', { page_id: id(anId().replaceAll('-', '')) })).toEqual({
    method: 'GET',
    path: `pages/${anId()}`,
  })
  expect(route('POST', 'search', {})).toEqual({ method: 'POST', path: 'search' })
})

test('default: several parameters, each in its place', () => {
  const parts = { property_id: opaque('%3AUPp'), page_id: id(anId()) }
  expect(route('GET', 'pages/{page_id}/properties/{property_id}', parts).path).toBe(`pages/${anId()}/properties/%3AUPp`)
})

test('params: addresses of blocks and views', () => {
  const page = `https://www.notion.so/${anId(1).replaceAll('-', '')}`
  expect(blockId(`${page}#${anId(2).replaceAll('-', '')}`).segment).toBe(anId(2))
  expect(viewId(`${page}?v=${anId(3).replaceAll('-', '')}`).segment).toBe(anId(3))
  expect(viewId(page).segment).toBeUndefined()
})

test('error: a malformed id is refused, with what is wrong elsewhere', () => {
  const issue = { field: 'page_size', given: 101, allowed: 'at most 100' }
  expect(route('GET', 'pages/{page_id}', { page_id: id('../users') }, [issue])).toEqual({
    method: 'GET',
    path: 'pages/{page_id}',
    invalid: [
      issue,
      { field: 'page_id', given: '../users', allowed: expect.stringContaining('32 hexadecimal digits') },
    ],
  })
})

test.each([undefined, null, 42, {}, Symbol('sign'), Object.create(null)])('error: %s is no id', (given) => {
  const { invalid } = route('GET', 'pages/{page_id}', { page_id: id(trust<string>(given)) })
  expect(invalid).toMatchObject([{ field: 'page_id' }])
})

test.each(['', '.', '..', 'a/../b', '%2e%2e', '%2E%2E/x', 'a..b'])(
  'error: %j is refused as an opaque part',
  (given) => {
    expect(opaque(given).segment).toBeUndefined()
  },
)

test('params: an opaque part is encoded once, whether it came encoded or not', () => {
  expect(opaque(':UPp').segment).toBe('%3AUPp')
  expect(opaque('%3AUPp').segment).toBe('%3AUPp')
  expect(opaque('100%').segment).toBe('100%25')
})

test('behavior: no opaque part leaves its place in the path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const { path, invalid } = route('GET', 'pages/{property_id}/x', { property_id: opaque(given) })
      const { pathname, search, hash } = new URL(`https://api.notion.com/v1/${path}`)
      if (!invalid) expect([pathname.split('/').length, search, hash]).toEqual([5, '', ''])
    }),
  )
})
