/** The Markdown of each block in all dialects, its losses, and the options of printing. */
import { type Dialect, frontMatterOf, type MarkdownOptions, toMarkdown } from '@notion-fp/markdown'
import { fromMarkdown } from '@notion-fp/markdown/read'
import { type BlockNode, toBlockRequests } from 'notion-fp/blocks'
import { expect, test } from 'vitest'
import { comparable, equationRun, mention, node, para, run, table, textNode } from './trees.js'

const print = (tree: ReadonlyArray<BlockNode>, options: MarkdownOptions = {}): string =>
  toMarkdown(tree, options).markdown.replace(/\n$/, '')

/** What is lost, without ids. */
const lost = (tree: ReadonlyArray<BlockNode>, options: MarkdownOptions = {}): ReadonlyArray<string> =>
  toMarkdown(tree, options).losses.map(({ type, what }) => `${type}: ${what}`)

const PAGE = '11111111-1111-4111-8111-111111111111'
const URL = 'https://www.notion.so/11111111111141118111111111111111'
const link = { type: 'external', external: { url: 'https://a.b/c.x' }, caption: [] }
const emoji = (emoji: string) => ({ type: 'emoji', emoji })

/** Each type of block with what the three dialects write. */
const BLOCKS: ReadonlyArray<readonly [BlockNode, string, string, string]> = [
  [para('a\nb'), 'a\\\nb', 'a  \nb', 'a<br>b'],
  [textNode('heading_1', 'a'), '# a', '# a', '# a'],
  [textNode('heading_4', 'a#'), '#### a\\#', '#### a\\#', '#### a\\#'],
  [
    textNode('heading_2', 'a', { is_toggleable: true }, para('b')),
    '<details>\n<summary><h2>a</h2></summary>\n\nb\n\n</details>',
    '## a\n\nb',
    '## a {toggle="true"}\n\tb',
  ],
  [
    textNode('bulleted_list_item', 'a', {}, textNode('bulleted_list_item', 'b'), para('c')),
    '- a\n  - b\n\n  c',
    '- a\n  - b\n\n  c',
    '- a\n\t- b\n\tc',
  ],
  [textNode('numbered_list_item', 'a', { list_start_index: 9 }), '9. a', '9. a', '9. a'],
  [textNode('to_do', 'a', { checked: true }), '- [x] a', '- [x] a', '- [x] a'],
  [textNode('quote', 'a', {}, para('b')), '> a\n>\n> b', '> a\n>\n> b', '> a\n\tb'],
  [
    textNode('toggle', 'a & b', {}, para('c')),
    '<details>\n<summary>a &amp; b</summary>\n\nc\n\n</details>',
    '> [!toggle]- a & b\n>\n> c',
    '<details>\n<summary>a & b</summary>\n\tc\n</details>',
  ],
  [
    textNode('callout', 'a', { icon: emoji('💡'), color: 'green_background' }),
    '> [!TIP]\n> a',
    '> [!tip]\n> a',
    '<callout icon="💡" color="green_bg">\n\ta\n</callout>',
  ],
  [
    textNode('callout', 'a', { icon: emoji('🔥'), color: 'green_background' }),
    '> [!TIP]\n> 🔥 a',
    '> [!tip]\n> 🔥 a',
    '<callout icon="🔥" color="green_bg">\n\ta\n</callout>',
  ],
  [
    node('code', { rich_text: [run('a\n```\nb')], caption: [], language: 'c++' }),
    '````cpp\na\n```\nb\n````',
    '````cpp\na\n```\nb\n````',
    '````c++\na\n```\nb\n````',
  ],
  [node('equation', { expression: 'x' }), '$$\nx\n$$', '$$\nx\n$$', '$$\nx\n$$'],
  [
    table([
      ['a|b', 'c\nd'],
      ['e', ''],
    ]),
    '| a\\|b | c<br>d |\n| --- | --- |\n| e |   |',
    '| a\\|b | c<br>d |\n| --- | --- |\n| e |   |',
    '<table header-row="true">\n<tr>\n<td>a\\|b</td>\n<td>c<br>d</td>\n</tr>\n<tr>\n<td>e</td>\n<td></td>\n</tr>\n</table>',
  ],
  [
    table([['a']], false),
    '|   |\n| --- |\n| a |',
    '|   |\n| --- |\n| a |',
    '<table>\n<tr>\n<td>a</td>\n</tr>\n</table>',
  ],
  [
    node('image', { ...link, caption: [run('a]')] }),
    '![a\\]](https://a.b/c.x)',
    '![a\\]](https://a.b/c.x)',
    '![a\\]](https://a.b/c.x)',
  ],
  [
    node('image', { ...link, caption: [run('a', {}, 'https://d.e')] }),
    '[![a](https://a.b/c.x)](https://d.e)',
    '[![a](https://a.b/c.x)](https://d.e)',
    '![[a](https://d.e)](https://a.b/c.x)',
  ],
  [
    node('video', link),
    '[c.x](https://a.b/c.x "video")',
    '[c.x](https://a.b/c.x "video")',
    '<video src="https://a.b/c.x"></video>',
  ],
  [
    node('file', { ...link, name: 'd.x' }),
    '[d.x](https://a.b/c.x "file d.x")',
    '[d.x](https://a.b/c.x "file d.x")',
    '<file src="https://a.b/c.x"></file>',
  ],
  [
    node('bookmark', { url: 'https://a.b', caption: [] }),
    '[https://a.b](https://a.b "bookmark")',
    '[https://a.b](https://a.b "bookmark")',
    '[https://a.b](https://a.b)',
  ],
  [
    node('link_to_page', { type: 'page_id', page_id: PAGE }),
    `[${PAGE}](${URL} "link_to_page")`,
    `[${PAGE}](${URL} "link_to_page")`,
    `<mention-page url="${URL}">${PAGE}</mention-page>`,
  ],
  [
    node('column_list', {}, node('column', { width_ratio: 0.25 }, para('a')), node('column', {}, para('b'))),
    'a\n\nb',
    'a\n\nb',
    '<columns>\n\t<column ratio="25">\n\t\ta\n\t</column>\n\t<column>\n\t\tb\n\t</column>\n</columns>',
  ],
  [node('table_of_contents', { color: 'gray' }), '', '', '<table_of_contents color="gray"/>'],
  [para(''), '', '', '<empty-block/>'],
]

