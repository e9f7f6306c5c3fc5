/** The second version of the Markdown of the API, Notion-flavored Markdown. */
import { fromMarkdown } from '@notion-fp/markdown/read'
import { planAppend } from 'notion-fp/blocks'
import { expect, test } from 'vitest'

const read = (markdown: string) => fromMarkdown(markdown, { dialect: 'notion', markdown_version: 'v2' })

const text = (content: string, annotations?: object) => ({
  type: 'text',
  text: { content },
  ...(annotations && { annotations }),
})
const block = (type: string, content: string, more: object = {}) => ({
  type,
  [type]: { rich_text: content === '' ? [] : [text(content)], ...more },
})
const ID = '11111111-1111-4111-8111-111111111111'
const PAGE = 'https://www.notion.so/11111111111141118111111111111111'
const external = { type: 'external', external: { url: 'https://a.b/c.x' } }

test.each([
  ['a\nb\n\nc', [block('paragraph', 'a b'), block('paragraph', 'c')]],
  ['a\\\nb', [block('paragraph', 'a\nb')]],
  ['<p />', [block('paragraph', '')]],
  [
    '<p color="blue">\na\n\n- b\n</p>',
    [block('paragraph', 'a', { color: 'blue', children: [block('bulleted_list_item', 'b')] })],
  ],
  ['<h2 color="red_bg">a</h2>', [block('heading_2', 'a', { color: 'red_background' })]],
  [
    '<quote color="purple_bg">\na\n\n- b\n\n<callout icon="💡">\nc\n</callout>\n</quote>\n\nd',
    [
      block('quote', 'a', {
        color: 'purple_background',
        children: [block('bulleted_list_item', 'b'), block('callout', 'c', { icon: { type: 'emoji', emoji: '💡' } })],
      }),
      block('paragraph', 'd'),
    ],
  ],
  [
    '<toggle heading="h2" color="red">\na\n\nb\n</toggle>\n\n<toggle>\nc\n</toggle>',
    [
      block('heading_2', 'a', { color: 'red', is_toggleable: true, children: [block('paragraph', 'b')] }),
      block('toggle', 'c'),
    ],
  ],
  [
    '<ul>\n<li color="green">\na\n\n- b\n</li>\n</ul>',
    [block('bulleted_list_item', 'a', { color: 'green', children: [block('bulleted_list_item', 'b')] })],
  ],
  ['<ol>\n<li>a</li>\n<li>b</li>\n</ol>', [block('numbered_list_item', 'a'), block('numbered_list_item', 'b')]],
  ['<todo checked="true" color="blue">a</todo>', [block('to_do', 'a', { checked: true, color: 'blue' })]],
  ['<equation>x_1 < y*z*</equation>', [{ type: 'equation', equation: { expression: 'x_1 < y*z*' } }]],
  ['<table-of-contents color="gray" />', [{ type: 'table_of_contents', table_of_contents: { color: 'gray' } }]],
  ['<image source="https://a.b/c.x">d</image>', [{ type: 'image', image: { ...external, caption: [text('d')] } }]],
  ['<pdf source="https://a.b/c.x">d</pdf>', [{ type: 'pdf', pdf: { ...external, caption: [text('d')] } }]],
  [
    '<bookmark source="https://a.b">c</bookmark>\n\n<embed source="https://a.b"></embed>',
    [
      { type: 'bookmark', bookmark: { url: 'https://a.b', caption: [text('c')] } },
      { type: 'embed', embed: { url: 'https://a.b' } },
    ],
  ],
  [
    `<synced-block url="${PAGE}">\na\n\nb\n</synced-block>\n\n<synced-block-reference url="${PAGE}">\nc\n</synced-block-reference>`,
    [
      {
        type: 'synced_block',
        synced_block: { synced_from: null, children: [block('paragraph', 'a'), block('paragraph', 'b')] },
      },
      { type: 'synced_block', synced_block: { synced_from: { block_id: ID } } },
    ],
  ],
  [
    '<columns>\n<column ratio="50">\na\n</column>\n<column ratio="50">\nb\n\n- c\n</column>\n</columns>',
    [
      {
        type: 'column_list',
        column_list: {
          children: [
            { type: 'column', column: { width_ratio: 0.5, children: [block('paragraph', 'a')] } },
            {
              type: 'column',
              column: { width_ratio: 0.5, children: [block('paragraph', 'b'), block('bulleted_list_item', 'c')] },
            },
          ],
        },
      },
    ],
  ],
  [
    '<tabs>\n<tab icon="💡">\na\n\nb\n</tab>\n<tab>\nc\n</tab>\n</tabs>',
    [
      {
        type: 'tab',
        tab: {
          children: [
            block('paragraph', 'a', { icon: { type: 'emoji', emoji: '💡' }, children: [block('paragraph', 'b')] }),
            block('paragraph', 'c'),
          ],
        },
      },
    ],
  ],
])('default: %s', (markdown, children) => {
  const result = read(markdown)
  expect(result).toEqual({ children, losses: [], uploads: [] })
  expect(planAppend(result.children)).toMatchObject({ _tag: 'Right' })
})

test('default: mentions, dates, colors and styles in a text', () => {
  const markdown = `<mention url="user://${ID}">A</mention><mention url="${PAGE}" /><mention url="${PAGE}" type="database">B</mention><date start="2026-01-02" start-time="10:00" time-zone="Europe/Berlin" /><b> c </b><span color="orange"><u>d</u></span> $x$`
  expect(read(`e ${markdown}`)).toMatchObject({
    children: [
      {
        paragraph: {
          rich_text: [
            text('e '),
            { mention: { user: { id: ID } } },
            { mention: { page: { id: ID } } },
            { mention: { database: { id: ID } } },
            { mention: { date: { start: '2026-01-02T10:00:00', time_zone: 'Europe/Berlin' } } },
            text(' c ', { bold: true }),
            text('d', { color: 'orange', underline: true }),
            text(' '),
            { equation: { expression: 'x' } },
          ],
        },
      },
    ],
    losses: [],
  })
})

test.each([
  ['<image source="https://a.b/c.x" color="red">d</image>', 'attribute'],
  ['<mail to="a@b.c">\nd\n</mail>', 'html'],
  ['a <mention url="agent://b">c</mention>', 'mention'],
  ['<bookmark source="b">c</bookmark>', 'bookmark'],
  ['<equation></equation>', 'equation'],
  [`<page url="${PAGE}">a</page>`, 'page'],
])('behavior: what cannot be written is reported: %s', (markdown, what) => {
  expect(read(markdown).losses).toMatchObject([{ line: 1, what }])
})

test('behavior: lines of losses and uploads are those of the document, even if tags end after a text', () => {
  const markdown = '---\na: b\n---\n<quote>\nc\n\nd\n</quote>\n\n###### e\n\n![f](g.png)\n\n```\n</quote>\n```\n'
  const lines: Array<number | undefined> = []
  const { children, losses, uploads } = fromMarkdown(markdown, {
    files: ({ line }) => {
      lines.push(line)
      return undefined
    },
  })
  expect(losses).toMatchObject([{ line: 10, what: 'level' }])
  expect(uploads).toMatchObject([{ line: 12 }])
  expect(lines).toEqual([12])
  expect(children.at(-1)).toMatchObject({ code: { rich_text: [text('</quote>')] } })
  expect(children[0]).toEqual(block('quote', 'c', { children: [block('paragraph', 'd')] }))
})
