/** What each construct of Markdown is read as, with the losses, uploads and options; blocks are compared as the API would receive them. */
import { fromMarkdown, type ReadOptions } from '@notion-fp/markdown/read'
import { fromMarkdown as parse } from 'mdast-util-from-markdown'
import { planAppend, withUploads } from 'notion-fp/blocks'
import { expect, test } from 'vitest'

const text = (content: string, annotations?: object, url?: string) => ({
  type: 'text',
  text: { content, ...(url !== undefined && { link: { url } }) },
  ...(annotations && { annotations }),
})

/** A block of a type with plain text, or with runs. */
const block = (type: string, words: string | ReadonlyArray<unknown>, more: object = {}) => ({
  type,
  [type]: { rich_text: typeof words === 'string' ? (words === '' ? [] : [text(words)]) : words, ...more },
})

const external = (url: string, caption?: ReadonlyArray<unknown>) => ({
  type: 'external',
  external: { url },
  ...(caption && { caption }),
})

const ID = '11111111-1111-4111-8111-111111111111'
const emoji = (sign: string) => ({ icon: { type: 'emoji', emoji: sign } })

const CASES: ReadonlyArray<readonly [string, string, ReadonlyArray<unknown>, ReadOptions?]> = [
  ['headings', '# a\n\n#### b', [block('heading_1', 'a'), block('heading_4', 'b')]],
  ['soft line breaks', 'a\nb', [block('paragraph', 'a b')]],
  ['soft line breaks as lines', 'a\nb', [block('paragraph', 'a\nb')], { soft_breaks: 'line' }],
  [
    'styles',
    '**a** _b_ ~~c~~ `d` <u>e</u> [f](https://g.h)',
    [
      block('paragraph', [
        text('a', { bold: true }),
        text(' '),
        text('b', { italic: true }),
        text(' '),
        text('c', { strikethrough: true }),
        text(' '),
        text('d', { code: true }),
        text(' '),
        text('e', { underline: true }),
        text(' '),
        text('f', undefined, 'https://g.h'),
      ]),
    ],
  ],
  [
    'nested lists',
    '- a\n  1. b\n     - [x] c\n',
    [
      block('bulleted_list_item', 'a', {
        children: [block('numbered_list_item', 'b', { children: [block('to_do', 'c', { checked: true })] })],
      }),
    ],
  ],
  ['an empty task', '- [ ]\n', [block('to_do', '')]],
  ['quotes', '> a\n>\n> b', [block('quote', 'a', { children: [block('paragraph', 'b')] })]],
  [
    'alerts',
    '> [!WARNING]\n> a **b**\n> - c',
    [
      block('callout', [text('a '), text('b', { bold: true })], {
        ...emoji('⚠️'),
        color: 'yellow_background',
        children: [block('bulleted_list_item', 'c')],
      }),
    ],
  ],
  [
    'callouts with a title',
    '> [!bug] T\n> a',
    [block('callout', 'T', { ...emoji('🐛'), color: 'red_background', children: [block('paragraph', 'a')] })],
  ],
  ['callouts that are text', '> \\[!NOTE] a', [block('quote', '[!NOTE] a')]],
  [
    'callouts of Notion',
    '<callout icon="💡" color="blue_bg">\n\ta **b**\n\t- c\n</callout>',
    [
      block('callout', [text('a '), text('b', { bold: true })], {
        ...emoji('💡'),
        color: 'blue_background',
        children: [block('bulleted_list_item', 'c')],
      }),
    ],
  ],
  [
    'callouts between colons',
    '::: callout {icon="🔥"}\na\n\nb\n:::\n\nc',
    [block('callout', 'a', { ...emoji('🔥'), children: [block('paragraph', 'b')] }), block('paragraph', 'c')],
  ],
  [
    'parts that can be folded',
    '<details>\n<summary>a <b>b</b></summary>\n\n- c\n\n</details>\n\nd',
    [
      block('toggle', [text('a '), text('b', { bold: true })], { children: [block('bulleted_list_item', 'c')] }),
      block('paragraph', 'd'),
    ],
  ],
  [
    'parts in parts',
    '<details><summary>a</summary>\n\n<details><summary>b</summary>\n\nc\n\n</details>\n\n</details>',
    [block('toggle', 'a', { children: [block('toggle', 'b', { children: [block('paragraph', 'c')] })] })],
  ],
  [
    'code',
    '```ts\na\n```\n\n    b',
    [block('code', 'a', { language: 'typescript' }), block('code', 'b', { language: 'plain text' })],
  ],
  [
    'equations',
    '$$\nx\n$$\n\n$y$ and $`z`$',
    [
      { type: 'equation', equation: { expression: 'x' } },
      block('paragraph', [
        { type: 'equation', equation: { expression: 'y' } },
        text(' and '),
        { type: 'equation', equation: { expression: 'z' } },
      ]),
    ],
  ],
  ['prices', '$5 and $6', [block('paragraph', '$5 and $6')], { math: false }],
  [
    'tables',
    '| a | b |\n| - | - |\n| c\\|d | e<br>f |',
    [
      {
        type: 'table',
        table: {
          table_width: 2,
          has_column_header: true,
          has_row_header: false,
          children: [
            { type: 'table_row', table_row: { cells: [[text('a')], [text('b')]] } },
            { type: 'table_row', table_row: { cells: [[text('c|d')], [text('e\nf')]] } },
          ],
        },
      },
    ],
  ],
  [
    'tables of Notion',
    '<table header-column="true">\n<tr>\n<td>**a**</td>\n</tr>\n</table>',
    [
      {
        type: 'table',
        table: {
          table_width: 1,
          has_column_header: false,
          has_row_header: true,
          children: [{ type: 'table_row', table_row: { cells: [[text('a', { bold: true })]] } }],
        },
      },
    ],
  ],
  [
    'columns',
    '<columns>\n\t<column ratio="25">\n\t\ta\n\t</column>\n\t<column>\n\t\tb\n\t</column>\n</columns>',
    [
      {
        type: 'column_list',
        column_list: {
          children: [
            { type: 'column', column: { width_ratio: 0.25, children: [block('paragraph', 'a')] } },
            { type: 'column', column: { children: [block('paragraph', 'b')] } },
          ],
        },
      },
    ],
  ],
  [
    'mentions',
    `<mention-page url="https://www.notion.so/${ID}">A</mention-page> <mention-date start="2026-01-01"/>`,
    [
      block('paragraph', [
        { type: 'mention', mention: { page: { id: ID } } },
        text(' '),
        { type: 'mention', mention: { date: { start: '2026-01-01' } } },
      ]),
    ],
  ],
  [
    'colors',
    'a <span color="red_bg">b</span>',
    [block('paragraph', [text('a '), text('b', { color: 'red_background' })])],
  ],
  [
    'references',
    '[a][b] and [c]\n\n[b]: https://d.e',
    [block('paragraph', [text('a', undefined, 'https://d.e'), text(' and [c]')])],
  ],
  [
    'references in a part that can be folded, to definitions in it and outside of it',
    '<details>\n<summary>a</summary>\n\n[b] [c]\n\n[b]: https://d.e\n\n</details>\n\n[c]: https://f.g',
    [
      block('toggle', 'a', {
        children: [
          block('paragraph', [text('b', undefined, 'https://d.e'), text(' '), text('c', undefined, 'https://f.g')]),
        ],
      }),
    ],
  ],
  [
    'notes and highlights of Obsidian',
    '[[Note|a]] ==b==',
    [
      block('paragraph', [
        { type: 'mention', mention: { page: { id: ID } } },
        text(' '),
        text('b', { color: 'yellow_background' }),
      ]),
    ],
    { dialect: 'obsidian', links: () => `https://www.notion.so/${ID}` },
  ],
  [
    'highlights without an end',
    'a ==b\n\nc == d == e',
    [block('paragraph', 'a ==b'), block('paragraph', 'c == d == e')],
    { dialect: 'obsidian' },
  ],
  [
    'notes in the title of a callout, and in several lines of a quote',
    '> [!tip] [[Note]]\n> ==b==\n> c',
    [
      block('callout', [{ type: 'mention', mention: { page: { id: ID } } }], {
        ...emoji('💡'),
        color: 'green_background',
        children: [block('paragraph', [text('b', { color: 'yellow_background' }), text(' c')])],
      }),
    ],
    { dialect: 'obsidian', links: () => `https://www.notion.so/${ID}` },
  ],
  ['equations in a fence', '```math\na^2\n```', [{ type: 'equation', equation: { expression: 'a^2' } }]],
  [
    'code of the language math, without equations',
    '```tex\na^2\n```',
    [{ type: 'code', code: { rich_text: [text('a^2')], language: 'latex' } }],
    { math: false },
  ],
  [
    'pictures with links in HTML',
    '<p>\n  <a href="https://a.b"><img src="https://c.d/e.svg" alt="f"></a>\n  <img src="https://c.d/g.png">\n</p>',
    [
      { type: 'image', image: external('https://c.d/e.svg', [text('f', undefined, 'https://a.b')]) },
      { type: 'image', image: external('https://c.d/g.png') },
    ],
  ],
  [
    'a picture in a link, both by reference',
    '[![a][b]][c]\n\n[b]: https://c.d/e.svg\n[c]: https://f.g',
    [{ type: 'image', image: external('https://c.d/e.svg', [text('a', undefined, 'https://f.g')]) }],
  ],
  [
    'media of HTML',
    '<video controls>\n  <source src="https://a.b/c.mp4" type="video/mp4">\n</video>\n\n<iframe src="https://d.e/f"></iframe>',
    [
      { type: 'video', video: external('https://a.b/c.mp4') },
      { type: 'embed', embed: { url: 'https://d.e/f' } },
    ],
  ],
  [
    'tasks of HTML',
    '<ul>\n<li><input type="checkbox" checked> a</li>\n<li><input type="checkbox"> b</li>\n</ul>',
    [block('to_do', 'a', { checked: true }), block('to_do', 'b')],
  ],
  [
    'line breaks between blocks of HTML',
    '<h1>a</h1>\n<br>\n<p>b</p>',
    [block('heading_1', 'a'), block('paragraph', 'b')],
  ],
  ['empty text', '', []],
]

