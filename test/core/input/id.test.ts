import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactId, dashedId } from '../../../src/core/call/id.js'
import { parseId } from '../../../src/core/input/id.js'
import { idOf, PLACES, parseBlockId, parseDatabaseId, parseViewId } from '../../../src/core/input/idKinds.js'
import { anId } from '../../support/fixtures.js'

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
  ['an address without its scheme', `notion.so/${compact}`],
  ['an address of notion.com without its scheme', `app.notion.com/p/workspace/A-page-${compact}`],
  ['an address of a published site without its scheme', `ada.notion.site/A-page-${compact}?pvs=4`],
  ['the path of an address, as in the links of Notion', `/${compact}?pvs=25`],
  ['an id with a view', `${compact}?v=${anId(9)}`],
  ['an id with dashes and a block', `${id}#${anId(9)}`],
  ['a slug', `Title-of-the-page-${compact}`],
  ['a slug in another script', `Ein-schöner-Titel-日本-${compact}`],
  ['a slug with an id with dashes', `Title-${id}`],
  ['a slug in upper case', `TITLE-${compact.toUpperCase()}`],
  ['an address on a domain of its own', `https://wiki.example.com/team/A-page-${compact}`],
  ['an address on a domain of its own without scheme', `wiki.example.com/${compact}`],
  ['an address with several slashes at its end', `https://www.notion.so/${compact}//?pvs=4`],
  ['an address in upper case', `HTTPS://WWW.NOTION.SO/${compact.toUpperCase()}`],
  ['an address with a port', `http://localhost:3000/${compact}`],
  ['an address for the app without host', `notion://${compact}`],
  ['an address of a data source', `collection://${id}`],
  ['an address of a page, as in Markdown for agents', `page://${compact}`],
])('default: parseId finds the id in %s', (_name, text) => {
  expect(parseId(text)).toBe(id)
})

test.each([
  ['nothing', ''],
  ['a word', 'page'],
  ['an id that is too short', compact.slice(1)],
  ['an id that is too long', `${compact}0`],
  ['an id with another character', compact.replace('a', 'g')],
  ['a path', `../${compact}`],
  ['two ids', `${compact} ${compact}`],
  ['an address with an id in the middle', `https://www.notion.so/${compact}/settings`],
  ['a URL with an id as its host', `https://${compact}`],
  ['an address without an id', 'https://www.notion.so/workspace'],
  ['a script', `javascript:${compact}`],
  ['an address with space in it', `https://www.notion.so/A page-${compact}`],
  ['an id in a query alone', `https://www.notion.so/?v=${compact}`],
  ['an id that is part of a longer word', `https://www.notion.so/x${compact}`],
  ['two addresses', `https://www.notion.so/${compact},https://www.notion.so/x`],
])('error: parseId finds no id in %s', (_name, text) => {
  expect(parseId(text)).toBeUndefined()
})

test('params: parseBlockId finds the block in the URL of a block', () => {
  const address = `https://www.notion.so/A-page-${anId(1).replaceAll('-', '')}`
  expect(parseBlockId(`${address}#${compact}`)).toBe(id)
  expect(parseBlockId(`${address}#block-${compact}`)).toBe(id)
  expect(parseBlockId(address)).toBe(anId(1))
  expect(parseBlockId(`${address}#a-heading`)).toBe(anId(1))
  expect(parseBlockId(id)).toBe(id)
  expect(parseBlockId('block')).toBeUndefined()
})

test('params: parseViewId finds the view in the URL of a database', () => {
  expect(parseViewId(`https://www.notion.so/${anId(1).replaceAll('-', '')}?v=${compact}`)).toBe(id)
  expect(parseViewId(compact)).toBe(id)
  expect(parseViewId(`https://www.notion.so/${compact}`)).toBeUndefined()
})

const besideIt = (n: number): string => anId(n).replaceAll('-', '')
const rowBeside = `https://www.notion.so/ws/${besideIt(1)}?v=${besideIt(2)}&p=${besideIt(3)}&pm=s#${besideIt(4)}`
const comment = `https://www.notion.so/A-page-${besideIt(1)}?d=${besideIt(5)}&pvs=4#${besideIt(4)}`

test.each([
  ['a page', 'page', rowBeside, anId(3)],
  ['a database', 'other', rowBeside, anId(1)],
  ['a view', 'view', rowBeside, anId(2)],
  ['a block', 'block', rowBeside, anId(4)],
  ['a discussion', 'discussion', comment, anId(5)],
  ['a page', 'page', comment, anId(1)],
  ['a block', 'block', comment, anId(4)],
  ['a view', 'view', `view://${anId(6)}`, anId(6)],
  ['a view', 'view', `${anId(1)}?v=${besideIt(2)}`, anId(2)],
  ['a view', 'view', `notion.so/ws/${besideIt(1)}?pvs=4&v=${besideIt(2)}`, anId(2)],
  ['a view', 'view', besideIt(6), anId(6)],
  ['a view', 'view', `Title-${besideIt(6)}`, undefined],
  ['a view', 'view', `notion://www.notion.so/${besideIt(6)}`, undefined],
  ['a discussion', 'discussion', `discussion://${anId(1)}/${anId(2)}/${anId(5)}`, anId(5)],
  ['a discussion', 'discussion', `https://www.notion.so/${besideIt(1)}`, undefined],
  ['a data source', 'other', `collection://${anId(7)}`, anId(7)],
  ['a user', 'other', `user://${anId(8)}`, anId(8)],
] as const)('params: idOf finds %s: %s in %s', (_what, kind, address, found) => {
  expect(idOf(address, PLACES[kind])).toBe(found)
  expect(idOf(`\n ${address} `, PLACES[kind])).toBe(found)
})

test('params: parseDatabaseId finds the database in the URL of a row beside it', () => {
  expect(parseDatabaseId(rowBeside)).toBe(anId(1))
  expect(parseId(rowBeside)).toBe(anId(3))
})

const hex = fc.stringMatching(/^[0-9a-f]{32}$/)

test('behavior: every spelling of an id gives the same id', () => {
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

test('behavior: any text gives an id in Notion’s format or undefined', () => {
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

test('behavior: parsing is fast for any text', () => {
  const parts = ['/', '-', 'a', '?', '#', 'http://', `${compact}/`, ' ', '=', 'p=']
  const before = performance.now()
  for (const part of parts) {
    const text = part.repeat(100_000)
    for (const whole of [text, `${text}\n!`, `https://${text}`, `x://${text}`]) idOf(whole, '#pvd/')
  }
  expect(performance.now() - before).toBeLessThan(5000)
})

test('params: a query after the fragment hides neither the block nor the row', () => {
  const block = `https://www.notion.so/Title-${'1'.repeat(32)}#${'2'.repeat(32)}`
  for (const tail of ['', '?pvs=4', '&pvs=4', '?pvs=4&pm=s']) {
    expect(parseBlockId(block + tail)).toBe(dashedId('2'.repeat(32)))
    expect(parseId(block + tail)).toBe(dashedId('1'.repeat(32)))
  }
})
