/** The Markdown of the API as it is read: forms that Notion writes, and those that people write by hand. */
import { fromMarkdown } from '@notion-fp/markdown/read'
import { expect, test } from 'vitest'

const ID = '11111111-1111-4111-8111-111111111111'
const ADDRESS = `https://www.notion.so/${ID.replaceAll('-', '')}`

const text = (content: string, annotations?: object, url?: string) => ({
  type: 'text',
  text: { content, ...(url !== undefined && { link: { url } }) },
  ...(annotations && { annotations }),
})

const block = (type: string, words: string | ReadonlyArray<unknown>, more: object = {}) => ({
  type,
  [type]: { rich_text: typeof words === 'string' ? (words === '' ? [] : [text(words)]) : words, ...more },
})

const bold = { bold: true }
const italic = { italic: true }

const row = (...cells: ReadonlyArray<string>) => ({
  type: 'table_row',
  table_row: { cells: cells.map((cell) => (cell === '' ? [] : [text(cell)])) },
})

const CASES: ReadonlyArray<readonly [string, string, ReadonlyArray<unknown>]> = [
  [
    'lines, each of which is a block',
    '## a {color="blue"}\n- [ ] b\n1. c\n2. d\n- [x] e\nf\n<empty-block/>\ng{color="red_bg"}',
    [
      block('heading_2', 'a', { color: 'blue' }),
      block('to_do', 'b'),
      block('numbered_list_item', 'c'),
      block('numbered_list_item', 'd'),
      block('to_do', 'e', { checked: true }),
      block('paragraph', 'f'),
      block('paragraph', ''),
      block('paragraph', 'g', { color: 'red_background' }),
    ],
  ],
  [
    'lines in lines',
    'a\n\t- b\n\t\tc\n\n\td\ne',
    [
      block('paragraph', 'a', {
        children: [block('bulleted_list_item', 'b', { children: [block('paragraph', 'c')] }), block('paragraph', 'd')],
      }),
      block('paragraph', 'e'),
    ],
  ],
  [
    'spaces for tabs',
    '- a\n  - b\n    - c\n    d',
    [
      block('bulleted_list_item', 'a', {
        children: [
          block('bulleted_list_item', 'b', { children: [block('bulleted_list_item', 'c'), block('paragraph', 'd')] }),
        ],
      }),
    ],
  ],
  [
    'toggles and headings that are toggles',
    '# a {toggle="true"}\n\tb\n<details color="gray_bg">\n<summary>c **d**</summary>\n\t<details>\n\t<summary>e</summary>\n\t</details>\n</details>',
    [
      block('heading_1', 'a', { is_toggleable: true, children: [block('paragraph', 'b')] }),
      block('toggle', [text('c '), text('d', bold)], { color: 'gray_background', children: [block('toggle', 'e')] }),
    ],
  ],
  [
    'callouts',
    '<callout icon="💡" color="blue_bg">\n\ta\n\t- b\n</callout>\n::: callout {icon="🔥"}\nc\n:::\n<callout>d</callout>',
    [
      block('callout', 'a', {
        icon: { type: 'emoji', emoji: '💡' },
        color: 'blue_background',
        children: [block('bulleted_list_item', 'b')],
      }),
      block('callout', 'c', { icon: { type: 'emoji', emoji: '🔥' } }),
      block('callout', 'd'),
    ],
  ],
  [
    'code, in which nothing has a meaning',
    '- a\n\t```js\n\t<callout>\n\n\t\t- b\n\t```\n\tc',
    [
      block('bulleted_list_item', 'a', {
        children: [block('code', '<callout>\n\n\t- b', { language: 'javascript' }), block('paragraph', 'c')],
      }),
    ],
  ],
  [
    'equations',
    '$$\na\n\\\\\n$$\n$$ b $$\nc $`d`$ $e$ $5 and $6',
    [
      { type: 'equation', equation: { expression: 'a\n\\\\' } },
      { type: 'equation', equation: { expression: 'b' } },
      block('paragraph', [
        text('c '),
        { type: 'equation', equation: { expression: 'd' } },
        text(' '),
        { type: 'equation', equation: { expression: 'e' } },
        text(' $5 and $6'),
      ]),
    ],
  ],
  [
    'tables of tags and of bars',
    '<table header-row="true">\n\t<tr>\n\t\t<td>a</td>\n\t\t<td></td>\n\t</tr>\n\t<tr><td>b</td></tr>\n</table>\n| c | d |\n| - | - |\n| e\\|f |  |',
    [
      {
        type: 'table',
        table: {
          table_width: 2,
          has_column_header: true,
          has_row_header: false,
          children: [row('a', ''), row('b', '')],
        },
      },
      {
        type: 'table',
        table: {
          table_width: 2,
          has_column_header: true,
          has_row_header: false,
          children: [row('c', 'd'), row('e|f', '')],
        },
      },
    ],
  ],
  [
    'signs of runs that touch',
    '*a***b**\n***c** d*\n*e**f***\n**g*h****i*\n2 * 3 * 4\na*b',
    [
      block('paragraph', [text('a', italic), text('b', bold)]),
      block('paragraph', [text('c', { ...bold, ...italic }), text(' d', italic)]),
      block('paragraph', [text('e', italic), text('f', { ...bold, ...italic })]),
      block('paragraph', [text('g', bold), text('h', { ...bold, ...italic }), text('i', italic)]),
      block('paragraph', '2 * 3 * 4'),
      block('paragraph', 'a*b'),
    ],
  ],
  [
    'bold that ends in a space, and signs with a backslash',
    '**a **b \\*c\\* \\\\ `d\\` \\{color="red"}',
    [block('paragraph', [text('a ', bold), text('b *c* \\ '), text('d\\', { code: true }), text(' {color="red"}')])],
  ],
  [
    'links, mentions and colors',
    `[a **b**](https://c.d/e_(f)) <mention-page url="${ADDRESS}">g</mention-page> **<mention-date start="2026-01-01"/>** <span color="red_bg">h<br>i</span>`,
    [
      block('paragraph', [
        text('a ', undefined, 'https://c.d/e_(f)'),
        text('b', bold, 'https://c.d/e_(f)'),
        text(' '),
        { type: 'mention', mention: { page: { id: ID } } },
        text(' '),
        { type: 'mention', mention: { date: { start: '2026-01-01' } }, annotations: bold },
        text(' '),
        text('h\ni', { color: 'red_background' }),
      ]),
    ],
  ],
  [
    'files and synced blocks',
    `![a](https://b.c/d.png)\n<video src="https://b.c/e.mp4">f</video>\n<synced_block url="${ADDRESS}">\n\tg\n</synced_block>\n<synced_block_reference url="${ADDRESS}">\n\tg\n</synced_block_reference>`,
    [
      { type: 'image', image: { type: 'external', external: { url: 'https://b.c/d.png' }, caption: [text('a')] } },
      { type: 'video', video: { type: 'external', external: { url: 'https://b.c/e.mp4' }, caption: [text('f')] } },
      { type: 'synced_block', synced_block: { synced_from: null, children: [block('paragraph', 'g')] } },
      { type: 'synced_block', synced_block: { synced_from: { block_id: ID } } },
    ],
  ],
  [
    'tags for blocks with children, as a newer version of the dialect has them',
    '<p color="red">a\n\nb</p>\n\n<quote>c</quote>\n\n<toggle>d\n\n- e\n\n</toggle>',
    [
      block('paragraph', 'a', { color: 'red', children: [block('paragraph', 'b')] }),
      block('quote', 'c'),
      block('toggle', 'd', { children: [block('bulleted_list_item', 'e')] }),
    ],
  ],
]