test.each(CASES.map(([name, markdown, blocks, options = {}]) => ({ name, markdown, blocks, options })))(
  'default: $name',
  ({ markdown, blocks, options }) => {
    const { children, losses } = fromMarkdown(markdown, options)
    expect(children).toEqual(blocks)
    expect(losses).toEqual([])
  },
)

test.each([
  ['a\n\n[b](./c.md)', [{ line: 3, what: 'link' }]],
  ['# a\n\n###### b', [{ line: 3, what: 'level' }]],
  ['3. a', [{ line: 1, what: 'start' }]],
  [
    'a[^1]\n\n[^1]: b',
    [
      { line: 1, what: 'footnote' },
      { line: 3, what: 'footnote' },
    ],
  ],
  ['| a |\n| :- |', [{ line: 1, what: 'align' }]],
  [
    '```foo bar\na\n```',
    [
      { line: 1, what: 'language' },
      { line: 1, what: 'meta' },
    ],
  ],
  ['a\n\n<div align="center">b</div>', [{ line: 3, what: 'html' }]],
  ['<!-- note -->', [{ line: 1, what: 'html' }]],
  ['a ![b](https://c.d) e', [{ line: 1, what: 'image' }]],
  ['---\ntitle: a\n---\n\n[b](c.md)', [{ line: 5, what: 'link' }]],
  ['<page>New page</page>', [{ line: 1, what: 'page' }]],
  ['<callout>\n\ta\n\t[b](c.md)\n</callout>', [{ line: 3, what: 'link' }]],
  ['<unknown url="https://a.b" alt="bookmark"/>', [{ line: 1, what: 'unknown' }]],
  ['a\n\n[b]: https://c.d', [{ line: 3, what: 'definition' }]],
  ['[a]\n\n[a]: https://c.d\n[a]: https://e.f', [{ line: 4, what: 'definition' }]],
  ['<details>\n<summary>a</summary>\n\n[b]: https://c.d\n\n</details>', [{ line: 4, what: 'definition' }]],
  ['a\n\0b', [{ line: 2, what: 'text' }]],
  ['a\n\n<p>\nb <sub>c</sub>\n</p>', [{ line: 4, what: 'html' }]],
  ['a\n\n<a name="b"></a>\n\nc', [{ line: 3, what: 'html', why: 'an anchor: b' }]],
  [
    '**[![a](https://b.c/d.svg)](https://e.f)**',
    [{ line: 1, what: 'image', why: expect.stringContaining('https://b.c/d.svg') }],
  ],
  ['[a](http://localhost:port/b)', [{ line: 1, what: 'link' }]],
  ['![a](https://%zz/b.png)', [{ line: 1, what: 'file' }]],
  [
    '<table>\n<tr>\n<td>\n\n- a\n\n```js\nb\n```\n\n</td>\n</tr>\n</table>',
    [{ what: 'bulleted_list_item' }, { what: 'code' }],
  ],
  ['<callout icon="hello">\n\ta\n</callout>', [{ line: 1, what: 'icon' }]],
  ['<callout icon="https://%zz/a.png">\n\ta\n</callout>', [{ line: 1, what: 'icon' }]],
  ['a <mention-date start="2026-02-31"/>', [{ line: 1, what: 'mention' }]],
  ['a <mention-date start="2026-02-01" startTime="99:99"/>', [{ line: 1, what: 'mention' }]],
  ['a <mention-date start="2026-02-01" startTime="09:30" timeZone="Mars/X"/>', [{ line: 1, what: 'mention' }]],
  ['<ol start="3"><li>a</li></ol>', [{ line: 1, what: 'start' }]],
  ['<table><tr><td><img src="https://a.b/c.png" alt="d"></td></tr></table>', [{ line: 1, what: 'image' }]],
])('behavior: %j loses something, which is reported with its line', (markdown, losses) => {
  const read = fromMarkdown(markdown)
  expect(read.losses).toMatchObject(losses)
  expect(read.losses).toHaveLength(losses.length)
})

