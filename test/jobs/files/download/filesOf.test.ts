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

/** The keys without the hash of the address. */
const places = (source: object): ReadonlyArray<string> => keys(source).map((key) => key.replace(/[0-9a-z]+-/, ''))

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
    expect(places(page('abc'))).toEqual(['p/icon/icon.png', 'p/cover/cover.png', 'p/a%3Ab/x.pdf', 'p/a%3Ab/x.pdf'])
    expect(new Set(keys(page('abc'))).size).toBe(4)
    expect(keys(page('def'))).toEqual(keys(page('abc')))
    expect(keys({ ...page('abc'), icon: { type: 'emoji', emoji: '🚀' }, cover: null })).toHaveLength(2)
  })

  test('the same file twice in one property has two keys', () => {
    const files = [
      { name: 'x', ...hosted('x') },
      { name: 'x', ...hosted('x') },
    ]
    expect(places({ object: 'page', id: 'p', properties: { F: { id: 'f', type: 'files', files } } })).toEqual([
      'p/f/x',
      'p/f/2~x',
    ])
  })

  test.each([
    ['a folder of another', 'https://a.b/x/a', 'https://a.b/x/a/b'],
    ['equal where case does not count', 'https://a.b/plan.pdf', 'https://a.b/Plan.pdf'],
    ['equal where accents are composed', 'https://a.b/%C3%A9', 'https://a.b/e%CC%81'],
    ['equal but for the query', 'https://a.b/x?id=1', 'https://a.b/x?id=2'],
    [
      'equal but for the beginning of a long name',
      `https://a.b/a${'x'.repeat(300)}`,
      `https://a.b/b${'x'.repeat(300)}`,
    ],
    ['equal but for data', 'data:,a', 'data:,b'],
    ['that of an icon', 'https://a.b/icon', 'https://icon/'],
  ])('no key is %s', (_, ...urls) => {
    const files = urls.map((url) => ({ name: 'x', ...external(url) }))
    const found = keys({ object: 'page', id: 'p', properties: { F: { id: 'f', type: 'files', files } } })
    const [one = '', other = ''] = found.map((key) => key.normalize('NFC').toLowerCase())
    expect(found).toHaveLength(2)
    expect([one === other, one.startsWith(`${other}/`), other.startsWith(`${one}/`)]).toEqual([false, false, false])
  })

  test('of blocks: every type with a file, and icons', () => {
    for (const type of ['image', 'video', 'audio', 'pdf', 'file'])
      expect(places(block('b', type, { ...hosted('x'), caption: [] }))).toEqual(['b/x'])
    expect(places(block('b', 'callout', { rich_text: [], icon: hosted('i.png') }))).toEqual(['b/icon/i.png'])
    expect(keys(block('b', 'paragraph', { rich_text: [], icon: null }))).toEqual([])
    expect(keys(block('b', 'embed', { url: 'https://example.com' }))).toEqual([])
  })

  test('of a tree and a node, in order; a block that is shown twice counts once', () => {
    const image = { block: block('b2', 'image', hosted('x')), children: [] }
    const node = { block: block('b1', 'callout', { icon: hosted('i.png') }), children: [image] }
    expect(places(node)).toEqual(['b1/icon/i.png', 'b2/x'])
    expect(places({ block_id: 'p', children: [node, image] })).toEqual(['b1/icon/i.png', 'b2/x'])
  })

  test('of a tree that is deeper than the stack', () => {
    let node: object = { block: block('b', 'image', hosted('x')), children: [] }
    for (let depth = 0; depth < 20_000; depth++) node = { block: block('p', 'paragraph', {}), children: [node] }
    expect(places(node)).toEqual(['b/x'])
  })

  test('of a comment', () => {
    const attachments = [{ category: 'pdf', file: hosted('x').file }]
    const [file] = filesOf(unsafeCast<FileSource>({ object: 'comment', id: 'c', attachments }))
    expect(file).toMatchObject({
      key: expect.stringMatching(/^c\/[0-9a-z]+-x$/),
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