test.each(BLOCKS)('default: %j is written in each dialect', (tree, gfm, obsidian, notion) => {
  const dialects: ReadonlyArray<Dialect> = ['gfm', 'obsidian', 'notion']
  expect(dialects.map((dialect) => print([tree], { dialect }))).toEqual([gfm, obsidian, notion])
})

test.each([
  [[run('a ', { bold: true }), run('b')], '**a** b'],
  [[run('a', { bold: true }), run('b', { bold: true, italic: true }), run('c')], '<strong>a*b*</strong>c'],
  [[run('a', { italic: true }), run('b', { bold: true })], '_a_**b**'],
  [[run('(a)', { bold: true }), run('b')], '<strong>(a)</strong>b'],
  [[run('a', { strikethrough: true, underline: true })], '<ins>~~a~~</ins>'],
  [[run('a`b', { code: true })], '``a`b``'],
  [[run('a', {}, 'https://b.c/(d')], '[a](<https://b.c/(d>)'],
  [[run('https://b.c', {}, 'https://b.c')], '<https://b.c>'],
  [[equationRun('a$b')], '$$a$b$$'],
  [[equationRun('a'), equationRun('b')], '$a$<!-- -->$b$'],
  [[run('1. a')], '1\\. a'],
  [[run('* a_b_c *d <e> &amp; $1 #')], '\\* a_b_c \\*d \\<e> \\&amp; $1 #'],
  [[run('$1 and $2')], '\\$1 and \\$2'],
  [[run('a\n\nb\n')], 'a<br><br>b<br>'],
])('params: rich text %j is %s', (text, markdown) => {
  expect(print([para(text)])).toBe(markdown)
})