test('behavior: content without text makes no paragraph, and an image in a cell is a link', () => {
  expect(fromMarkdown('<a name="b"></a>\n\nc').children).toEqual([block('paragraph', 'c')])
  const cell = fromMarkdown('<table><tr><td><img src="https://a.b/c.png" alt="d"></td></tr></table>')
  expect(JSON.stringify(cell.children)).toContain('{"content":"d","link":{"url":"https://a.b/c.png"}}')
  const linked = fromMarkdown('**[![a](https://b.c/d.svg)](https://e.f)**')
  expect(linked.children).toEqual([block('paragraph', [text('a', { bold: true }, 'https://e.f')])])
})

test('behavior: files are returned as uploads, with the position where the id belongs', () => {
  const { children, uploads } = fromMarkdown('- a\n\n  ![b](img/c%20d.png)\n\n![e](https://f.g/h.png)\n')
  expect(uploads).toEqual([
    { at: [0, 'bulleted_list_item', 'children', 0, 'image'], path: 'img/c d.png', name: 'c d.png', line: 3 },
  ])
  expect(planAppend(children)).toMatchObject({ _tag: 'Left' })
  const complete = withUploads(children, uploads, [ID])
  expect(planAppend(complete)).toMatchObject({ _tag: 'Right' })
  expect(JSON.stringify(complete)).toContain(`"file_upload":{"id":"${ID}"}`)
})

