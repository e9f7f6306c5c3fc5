import { describe, expect, test } from 'vitest'
import { comparableFields } from '../../../../src/jobs/blocks/replace/comparableFields.js'

const ID = '11111111-1111-4111-8111-111111111111'
const BARE_ID = ID.replaceAll('-', '')
const OTHER = '22222222-2222-4222-8222-222222222222'
const text = (content: string, more: object = {}) => [{ type: 'text', text: { content, ...more } }]
const mention = (what: object) => ({ rich_text: [{ type: 'mention', mention: what }] })
const file = (url: string) => ({ type: 'file', file: { url, expiry_time: '2026-01-01T00:00:00.000Z' } })
const link = (url: string) => ({ rich_text: text('a', { link: { url } }) })

type Case = readonly [type: string, what: string, read: unknown, written: unknown]

describe('behavior: content that was read equals', () => {
  test.each<Case>([
    [
      'paragraph',
      'a mention whose id has no dashes',
      mention({ page: { id: ID } }),
      mention({ page: { id: BARE_ID } }),
    ],
    [
      'paragraph',
      'a mention of a user with all that is known about them',
      mention({ type: 'user', user: { object: 'user', id: ID, name: 'Ada', person: {} } }),
      mention({ user: { id: ID } }),
    ],
    [
      'paragraph',
      'a date written in another way',
      mention({ date: { start: '2026-01-01T12:00:00.000+00:00', end: null, time_zone: null } }),
      mention({ date: { start: '2026-01-01T12:00:00Z' } }),
    ],
    [
      'paragraph',
      'a template mention',
      mention({ template_mention: { type: 'template_mention_date', template_mention_date: 'today' } }),
      mention({ template_mention: { template_mention_date: 'today' } }),
    ],
    [
      'paragraph',
      'a link to a page, as a path',
      link(`/${BARE_ID}`),
      link(`https://www.notion.so/Title-${BARE_ID}?pvs=4`),
    ],
    [
      'paragraph',
      'an unknown run whose names are in another order',
      mention({ b: 1, a: [2] }),
      mention({ a: [2], b: 1 }),
    ],
    ['paragraph', 'an empty run', { rich_text: text('a') }, { rich_text: [...text(''), ...text('a'), ...text('')] }],
    [
      'paragraph',
      'a run of an unknown type',
      { rich_text: [{ type: 'new', new: { b: 1, a: 2 } }] },
      { rich_text: [{ new: { a: 2, b: 1 }, type: 'new' }] },
    ],
    ['paragraph', 'an icon that it does not have', { rich_text: [], icon: null }, { rich_text: [] }],
    [
      'callout',
      'a custom emoji with all that is known about it',
      { rich_text: [], icon: { type: 'custom_emoji', custom_emoji: { id: ID, name: 'a', url: 'b' } } },
      { rich_text: [], icon: { custom_emoji: { id: BARE_ID } } },
    ],
    [
      'callout',
      'an icon of Notion, which is gray by default',
      { rich_text: [], icon: { type: 'icon', icon: { name: 'pizza', color: 'gray' } } },
      { rich_text: [], icon: { icon: { name: 'pizza' } } },
    ],
    ['callout', 'the icon of a callout without one', { rich_text: [], icon: { emoji: '💡' } }, { rich_text: [] }],
    [
      'image',
      'a file with another signature',
      file('https://f.example/a.png?X=1'),
      file('https://f.example/a.png?X=2'),
    ],
    ['image', 'an upload', { file_upload: { id: ID } }, { type: 'file_upload', file_upload: { id: BARE_ID } }],
    [
      'table',
      'a table whose headers are off by default',
      { table_width: 2, has_row_header: false },
      { table_width: 2 },
    ],
    [
      'synced_block',
      'a copy',
      { synced_from: { type: 'block_id', block_id: ID } },
      { synced_from: { block_id: BARE_ID } },
    ],
    ['synced_block', 'an original', { synced_from: null }, { synced_from: null }],
    ['link_to_page', 'a target', { type: 'page_id', page_id: ID }, { page_id: BARE_ID }],
    [
      'bookmark',
      'an address without its last slash',
      { url: 'https://a.example/', caption: [] },
      { url: 'https://a.example' },
    ],
    [
      'meeting_notes',
      'any content whose names are in another order',
      { a: 1, b: { d: 1, c: 2 } },
      { b: { c: 2, d: 1 }, a: 1 },
    ],
  ])('%s: %s', (type, _, read, written) => {
    expect(comparableFields(type, read, false)).toEqual(comparableFields(type, written, true))
  })
})

