import { win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, ownName, safeName, takenNames } from '../../src/names/safeName.js'

describe('names of files', () => {
  test.each([
    ['Reading list', 'Reading list'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1', '_com1'],
    ['console', 'console'],
    ['LPT².x', '_LPT².x'],
    ['...', 'Untitled'],
    ['.hidden', 'hidden'],
    ['end. . ', 'end'],
    ['', 'Untitled'],
    ['👨‍👩‍👧 Familie 🏡', '👨‍👩‍👧 Familie 🏡'],
    ['e\u0301t\u00e9', '\u00e9t\u00e9'],
    ['a\u202egnp.exe', 'a gnp.exe'],
    ['\ud800x', '_x'],
    ['tab\there\nand there', 'tab here and there'],
  ])('default: %j is %j', (title, name) => {
    expect(safeName(title)).toBe(name)
  })

  test('behavior: whatever the title, Windows takes the name as it is', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom('C', 'O', 'N', '1', '.', ' ', ':', '/', '\u0301', '👨‍👩‍👧', 'ß') }),
    )
    fc.assert(
      fc.property(title, (given) => {
        const name = safeName(given)
        expect(name).not.toMatch(/[<>:"/\\|?*]|[. ]$|^[. ]|\p{Control}|\p{Surrogate}/u)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(121)
        expect(win32.basename(win32.join('C:\\x', name))).toBe(name)
        expect(win32.parse(win32.join('C:\\x', name)).dir).toBe('C:\\x')
        expect(safeName(name)).toBe(name)
      }),
    )
  })

  test('behavior: no two things of a folder share a name on a system without case or forms of letters', () => {
    const title = fc.string({ unit: fc.constantFrom('a', 'A', 'é', 'e\u0301', 'ſ', 's', '.md', 'ﬁ', 'fi') })
    fc.assert(
      fc.property(fc.array(title, { maxLength: 12 }), (titles) => {
        const taken = takenNames(['files'])
        const names = titles.map((each, index) =>
          ownName(taken, '', each, `0000000${index % 2}-0000-0000-0000-00000000000${index % 3}`),
        )
        const files = names.flatMap((name) => [name, `${name}.md`].map(foldName))
        expect(new Set(files).size).toBe(files.length)
      }),
    )
    const taken = takenNames()
    expect(ownName(taken, '', 'Notes', '11111111-2222-4333-8444-555555555555')).toBe('Notes')
    expect(ownName(taken, '', 'NOTES', '21111111-2222-4333-8444-555555555555')).toBe('NOTES 21111111')
    expect(ownName(taken, '', 'notes.md', '31111111-2222-4333-8444-555555555555')).toBe('notes.md 31111111')
  })

  test('behavior: names are shorter deep in folders', () => {
    const id = '11111111-2222-4333-8444-555555555555'
    expect(ownName(takenNames(), '', 'x'.repeat(200), id).length).toBe(120)
    expect(ownName(takenNames(), 'y'.repeat(150), 'x'.repeat(200), id).length).toBe(30)
    expect(ownName(takenNames(), 'y'.repeat(900), 'x'.repeat(200), id).length).toBe(24)
  })
})