test('params: front matter is returned, and a rule at the start is not front matter', () => {
  expect(fromMarkdown('---\ntitle: a\ntags:\n  - b\n---\n# c\n')).toMatchObject({
    front_matter: 'title: a\ntags:\n  - b',
    children: [{ type: 'heading_1' }],
  })
  expect(fromMarkdown('---\na\n---\nb\n').front_matter).toBeUndefined()
})

test('params: an mdast tree is read without its Markdown', () => {
  const markdown = '# a\n\n- b\n  - **c**\n\n> [!NOTE]\n> d\n'
  const { children } = fromMarkdown(markdown)
  expect(fromMarkdown(parse(markdown)).children).toEqual(children)
  expect(fromMarkdown({ type: 'root', children: [{ type: 'text', value: 'a' }] }).children).toEqual([
    block('paragraph', 'a'),
  ])
})

test('behavior: texts, tables and lists of any length become a plan', () => {
  const rows = Array.from({ length: 150 }, (_, at) => `| ${at} | 😀 |`).join('\n')
  const markdown = `${'😀'.repeat(1500)}\n\n| a | b |\n| - | - |\n${rows}\n\n${'a **b** '.repeat(80)}\n`
  expect(planAppend(fromMarkdown(markdown).children)).toMatchObject({ _tag: 'Right' })
})

