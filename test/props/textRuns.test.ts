import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textRuns } from '../../src/props/textRuns.js'
import { title } from '../../src/props/title.js'
import { anyText } from './texts.js'

const contents = (text: string): ReadonlyArray<string> =>
  textRuns(text).map((run) => (run.text ? run.text.content : 'not a text'))

const loneSurrogates = (text: string): number => (text.match(/\p{Surrogate}/gu) ?? []).length

test('behavior: the runs of a text are the text, none longer than 2000, none empty', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const runs = contents(text)
      expect(runs.join('')).toBe(text)
      expect(runs.every(({ length }) => length > 0 && length <= 2000)).toBe(true)
      expect(title(text)).toEqual({ title: textRuns(text) })
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

test('behavior: runs are as long as the limit allows', () => {
  expect(contents('a'.repeat(5000)).map(({ length }) => length)).toEqual([2000, 2000, 1000])
  expect(contents(`a${'😀'.repeat(2000)}`).map(({ length }) => length)).toEqual([1999, 2000, 2])
})
