import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { RichText } from '../../src/core/objects/richText.js'
import type { FileWithName } from '../../src/props/files.js'
import * as P from '../../src/props/index.js'
import type { Verification } from '../../src/props/verification.js'
import { anId, aPage, aText, aUser } from '../support/fixtures.js'
import { samples } from './samples.js'

test('default: builders make what the API takes', () => {
  expect(P.number(3)).toEqual({ number: 3 })
  expect(P.checkbox(false)).toEqual({ checkbox: false })
  expect(P.title('A title')).toEqual({ title: [{ text: { content: 'A title' } }] })
  expect(P.richText('A text')).toEqual({ rich_text: [{ text: { content: 'A text' } }] })
  expect(P.select('High')).toEqual({ select: { name: 'High' } })
  expect(P.status('Done')).toEqual({ status: { name: 'Done' } })
  expect(P.multiSelect(['a', 'b'])).toEqual({ multi_select: [{ name: 'a' }, { name: 'b' }] })
  expect(P.date('2026-03-11')).toEqual({ date: { start: '2026-03-11' } })
  expect(P.url('https://example.com')).toEqual({ url: 'https://example.com' })
  expect(P.email('ada@example.com')).toEqual({ email: 'ada@example.com' })
  expect(P.phoneNumber('+33 1')).toEqual({ phone_number: '+33 1' })
  expect(P.people([anId(2)])).toEqual({ people: [{ id: anId(2) }] })
  expect(P.relation([anId(7)])).toEqual({ relation: [{ id: anId(7) }] })
  expect(P.files(['https://example.com/a.pdf'])).toEqual({
    files: [{ name: 'a.pdf', external: { url: 'https://example.com/a.pdf' } }],
  })
  expect(P.place({ lat: 1, lon: 2 })).toEqual({ place: { lat: 1, lon: 2 } })
  expect(P.verification({ state: 'verified' })).toEqual({ verification: { state: 'verified' } })
})

test('default: an empty value empties the property', () => {
  expect(P.number(null)).toEqual({ number: null })
  expect(P.title('')).toEqual({ title: [] })
  expect(P.richText('')).toEqual({ rich_text: [] })
  expect(P.select(null)).toEqual({ select: null })
  expect(P.status(null)).toEqual({ status: null })
  expect(P.multiSelect([])).toEqual({ multi_select: [] })
  expect(P.date(null)).toEqual({ date: null })
  expect(P.url(null)).toEqual({ url: null })
  expect(P.email(null)).toEqual({ email: null })
  expect(P.phoneNumber(null)).toEqual({ phone_number: null })
  expect(P.people([])).toEqual({ people: [] })
  expect(P.relation([])).toEqual({ relation: [] })
  expect(P.files([])).toEqual({ files: [] })
  expect(P.place(null)).toEqual({ place: null })
  expect(P.verification(null)).toEqual({ verification: { state: 'unverified' } })
})

test('params: rich text is sent as it is given', () => {
  const runs = [{ text: { content: 'bold' }, annotations: { bold: true } }, { equation: { expression: 'e=mc^2' } }]
  expect(P.title(runs)).toEqual({ title: runs })
  expect(P.richText(runs)).toEqual({ rich_text: runs })
})

test('params: an option is sent by its id alone where it has one, else as it is given', () => {
  expect(P.select({ id: 'x@Yz', name: 'Renamed since', color: 'red' })).toEqual({ select: { id: 'x@Yz' } })
  expect(P.status({ id: '1' })).toEqual({ status: { id: '1' } })
  expect(
    P.multiSelect([
      { name: 'New', color: 'blue' },
      { id: 'q', name: 'Low' },
    ]),
  ).toEqual({
    multi_select: [{ name: 'New', color: 'blue' }, { id: 'q' }],
  })
})

test('params: an option without a name is not taken for none', () => {
  expect(P.select('')).toEqual({ select: { name: '' } })
})

test('params: a date is a string, a Date, or a range of either', () => {
  const moment = new Date(Date.UTC(2026, 2, 11, 9, 30))
  const text = '2026-03-11T09:30:00.000Z'
  expect(P.date(moment)).toEqual({ date: { start: text } })
  expect(P.date({ start: moment, end: moment })).toEqual({ date: { start: text, end: text } })
  expect(P.date({ start: '2026-03-11T09:30', time_zone: 'Europe/Paris' })).toEqual({
    date: { start: '2026-03-11T09:30', time_zone: 'Europe/Paris' },
  })
})

test('params: a Date that is no date neither throws nor empties the property', () => {
  expect(P.date(new Date(Number.NaN))).toEqual({ date: { start: null } })
})

test('params: people are ids, users, bots and groups', () => {
  expect(P.people([anId(5), aUser(), { object: 'group', id: anId(6), name: 'Everyone' }, { id: anId(7) }])).toEqual({
    people: [{ id: anId(5) }, { object: 'user', id: anId(2) }, { object: 'group', id: anId(6) }, { id: anId(7) }],
  })
})

test('params: related pages are ids or pages', () => {
  expect(P.relation([anId(7), aPage()])).toEqual({ relation: [{ id: anId(7) }, { id: anId() }] })
})

