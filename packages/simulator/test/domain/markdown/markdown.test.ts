import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBatches } from '../../../../../test/support/chance.js'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { type Harness, HOME, harness, paragraph } from '../../support/harness.js'
import { blocks, contentOf, markdownOf, on, t } from '../../support/markdown.js'

const rewritten = async (tools: Harness, markdown: string): Promise<string> => {
  const id = await on(tools, [])
  await tools.ok('PATCH', `pages/${id}/markdown`, { type: 'replace_content', replace_content: { new_str: markdown } })
  return id
}

const CASES: ReadonlyArray<readonly [string, ReadonlyArray<JsonObject>, string]> = [
  [
    'marks',
    [
      {
        paragraph: {
          rich_text: [
            t('a '),
            t('b', { bold: true }),
            t(' '),
            t('c', { italic: true, bold: true }),
            t(' '),
            t('d', { code: true }),
            t(' '),
            t('e', { strikethrough: true }),
          ],
        },
      },
    ],
    'a **b** ***c*** `d` ~~e~~',
  ],
  [
    'colors and underlines',
    [
      {
        paragraph: {
          rich_text: [t('a', { color: 'red' }), t(' '), t('b', { underline: true, color: 'blue_background' })],
          color: 'gray_background',
        },
      },
    ],
    '<span color="red">a</span> <span underline="true" color="blue_bg">b</span> {color="gray_bg"}',
  ],
  [
    'links and equations',
    [
      {
        paragraph: {
          rich_text: [
            { text: { content: 'a', link: { url: 'https://example.com/a' } } },
            t(' '),
            { equation: { expression: 'x^2' } },
          ],
        },
      },
    ],
    '[a](https://example.com/a) $`x^2`$',
  ],
  [
    'signs that mean something',
    [paragraph('*a* [b] <c> `d` $e$ 1\\2'), paragraph('# no heading'), paragraph('1. no list'), paragraph('- no list')],
    '\\*a\\* \\[b\\] \\<c\\> \\`d\\` \\$e\\$ 1\\\\2\n\\# no heading\n1\\. no list\n\\- no list',
  ],
  ['a break in a line', [paragraph('a\nb')], 'a<br>b'],
  [
    'lists with what is below',
    [
      {
        bulleted_list_item: {
          rich_text: [t('a')],
          children: [{ numbered_list_item: { rich_text: [t('b')] } }, { numbered_list_item: { rich_text: [t('c')] } }],
        },
      },
      { to_do: { rich_text: [t('d')], checked: true } },
    ],
    '- a\n\t1. b\n\t2. c\n- [x] d',
  ],
  [
    'a toggle',
    [{ toggle: { rich_text: [t('a')], color: 'red', children: [paragraph('b'), paragraph('c')] } }],
    '<details color="red">\n<summary>a</summary>\n\tb\n\tc\n</details>',
  ],
  [
    'a heading that toggles',
    [{ heading_2: { rich_text: [t('a')], is_toggleable: true, children: [paragraph('b')] } }],
    '## a {toggle="true"}\n\tb',
  ],
  [
    'a callout',
    [
      {
        callout: { rich_text: [t('a')], icon: { emoji: '🔥' }, color: 'yellow_background', children: [paragraph('b')] },
      },
    ],
    '<callout icon="🔥" color="yellow_bg">\n\ta\n\tb\n</callout>',
  ],
  [
    'columns',
    [
      {
        column_list: {
          children: [
            { column: { children: [paragraph('a')] } },
            { column: { children: [paragraph('b'), { divider: {} }] } },
          ],
        },
      },
    ],
    '<columns>\n\t<column>\n\t\ta\n\t</column>\n\t<column>\n\t\tb\n\t\t---\n\t</column>\n</columns>',
  ],
  [
    'a table',
    [
      {
        table: {
          table_width: 2,
          has_column_header: true,
          has_row_header: false,
          children: [
            { table_row: { cells: [[t('a')], [t('b', { bold: true })]] } },
            { table_row: { cells: [[], [t('|')]] } },
          ],
        },
      },
    ],
    '<table header-row="true">\n<tr>\n<td>a</td>\n<td>**b**</td>\n</tr>\n<tr>\n<td></td>\n<td>\\|</td>\n</tr>\n</table>',
  ],
  [
    'code and an equation',
    [{ code: { rich_text: [t('a\n\n\tb')], language: 'python' } }, { equation: { expression: 'y = x' } }],
    '```python\na\n\n\tb\n```\n$$\ny = x\n$$',
  ],
  [
    'media',
    [
      { image: { external: { url: 'https://example.com/i.png' }, caption: [t('i')] } },
      { video: { external: { url: 'https://example.com/v.mp4' } } },
    ],
    '![i](https://example.com/i.png)\n<video src="https://example.com/v.mp4"></video>',
  ],
  [
    'nothing',
    [paragraph(''), { quote: { rich_text: [t('a')] } }, { table_of_contents: {} }],
    '<empty-block/>\n> a\n<table_of_contents/>',
  ],
]

test.each(CASES)('default: %s, parsed and rendered', async (_, children, markdown) => {
  const tools = await harness()
  const id = await on(tools, children)
  expect(await markdownOf(tools, id)).toBe(markdown)
  const again = await rewritten(tools, markdown)
  expect(await contentOf(tools, again)).toEqual(await contentOf(tools, id))
})