test.each(CASES.map(([name, markdown, blocks]) => ({ name, markdown, blocks })))('default: $name', (example) => {
  const { children, losses } = fromMarkdown(example.markdown, { dialect: 'notion' })
  expect(children).toEqual(example.blocks)
  expect(losses).toEqual([])
})

test.each([
  ['a\n<unknown url="https://a.b" alt="bookmark"/>', [{ line: 2, what: 'unknown' }]],
  [`a\n<page url="${ADDRESS}">b</page>`, [{ line: 2, what: 'page' }]],
  ['<page>a</page>', [{ line: 1, what: 'page' }]],
  ['a\n\n3. b', [{ line: 3, what: 'start' }]],
  ['###### a', [{ line: 1, what: 'level' }]],
  ['a\n[b](c.md)', [{ line: 2, what: 'link' }]],
  ['```klingon\na\n```', [{ line: 1, what: 'language' }]],
  [
    '<table>\n<colgroup>\n<col width="10">\n</colgroup>\n<tr color="red">\n<td>a</td>\n</tr>\n</table>',
    [{ what: 'col' }, { what: 'tr' }],
  ],
  ['<meeting-notes>\na\n<summary>\nb\n</summary>\n</meeting-notes>', [{ line: 1, what: 'meeting_notes' }]],
  ['a ![b](https://c.d/e.png)', [{ line: 1, what: 'image' }]],
  [
    'a\n[![b](https://c.d/e.png)](https://f.g) c',
    [{ line: 2, what: 'image', why: expect.stringContaining('https://c.d/e.png') }],
  ],
  [
    `${'\t'.repeat(0)}${Array.from({ length: 260 }, (_, at) => `${'\t'.repeat(at)}- a`).join('\n')}`,
    [{ what: 'nesting' }],
  ],
])('behavior: %j loses something, which is reported with its line', (markdown, losses) => {
  const read = fromMarkdown(markdown, { dialect: 'notion' })
  for (const loss of losses) expect(read.losses).toContainEqual(expect.objectContaining(loss))
})

test('behavior: no word is lost if tags and marks are not closed', () => {
  const { children } = fromMarkdown('<callout>\n\ta\n\t<columns>\nb\n```\nc\n</callout>', { dialect: 'notion' })
  expect(JSON.stringify(children)).toMatch(/"a".*"b".*"c\\n<\/callout>"/)
})