describe('behavior: content that was read differs from', () => {
  test.each<Case>([
    ['paragraph', 'a mention of another page', mention({ page: { id: ID } }), mention({ page: { id: OTHER } })],
    ['paragraph', 'a mention of a database', mention({ page: { id: ID } }), mention({ database: { id: ID } })],
    [
      'paragraph',
      'another day',
      mention({ date: { start: '2026-01-01' } }),
      mention({ date: { start: '2026-01-02' } }),
    ],
    [
      'paragraph',
      'a date that ends',
      mention({ date: { start: '2026-01-01' } }),
      mention({ date: { start: '2026-01-01', end: '2026-01-02' } }),
    ],
    [
      'paragraph',
      'another template',
      mention({ template_mention: { template_mention_date: 'today' } }),
      mention({ template_mention: { template_mention_user: 'me' } }),
    ],
    ['paragraph', 'another preview', mention({ link_preview: { url: 'a' } }), mention({ link_preview: { url: 'b' } })],
    ['paragraph', 'another link', mention({ link_mention: { href: 'a' } }), mention({ link_mention: { href: 'b' } })],
    ['paragraph', 'a link within the page', link(`/${BARE_ID}`), link(`/${BARE_ID}#${BARE_ID}`)],
    [
      'paragraph',
      'a style',
      { rich_text: text('a') },
      { rich_text: [{ ...text('a')[0], annotations: { code: true } }] },
    ],
    [
      'paragraph',
      'an equation in place of its text',
      { rich_text: text('x') },
      { rich_text: [{ equation: { expression: 'x' } }] },
    ],
    ['paragraph', 'an icon', { rich_text: [] }, { rich_text: [], icon: { emoji: '🔥' } }],
    [
      'callout',
      'a color of an icon',
      { icon: { icon: { name: 'a' } } },
      { icon: { icon: { name: 'a', color: 'red' } } },
    ],
    ['callout', 'an icon that is a file', { icon: file('a') }, { icon: { external: { url: 'a' } } }],
    ['code', 'a language', { rich_text: [], language: 'c' }, { rich_text: [], language: 'css' }],
    ['code', 'a caption', { rich_text: [], language: 'c' }, { rich_text: [], language: 'c', caption: text('a') }],
    ['template', 'a text', { rich_text: text('a') }, { rich_text: text('b') }],
    ['equation', 'an expression', { expression: 'a' }, { expression: 'b' }],
    ['embed', 'an address', { url: 'https://a.example' }, { url: 'https://b.example' }],
    ['file', 'a name', { external: { url: 'a' }, name: 'a' }, { external: { url: 'a' }, name: 'b' }],
    ['image', 'a source', file('a'), { external: { url: 'a' } }],
    ['image', 'no source', file('a'), {}],
    ['table_of_contents', 'a color', {}, { color: 'red' }],
    ['table_row', 'a cell', { cells: [text('a'), text('b')] }, { cells: [text('ab'), []] }],
    ['link_to_page', 'a database', { page_id: ID }, { database_id: ID }],
    ['link_to_page', 'a comment', { page_id: ID }, { comment_id: ID }],
    ['synced_block', 'an original', { synced_from: { block_id: ID } }, { synced_from: null }],
    ['column', 'a width', { width_ratio: 0.5 }, { width_ratio: 0.25 }],
    ['numbered_list_item', 'a start', { rich_text: [], list_start_index: 3 }, { rich_text: [] }],
    ['numbered_list_item', 'a format', { rich_text: [], list_format: 'letters' }, { rich_text: [] }],
    ['to_do', 'a check', { rich_text: [], checked: true }, { rich_text: [] }],
    ['unknown', 'any field', { a: 1 }, { a: 2 }],
  ])('%s: %s', (type, _, read, written) => {
    expect(comparableFields(type, read, false)).not.toEqual(comparableFields(type, written, true))
  })
})

test.each(['divider', 'breadcrumb', 'tab', 'column_list', 'column'])('behavior: a %s says nothing itself', (type) => {
  expect(comparableFields(type, undefined, true)).toEqual({})
})

test.each(['paragraph', 'callout', 'image', 'table_row', 'link_to_page', 'bookmark', 'table', 'code', 'unknown'])(
  'behavior: a %s whose content is damaged is compared nevertheless',
  (type) => {
    for (const content of [undefined, null, 'text', { rich_text: 'a', cells: 1, url: 2, caption: {} }]) {
      expect(comparableFields(type, content, false)).toEqual(comparableFields(type, content, false))
    }
    expect(comparableFields('paragraph', { rich_text: [null, 1] }, false).rich_text).toBe('')
  },
)