test('behavior: mentions are parsed and rendered', async () => {
  const tools = await harness()
  const id = await on(tools, [
    {
      paragraph: {
        rich_text: [
          { mention: { page: { id: HOME } } },
          { mention: { date: { start: '2026-05-01', end: '2026-05-02' } } },
          { mention: { user: { id: 'aaaaaaaa-0000-4000-8000-00000000000a' } } },
        ],
      },
    },
  ])
  const markdown = await markdownOf(tools, id)
  expect(markdown).toBe(
    `<mention-page url="https://app.notion.com/p/${HOME.replaceAll('-', '')}">Untitled</mention-page><mention-date start="2026-05-01" end="2026-05-02"/><mention-user url="user://aaaaaaaa-0000-4000-8000-00000000000a">Ada</mention-user>`,
  )
  expect(await contentOf(tools, await rewritten(tools, markdown))).toEqual(await contentOf(tools, id))
})

test('params: a pipe table, and tags on one line', async () => {
  const tools = await harness()
  const piped = await rewritten(tools, '| a | b |\n|---|---|\n| c | **d** |')
  expect(await markdownOf(tools, piped)).toContain('<table header-row="true">\n<tr>\n<td>a</td>')
  const short = await rewritten(tools, '<details><summary>a</summary>b</details>\n<callout>c</callout>')
  expect(await markdownOf(tools, short)).toBe(
    '<details>\n<summary>a</summary>\n\tb\n</details>\n<callout icon="💡">\n\tc\n</callout>',
  )
})

test('behavior: blocks that Markdown cannot express are listed, at any depth', async () => {
  const { ok, ...tools } = await harness()
  const id = await on({ ok, ...tools }, [{ toggle: { rich_text: [], children: [{ breadcrumb: {} }] } }])
  const answer = await ok('GET', `pages/${id}/markdown`)
  expect(asArray(answer.unknown_block_ids)).toHaveLength(1)
  expect(answer.markdown).toContain('alt="breadcrumb"')
})

test('behavior: blocks that an update does not change keep their ids', async () => {
  const tools = await harness()
  const id = await on(tools, [
    paragraph('a'),
    { breadcrumb: {} },
    paragraph('b'),
    { numbered_list_item: { rich_text: [t('c')] } },
  ])
  await tools.ok('POST', 'pages', { parent: { page_id: id }, properties: {}, position: { type: 'page_start' } })
  const idsOf = async () =>
    asArray((await tools.ok('GET', `blocks/${id}/children`)).results).map((each) => asObject(each).id)
  const before = await idsOf()
  await tools.ok('PATCH', `pages/${id}/markdown`, {
    type: 'update_content',
    update_content: {
      content_updates: [{ old_str: 'b', new_str: 'B\nnew' }].map((each) => ({
        ...each,
        old_str: '\nb\n',
        new_str: '\nB\nnew\n',
      })),
    },
  })
  const after = await idsOf()
  expect(after).toHaveLength(6)
  expect(after.filter((_, index) => index !== 4)).toEqual(before)
  await tools.ok('PATCH', `pages/${id}/markdown`, {
    type: 'insert_content',
    insert_content: { content: 'first', position: { type: 'start' } },
  })
  expect((await markdownOf(tools, id)).split('\n').filter((line) => !line.startsWith('<'))).toEqual([
    'first',
    'a',
    'B',
    'new',
    '1. c',
  ])
})

test('behavior: a very long page is rendered partially, and the rest is listed', async () => {
  const tools = await harness()
  const block = (index: number) => ({
    object: 'block',
    id: `dddddddd-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    created_time: '2026-01-01T00:00:00.000Z',
    parent: { type: 'page_id', page_id: HOME },
    type: 'divider',
    divider: {},
  })
  await tools.simulator.load(Array.from({ length: 20_002 }, (_, index) => block(index)))
  const { truncated, markdown, unknown_block_ids: left } = await tools.ok('GET', `pages/${HOME}/markdown`)
  const lines = String(markdown).split('\n')
  expect([truncated, lines.length, lines[19_999]]).toEqual([true, 20_002, '---'])
  expect(lines[20_000]).toBe(
    `<unknown url="https://app.notion.com/p/${HOME.replaceAll('-', '')}#${block(20_000).id.replaceAll('-', '')}"/>`,
  )
  expect(left).toEqual([block(20_000).id, block(20_001).id])
})

test.each(inBatches(3, 50))('behavior: rendered Markdown is parsed to the same blocks, $seed', async (batch) => {
  const tools = await harness()
  await fc.assert(
    fc.asyncProperty(blocks, async (children) => {
      const id = await on(tools, children)
      const markdown = await markdownOf(tools, id)
      expect(await contentOf(tools, await rewritten(tools, markdown)), markdown).toEqual(await contentOf(tools, id))
    }),
    batch,
  )
})

test('behavior: any Markdown can be parsed', async () => {
  const tools = await harness()
  const odd = fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\t',
      '*',
      '`',
      '<details>',
      '</details>',
      '<summary>',
      '<callout>',
      '<columns>',
      '<column>',
      '</column>',
      '<table>',
      '<tr>',
      '<td>',
      '| a |',
      '```',
      '$$',
      '- ',
      '# ',
      '<span color="red">',
      '</span>',
      '[a](b)',
      '\\',
    ),
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(odd, async (markdown) => {
      const id = await on(tools, [])
      const answer = await tools.call('PATCH', `pages/${id}/markdown`, {
        type: 'replace_content',
        replace_content: { new_str: markdown },
      })
      expect(answer.status, JSON.stringify(markdown)).toBe(200)
    }),
    { numRuns: 300 },
  )
}, 60_000)
