import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePath, encodePath, relativePath, resolveLink } from '../../src/names/links.js'
import { safeName } from '../../src/names/safeName.js'

describe('links', () => {
  test.each([
    ['Home.md', 'Home/Tasks.md', 'Home/Tasks.md'],
    ['Home/Tasks/a.md', 'Home.md', '../../Home.md'],
    ['a/b.md', 'files/c d.png', '../files/c d.png'],
    ['a.md', 'b:c.md', './b:c.md'],
  ])('default: from %s to %s', (from, to, link) => {
    expect(relativePath(from, to)).toBe(link)
    expect(resolveLink(from, encodePath(link))).toBe(to)
  })

  test('behavior: a link leads back, whatever the names hold', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).map((each) => safeName(each))
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `${names.join('/')}.md`)
    fc.assert(
      fc.property(path, path, (from, to) => {
        expect(resolveLink(from, encodePath(relativePath(from, to)))).toBe(to)
      }),
    )
  })

  test.each(['https://x.org', '#part', '', '/etc/passwd', '../../out.md', '\\\\host\\x', 'C:\\x', '..'])(
    'error: %j leads to no file of the folder',
    (href) => {
      expect(resolveLink('a/b.md', href)).toBeUndefined()
    },
  )

  test('default: paths of Windows', () => {
    expect(resolveLink('a/b.md', '..\\c.md')).toBe('c.md')
    expect(decodePath('100%.md')).toBe('100%.md')
  })
})
