import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactId, dashedId, parseBlockId, parseId, parseViewId } from '../../src/core/id.js'
import { anId } from '../support/fixtures.js'

const id = anId(0xabc)
const compact = id.replaceAll('-', '')

test.each([
  ['an id with dashes', id],
  ['an id without dashes', compact],
  ['an id in upper case', id.toUpperCase()],
  ['an id without dashes in upper case', compact.toUpperCase()],
  ['an id with space around it', ` ${id}\n`],
  ['an id with some dashes', `${compact.slice(0, 8)}-${compact.slice(8)}`],
  ['the address of a page', `https://www.notion.so/${compact}`],
  ['an address with a title', `https://www.notion.so/workspace/A-page-with-a-title-${compact}`],
  ['an address with a query', `https://www.notion.so/A-page-${compact}?pvs=4`],
  ['an address of notion.com', `https://app.notion.com/p/A-page-${compact}`],
  ['an address of a published site', `https://ada.notion.site/A-page-${compact}`],
  ['an address for the app', `notion://www.notion.so/A-page-${compact}`],
  ['an address with dashes in its id', `https://www.notion.so/A-page-${id}`],
  ['an address with a slash at its end', `https://www.notion.so/A-page-${compact}/`],
  ['the address of a database with a view', `https://www.notion.so/workspace/${compact}?v=${anId(9)}`],
  ['a page on top of another', `https://www.notion.so/${anId(8).replaceAll('-', '')}?p=${compact}&pm=s`],
  ['an address with a block', `https://www.notion.so/A-page-${compact}#${anId(9).replaceAll('-', '')}`],
])('default: %s', (_name, text) => {
  expect(parseId(text)).toBe(id)
})

test.each([
  ['nothing', ''],
  ['a word', 'page'],
  ['an id that is too short', compact.slice(1)],
  ['an id that is too long', `${compact}0`],
  ['an id with another sign', compact.replace('a', 'g')],
  ['a path', `../${compact}`],
  ['two ids', `${compact} ${compact}`],
  ['an address elsewhere', `https://notion.so.example.com/${compact}`],
  ['an address elsewhere that looks alike', `https://mynotion.so/${compact}`],
  ['an address with an id in the middle', `https://www.notion.so/${compact}/settings`],
  ['an address that is none', `https://${compact}`],
  ['an address without an id', 'https://www.notion.so/workspace'],
  ['a script', `javascript:${compact}`],
])('error: %s is no id', (_name, text) => {
  expect(parseId(text)).toBeUndefined()
})

test('params: the address of a block means the block', () => {
  const address = `https://www.notion.so/A-page-${anId(1).replaceAll('-', '')}`
  expect(parseBlockId(`${address}#${compact}`)).toBe(id)
  expect(parseBlockId(`${address}#block-${compact}`)).toBe(id)
  expect(parseBlockId(address)).toBe(anId(1))
  expect(parseBlockId(`${address}#a-heading`)).toBe(anId(1))
  expect(parseBlockId(id)).toBe(id)
  expect(parseBlockId('block')).toBeUndefined()
})

test('params: the address of a database with a view means the view', () => {
  expect(parseViewId(`https://www.notion.so/${anId(1).replaceAll('-', '')}?v=${compact}`)).toBe(id)
  expect(parseViewId(compact)).toBe(id)
  expect(parseViewId(`https://www.notion.so/${compact}`)).toBeUndefined()
})

const hex = fc.stringMatching(/^[0-9a-f]{32}$/)

test('behavior: every spelling of an id is the same id', () => {
  fc.assert(
    fc.property(hex, (digits) => {
      const dashed = dashedId(digits)
      expect(dashed).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      expect(compactId(dashed)).toBe(digits)
      for (const text of [digits, dashed, digits.toUpperCase(), `https://www.notion.so/Title-${digits}`]) {
        expect(parseId(text)).toBe(dashed)
      }
    }),
  )
})

test('behavior: whatever the text is, it is an id in Notion’s form or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true, withFragments: true })),
      (text) => {
        for (const parse of [parseId, parseBlockId, parseViewId]) {
          expect(parse(text) ?? anId()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
        }
      },
    ),
  )
})