/** The texts of a paragraph; equations are in angle brackets. */
const pieces = (markdown: string): ReadonlyArray<string> =>
  fromMarkdown(markdown).children.flatMap((child) => {
    const { rich_text } = Object(Object(child).paragraph)
    return rich_text.map(({ text, equation }: { text?: { content: string }; equation?: { expression: string } }) =>
      equation ? `<${equation.expression}>` : text?.content,
    )
  })

test.each([
  ['$VISUAL or $EDITOR'],
  ['costs $5 and $6'],
  ['$5-$10, US$5 and US$6'],
  ['$HOME/bin:$PATH'],
  ['a $ b$ c'],
  ['$x$5'],
  ['$ x $'],
  ['$a $b $c'],
  ['a $$'],
])('behavior: %s has no equation', (markdown) => {
  expect(pieces(markdown)).toEqual([markdown])
  expect(pieces(markdown.replaceAll('$', '\\$'))).toEqual([markdown])
})

test.each([
  ['$n$th and $k$-means', ['<n>', 'th and ', '<k>', '-means']],
  ['costs $5, $x$ and ($y$).', ['costs $5, ', '<x>', ' and (', '<y>', ').']],
  ['$VISUAL, $x$', ['$VISUAL, ', '<x>']],
  ['$a\\$b$ c', ['<a\\$b>', ' c']],
  ['$a\nb$', ['<a\nb>']],
  ['$$ x $$ $$a$b$$', ['<x>', ' ', '<a$b>']],
  ['$`x`$5 $$`x`$$', ['<x>', '5 ', '<`x`>']],
])('behavior: %s has equations', (markdown, texts) => {
  expect(pieces(markdown)).toEqual(texts)
})

test.each([
  ['<p align="center">a</p>', ['of the tag <p>: align']],
  ['<img src="https://a.b/c.png" width="9" align="left">', ['of the tag <img>: width, align']],
  [
    '<p align="center">\n  <img src="https://a.b/c.png" height=9>\n</p>',
    ['of the tag <p>: align', 'of the tag <img>: height'],
  ],
  ['a <img src="https://a.b/c.png" alt="b" width=9>', ['of the tag <img>: width']],
  [
    '<table width="9"><tr><td colspan="2" color="red">a</table>',
    ['of the tag <table>: width', 'of the tag <td>: colspan, color'],
  ],
  ['<details open>\n<summary>a</summary>\nb\n</details>', ['of the tag <details>: open']],
  ['<h1 id="a" class="notion-red">b</h1>', ['of the tag <h1>: id']],
  ['a<br clear="all">b <b class="c">d</b>', ['of the tag <br>: clear', 'of the tag <b>: class']],
  ['<a href="https://a.b" target="_blank">c</a>', ['of the tag <a>: target']],
  ['<span style="color: red">a</span>', ['of the tag <span>: style']],
  ['<video src="https://a.b/c.mp4" width="9" controls></video>', ['of the tag <video>: width']],
  ['<details class="notion-red"><summary>a</summary></details>', []],
])('behavior: attributes that are not read are reported: %s', (markdown, reasons) => {
  const { losses } = fromMarkdown(markdown)
  expect(losses.filter(({ what }) => what === 'attribute').map(({ why }) => why)).toEqual(reasons)
})

test('behavior: code in HTML has the language of its class, and a title of a link in HTML is reported', () => {
  expect(fromMarkdown('<pre><code class="hljs language-ts">let a</code></pre>').children).toMatchObject([
    { code: { language: 'typescript', rich_text: [{ text: { content: 'let a' } }] } },
  ])
  expect(fromMarkdown('<pre><code class="language-nope">a</code></pre>').losses).toMatchObject([{ what: 'language' }])
  expect(fromMarkdown('<a href="https://a.b" title="c">d</a>').losses).toMatchObject([{ what: 'title' }])
})