test('params: files are addresses, uploads, or what the API takes', () => {
  const files = [
    { object: 'file_upload', id: anId(9), status: 'uploaded', filename: 'c.pdf' } as const,
    { name: 'd', external: { url: 'https://example.com/d' } },
    { file_upload: { id: anId(10) } },
  ]
  expect(P.files(files)).toEqual({ files: [{ file_upload: { id: anId(9) } }, files[1], files[2]] })
})

test.each([
  ['https://example.com/a/b.pdf', 'b.pdf'],
  ['https://example.com/a/b.pdf?download=a/b#c/d', 'b.pdf'],
  ['https://example.com/folder/', 'folder'],
  ['https://example.com', 'example.com'],
  [`https://example.com/${'x'.repeat(90)}-a-long-name.pdf`, `${'x'.repeat(84)}-a-long-name.pdf`],
  ['', ''],
])('behavior: the name of the file at %s is the end of its address', (url, name) => {
  expect(P.files([url])).toEqual({ files: [{ name, external: { url } }] })
})

test('params: a verification has a date where it is given one, and an expired one cannot be written', () => {
  const date = { start: '2026-02-10T15:00:00.000Z', end: '2026-02-17T15:00:00.000Z' }
  const expired: Verification = { state: 'expired', date: { ...date, time_zone: null }, verified_by: null }
  expect(P.verification({ state: 'verified', date })).toEqual({ verification: { state: 'verified', date } })
  expect(P.verification({ state: 'unverified' })).toEqual({ verification: { state: 'unverified' } })
  expect(P.verification(expired)).toEqual({ verification: { state: 'unverified' } })
})

test('behavior: what was read can be written back', () => {
  const unknown = { name: 'e', type: 'unknown:gallery', gallery: 1 } as const
  const back = <Input, Output extends Input>(prop: (value: Input) => object, result: E.Either<unknown, Output>) =>
    E.isRight(result) ? prop(result.right) : result
  for (const value of samples.number) expect(back(P.number, P.number.read(value))).toEqual({ number: value.number })
  for (const value of samples.checkbox) {
    expect(back(P.checkbox, P.checkbox.read(value))).toEqual({ checkbox: value.checkbox })
  }
  for (const value of samples.select) {
    expect(back(P.select, P.select.read(value))).toEqual({ select: value.select && { id: value.select.id } })
  }
  for (const value of samples.relation) {
    expect(back(P.relation, P.relation.read(value))).toEqual({ relation: value.relation })
  }
  for (const value of samples.files) expect(back(P.files, P.files.read(value))).toEqual({ files: value.files })
  expect(P.files([unknown])).toEqual({ files: [unknown] })
  for (const value of samples.place) expect(back(P.place, P.place.read(value))).toEqual({ place: value.place })
  expect(samples.date.map((value) => back(P.date, P.date.read(value)))).toEqual([
    { date: { start: '2026-03-11', time_zone: null } },
    { date: { start: '2026-03-11', end: '2026-03-12', time_zone: null } },
    { date: null },
  ])
  expect(samples.verification.map((value) => back(P.verification, P.verification.read(value)))).toMatchObject([
    { verification: { state: 'verified', date: { start: '2026-02-10T15:00:00.000Z' } } },
    { verification: { state: 'unverified' } },
    { verification: { state: 'unverified' } },
  ])
})

test('behavior: builders leave what they are given alone', () => {
  const files: ReadonlyArray<FileWithName> = Object.freeze([...(samples.files[0]?.files ?? [])])
  expect(P.files(files)).toEqual({ files })
  expect(P.number(1)).not.toBe(P.number(1))
})

/** Text of all sorts: long, with pairs, with halves of pairs. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc
    .array(fc.tuple(fc.constantFrom('a', '\n', '😀', '\uD83D', '\uDE00', '한'), fc.integer({ min: 1, max: 2500 })), {
      maxLength: 6,
    })
    .map((parts) => parts.map(([unit, times]) => unit.repeat(times)).join('')),
)

const contents = (text: string): ReadonlyArray<string> =>
  P.title(text).title.map((run) => (run.text ? run.text.content : 'not a text'))

const loneSurrogates = (text: string): number => (text.match(/\p{Surrogate}/gu) ?? []).length

test('behavior: the runs of a text are the text, none longer than 2000, none empty', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const runs = contents(text)
      expect(runs.join('')).toBe(text)
      expect(runs.every(({ length }) => length > 0 && length <= 2000)).toBe(true)
    }),
  )
})

test('behavior: no run ends within a surrogate pair', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const lone = contents(text).map(loneSurrogates)
      expect(lone.reduce((sum, one) => sum + one, 0)).toBe(loneSurrogates(text))
    }),
  )
})

test('behavior: runs are as long as they may be', () => {
  expect(contents('a'.repeat(5000)).map(({ length }) => length)).toEqual([2000, 2000, 1000])
  expect(contents(`a${'😀'.repeat(2000)}`).map(({ length }) => length)).toEqual([1999, 2000, 2])
})

test('behavior: a text that is written and read is the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const answered = contents(text).map(aText)
      expect(RichText.is(answered)).toBe(true)
      expect(P.title.read({ id: 'title', type: 'title', title: answered })).toEqual(E.right(text))
      expect(P.richText.read({ id: 'r', type: 'rich_text', rich_text: answered })).toEqual(E.right(text))
    }),
  )
})
