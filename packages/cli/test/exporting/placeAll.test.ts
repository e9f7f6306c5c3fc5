import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OldPlace, placeAll } from '../../src/exporting/placeAll.js'
import type { PageNote, SourceNote } from '../../src/exporting/records.js'
import { foldName } from '../../src/names/safeName.js'

const idOf = (number: number): string => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`

const page = (title: string, parent?: number, children: ReadonlyArray<number> = []): PageNote => ({
  title,
  parent: parent === undefined ? { type: 'workspace', id: '' } : { type: 'page_id', id: idOf(parent) },
  time: '',
  content_time: '',
  settled: true,
  run: 1,
  children: children.map((number) => ({ kind: 'page', id: idOf(number) })),
})

const pathsOf = (
  pages: ReadonlyMap<string, PageNote>,
  old: ReadonlyMap<string, OldPlace> = new Map(),
  dialect = 'gfm',
  sources: ReadonlyMap<string, SourceNote> = new Map(),
): ReadonlyArray<string> => placeAll(pages, sources, old, dialect).map(({ path }) => path)

describe('the places of an export', () => {
  test('default: pages are in the folder of their parent, in the order of its content', () => {
    const pages = new Map([
      [idOf(1), page('Home', undefined, [3, 2])],
      [idOf(2), page('A', 1)],
      [idOf(3), page('B', 1)],
      [idOf(4), page('Alone', 9)],
    ])
    expect(pathsOf(pages)).toEqual(['Home', 'Home/B', 'Home/A', 'Alone'])
  })

  test('behavior: a page keeps its name although another of the same name comes first', () => {
    const old = new Map([[idOf(2), { path: 'Notes', title: 'Notes' }]])
    const pages = new Map([
      [idOf(1), page('notes')],
      [idOf(2), page('Notes')],
    ])
    expect(pathsOf(pages, old)).toEqual(['notes 00000001', 'Notes'])
    expect(pathsOf(pages, new Map([[idOf(2), { path: 'Old', title: 'Old' }]]))).toEqual(['notes', 'Notes 00000002'])
  })

  test('params: names for Obsidian have no signs of its links, and no name is one of the export', () => {
    const pages = new Map([
      [idOf(1), page('C# [draft]')],
      [idOf(2), page('Files')],
      [idOf(3), page('pages')],
    ])
    expect(pathsOf(pages)).toEqual(['C# [draft]', 'Files 00000002', 'pages 00000003'])
    expect(pathsOf(pages, new Map(), 'obsidian')[0]).toBe('C draft')
  })

  test('behavior: a data source is where its database is, with its rows in it', () => {
    const sources = new Map([
      [idOf(7), { title: 'Tasks', database_id: idOf(8), parent: { type: 'block_id', id: idOf(99) }, run: 1 }],
    ])
    const pages = new Map<string, PageNote>([
      [idOf(1), { ...page('Home'), children: [{ kind: 'database', id: idOf(8) }] }],
      [idOf(2), { ...page('Row'), parent: { type: 'data_source_id', id: idOf(7) } }],
      [idOf(3), { ...page('Other'), parent: { type: 'database_id', id: idOf(8) } }],
    ])
    expect(pathsOf(pages, new Map(), 'gfm', sources)).toEqual([
      'Home',
      'Home/Tasks',
      'Home/Tasks/Row',
      'Home/Tasks/Other',
    ])
  })

  test('behavior: whatever contains what, everything has one place, and no two share one', () => {
    const note = fc.record({
      title: fc.constantFrom('', 'a', 'A', 'a.md', 'b', 'CON', 'é'),
      parent: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
      children: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(note, { minLength: 1, maxLength: 9 }), (notes) => {
        const pages = new Map(
          notes.map(({ title, parent, children }, index) => [idOf(index), page(title, parent, children)]),
        )
        const placed = placeAll(pages, new Map(), new Map(), 'gfm')
        expect(new Set(placed.map(({ id }) => id))).toEqual(new Set(pages.keys()))
        expect(new Set(placed.map(({ path }) => foldName(path))).size).toBe(pages.size)
        // The next run has the same places.
        const old = new Map(placed.map(({ id, path, title }) => [id, { path, title }]))
        expect(placeAll(pages, new Map(), old, 'gfm')).toEqual(placed)
      }),
    )
  })
})