test('behavior: items, lists and numbers are separated where Markdown would join them', () => {
  const item = (text: string, type = 'numbered_list_item') => textNode(type, text)
  const tree = [item('a'), item('b'), para(''), item('c'), item('d', 'bulleted_list_item'), item('e', 'to_do')]
  expect(print(tree)).toBe('1. a\n2. b\n\n<!-- -->\n\n1. c\n\n- d\n- [ ] e')
})

test('behavior: a divider at the start is not front matter', () => {
  expect(print([node('divider', {}), node('divider', {})])).toBe('***\n\n---')
})

test.each([
  [textNode('paragraph', 'a', { color: 'red' }), 'paragraph: color'],
  [para([run('a', { color: 'red_background' })]), 'paragraph: color'],
  [para('a', para('b')), 'paragraph: nesting'],
  [para(''), 'paragraph: block'],
  [para(' a'), 'paragraph: whitespace'],
  [para([mention({ type: 'user', user: { id: PAGE } }, '@Ada')]), 'paragraph: mention'],
  [textNode('numbered_list_item', 'a', { list_format: 'roman' }), 'numbered_list_item: list_format'],
  [textNode('callout', 'a', { icon: null, color: 'blue_background' }), 'callout: icon'],
  [textNode('callout', 'a', { icon: emoji('💡'), color: 'pink' }), 'callout: color'],
  [node('code', { rich_text: [run('a', { bold: true })], caption: [], language: 'c' }), 'code: style'],
  [node('code', { rich_text: [], caption: [run('a')], language: 'c' }), 'code: caption'],
  [
    node(
      'table',
      { table_width: 1, has_column_header: true, has_row_header: true },
      node('table_row', { cells: [[run('a')]] }),
    ),
    'table: has_row_header',
  ],
  [
    node('image', { type: 'file', file: { url: 'https://a.b/c', expiry_time: '2026-01-01T00:00:00Z' }, caption: [] }),
    'image: file',
  ],
  [node('column_list', {}), 'column_list: columns'],
  [node('synced_block', { synced_from: null }), 'synced_block: synced_block'],
  [node('tab', {}), 'tab: tab'],
  [node('breadcrumb', {}), 'breadcrumb: block'],
  [node('table_of_contents', { color: 'default' }), 'table_of_contents: block'],
  [node('unsupported', { block_type: 'button' }), 'unsupported: block'],
  [node('hologram', {}), 'hologram: block'],
  [{ ...para('a'), missing: { reason: 'depth' as const } }, 'paragraph: children'],
])('behavior: what %j loses is reported', (tree, loss) => {
  expect(lost([tree])).toEqual([loss])
  expect(toMarkdown([tree]).losses[0]?.block_id).toBe(tree.block.id)
})

test("params: files, links and printers of one's own", () => {
  const file = node('pdf', {
    type: 'file',
    file: { url: 'https://s3/a%20b.pdf?sig=1', expiry_time: '2026-01-01T00:00:00Z' },
    caption: [],
  })
  const page = para([mention({ type: 'page', page: { id: PAGE } }, 'A page')])
  const options: MarkdownOptions = {
    files: ({ name }) => `files/${name}`,
    links: ({ title }) => `pages/${title}.md`,
    printers: { divider: () => '* * *', bookmark: ({ block }) => `{{ ${block.bookmark.url} }}` },
  }
  const tree = [file, page, node('divider', {}), node('bookmark', { url: 'https://a.b', caption: [] })]
  expect(print(tree, options)).toBe(
    '[a b.pdf](<files/a b.pdf> "pdf")\n\n[A page](<pages/A page.md> "page")\n\n* * *\n\n{{ https://a.b }}',
  )
  expect(print([page], { ...options, dialect: 'obsidian' })).toBe('[[pages/A page|A page]]')
  expect(lost(tree, options)).toEqual([])
})

