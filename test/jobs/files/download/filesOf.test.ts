import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { type FileSource, filesOf } from '../../../../src/jobs/files/download/filesOf.js'

const hosted = (name: string, signature = 'abc') => ({
  type: 'file',
  file: {
    url: `https://files.example.com/space/${name}?X-Amz-Signature=${signature}`,
    expiry_time: '2026-01-01T01:00:00.000Z',
  },
})

const external = (url: string) => ({ type: 'external', external: { url } })

const block = (id: string, type: string, content: object) => ({ object: 'block', id, type, [type]: content })

const keys = (source: object): ReadonlyArray<string> => filesOf(unsafeCast<FileSource>(source)).map(({ key }) => key)

describe('behavior: files', () => {
  test('of a page: icon, cover and properties, but no emojis', () => {
    const page = (signature: string) => ({
      object: 'page',
      id: 'p',
      icon: hosted('icon.png', signature),
      cover: external('https://example.com/cover.png?v=1'),
      properties: {
        Files: {
          id: 'a%3Ab',
          type: 'files',
          files: [
            { name: 'x.pdf', ...hosted('1/x.pdf', signature) },
            { name: 'x.pdf', ...hosted('2/x.pdf', signature) },
          ],
        },
        Name: { id: 'title', type: 'title', title: [] },
        Formula: { id: 'f', type: 'formula', formula: { type: 'string', string: 'files' } },
      },
    })
    expect(keys(page('abc'))).toEqual([
      'p/icon/space/icon.png',
      'p/cover/example.com/cover.png%3Fv=1',
      'p/a%3Ab/space/1/x.pdf',
      'p/a%3Ab/space/2/x.pdf',
    ])
    expect(keys(page('def'))).toEqual(keys(page('abc')))
    expect(keys({ ...page('abc'), icon: { type: 'emoji', emoji: '🚀' }, cover: null })).toHaveLength(2)
  })

  test('the same file twice in one property has two keys', () => {
    const files = [
      { name: 'x', ...hosted('x') },
      { name: 'x', ...hosted('x') },
    ]
    expect(keys({ object: 'page', id: 'p', properties: { F: { id: 'f', type: 'files', files } } })).toEqual([
      'p/f/space/x',
      'p/f/space/x~2',
    ])
  })

  test('of blocks: every type with a file, and icons', () => {
    for (const type of ['image', 'video', 'audio', 'pdf', 'file'])
      expect(keys(block('b', type, { ...hosted('x'), caption: [] }))).toEqual(['b/space/x'])
    expect(keys(block('b', 'callout', { rich_text: [], icon: hosted('i.png') }))).toEqual(['b/icon/space/i.png'])
    expect(keys(block('b', 'paragraph', { rich_text: [], icon: null }))).toEqual([])
    expect(keys(block('b', 'embed', { url: 'https://example.com' }))).toEqual([])
  })

  test('of a tree and a node, in order; a block that is shown twice counts once', () => {
    const image = { block: block('b2', 'image', hosted('x')), children: [] }
    const node = { block: block('b1', 'callout', { icon: hosted('i.png') }), children: [image] }
    expect(keys(node)).toEqual(['b1/icon/space/i.png', 'b2/space/x'])
    expect(keys({ block_id: 'p', children: [node, image] })).toEqual(['b1/icon/space/i.png', 'b2/space/x'])
  })

  test('of a comment', () => {
    const attachments = [{ category: 'pdf', file: hosted('x').file }]
    const [file] = filesOf(unsafeCast<FileSource>({ object: 'comment', id: 'c', attachments }))
    expect(file).toMatchObject({
      key: 'c/space/x',
      name: 'x',
      hosted: true,
      owner: { type: 'comment_attachment', comment_id: 'c', index: 0, file: { type: 'file', file: hosted('x').file } },
    })
  })

  test('the name is that of the property or the block, otherwise of the address', () => {
    const name = (source: object) => filesOf(unsafeCast<FileSource>(source))[0]?.name
    expect(name(block('b', 'file', { ...hosted('1/x.pdf'), name: 'The plan.pdf' }))).toBe('The plan.pdf')
    expect(name(block('b', 'file', { ...hosted('1/x%20y.pdf'), name: '' }))).toBe('x y.pdf')
  })

  test('of what is damaged, partial or nothing there are none', () => {
    const none = [
      { object: 'page', id: 'p' },
      { object: 'block', id: 'b' },
      { object: 'comment', id: 'c' },
      block('b', 'file', { type: 'file', caption: [] }),
      block('b', 'image', { type: 'unknown:file' }),
      {},
    ]
    expect(none.map(keys)).toEqual(none.map(() => []))
    expect(filesOf(unsafeCast(undefined))).toEqual([])
  })
})
