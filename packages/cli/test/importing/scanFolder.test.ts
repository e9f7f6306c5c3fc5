import { expect, test } from 'vitest'
import { readFront } from '../../src/importing/scanFolder.js'

test('default: front matter with dates as texts, and what is none', () => {
  expect(readFront('---\nDue: 2026-05-01\nn: 1\n---\ntext').front).toEqual({ Due: '2026-05-01', n: 1 })
  expect(readFront('\ufeff---\r\na: b\r\n---\r\n').front).toEqual({ a: 'b' })
  expect(readFront('text\n---\na: b\n---').front).toEqual({})
  expect(readFront('---\na: [\n---\n').problem).toContain('not YAML')
})