test('error: a callback or a printer that throws is a loss', () => {
  const fail = () => {
    throw new Error('no disk')
  }
  expect(
    toMarkdown([node('pdf', link), node('divider', {})], { files: fail, printers: { divider: fail } }).losses,
  ).toMatchObject([
    { type: 'pdf', what: 'file', why: 'the callback failed: no disk' },
    { type: 'divider', what: 'block', why: 'its printer failed: no disk' },
  ])
})

test('params: front matter', () => {
  const page: Parameters<typeof frontMatterOf>[0] = JSON.parse(
    JSON.stringify({
      id: PAGE,
      properties: {
        Name: { type: 'title', title: [run('A: "b"')] },
        Done: { type: 'checkbox', checkbox: true },
        Tags: { type: 'multi_select', multi_select: [{ name: 'x' }, { name: 'no' }] },
        Stage: { type: 'status', status: null },
        Due: { type: 'date', date: { start: '2026-01-01', end: '2026-01-02' } },
        Code: { type: 'unique_id', unique_id: { prefix: 'T', number: 7 } },
        title: { type: 'number', number: 1.5 },
        Sum: { type: 'rollup', rollup: { type: 'array', array: [{ type: 'number', number: 2 }] } },
      },
    }),
  )
  expect(print([para('a')], { front_matter: frontMatterOf(page) })).toBe(
    `---\ntitle: "A: \\"b\\""\nnotion_id: "${PAGE}"\nDone: true\nTags:\n  - x\n  - "no"\nStage: null\nDue:\n  start: "2026-01-01"\n  end: "2026-01-02"\nCode: T-7\ntitle (number): 1.5\nSum:\n  - 2\n---\n\na`,
  )
})

test.each([
  [[run('a'), equationRun('x'), run('5')], 'a$`x`$5'],
  [[run('a'), equationRun('x'), run('HOME')], 'a$`x`$HOME'],
  [[equationRun('x'), run('th')], '$x$th'],
  [[equationRun('x\\')], '$`x\\`$'],
  [[equationRun('`x`')], '$$`x`$$'],
  [[equationRun('`x\\'), run('5')], '$$`x\\$$5'],
  [[equationRun('a$b')], '$$a$b$$'],
  [[equationRun('\\$5')], '$$\\$5$$'],
  [[run('costs $5 and $6')], 'costs \\$5 and \\$6'],
])('behavior: equations are written so that they are read: %j', (rich_text, expected) => {
  const tree = [para(rich_text)]
  for (const dialect of ['gfm', 'obsidian'] as const) {
    expect(print(tree, { dialect })).toBe(expected)
    expect(comparable(fromMarkdown(expected, { dialect }).children)).toEqual(comparable(toBlockRequests(tree).children))
  }
})

test.each(['video', 'pdf', 'audio', 'file', 'bookmark', 'embed'])(
  'behavior: a caption of a block of the type %s with brackets or links is the text of one link',
  (type) => {
    const captions = [
      [run('a]b')],
      [run('a](c')],
      [run('a', {}, 'https://d.e')],
      [mention({ type: 'page', page: { id: PAGE } }, 'a')],
      [mention({ type: 'link_mention', link_mention: { href: 'https://d.e' } }, 'a')],
    ]
    for (const dialect of ['gfm', 'obsidian'] as const)
      for (const caption of captions) {
        const { markdown, losses } = toMarkdown([node(type, { ...link, url: 'https://a.b/c.x', caption })], { dialect })
        const plain = caption.map(({ plain_text }) => plain_text).join('')
        expect(fromMarkdown(markdown, { dialect }).children).toMatchObject([
          { type, [type]: { caption: [{ text: { content: plain } }] } },
        ])
        expect(losses.map(({ what }) => what)).toEqual(/^a.+/.test(plain) ? [] : ['caption'])
      }
  },
)
