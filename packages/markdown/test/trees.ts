/** Trees of blocks as they are read, and what is compared of blocks to write. */
import fc from 'fast-check'
import type { BlockNode } from 'notion-fp/blocks'

interface Json {
  readonly [name: string]: unknown
}

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const record = (value: unknown): Json => (isRecord(value) ? value : {})
const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** Annotations that differ from plain text. */
export interface Style {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strikethrough?: boolean
  readonly underline?: boolean
  readonly code?: boolean
  readonly color?: string
}

const PLAIN = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }

/** A text as it is read. */
export const run = (content: string, style: Style = {}, url?: string): Json => ({
  type: 'text',
  text: { content, link: url === undefined ? null : { url } },
  plain_text: content,
  href: url ?? null,
  annotations: { ...PLAIN, ...style },
})

/** An equation as it is read. */
export const equationRun = (expression: string, style: Style = {}): Json => ({
  type: 'equation',
  equation: { expression },
  plain_text: expression,
  href: null,
  annotations: { ...PLAIN, ...style },
})

/** A mention as it is read. */
export const mention = (value: Json, plain_text: string): Json => ({
  type: 'mention',
  mention: value,
  plain_text,
  href: null,
  annotations: PLAIN,
})

let count = 0

/** A block as it is read, with children. Its fields besides the content are those that matter here. */
export const node = (type: string, content: Json, ...children: ReadonlyArray<BlockNode>): BlockNode => {
  count = (count + 1) % 1_000_000
  const id = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
  const block = { object: 'block', id, type, has_children: children.length > 0, [type]: content }
  // The type of a block is known as a string only.
  return JSON.parse(JSON.stringify({ block, children }))
}

/** A block of text. */
export const textNode = (
  type: string,
  text: string | ReadonlyArray<Json>,
  more: Json = {},
  ...children: ReadonlyArray<BlockNode>
): BlockNode => {
  const rich_text = typeof text === 'string' ? (text === '' ? [] : [run(text)]) : text
  return node(type, { rich_text, color: 'default', ...more }, ...children)
}

/** A paragraph. */
export const para = (text: string | ReadonlyArray<Json>, ...children: ReadonlyArray<BlockNode>): BlockNode =>
  textNode('paragraph', text, {}, ...children)

/** A table of plain texts. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string>>, has_column_header = true): BlockNode =>
  node(
    'table',
    { table_width: rows[0]?.length ?? 1, has_column_header, has_row_header: false },
    ...rows.map((cells) => node('table_row', { cells: cells.map((cell) => (cell === '' ? [] : [run(cell)])) })),
  )

/** Pieces of text, most of which have a meaning in Markdown. */
const PIECES = [
  ...'*_~`[]()<>&\\|#-+=!$:%^"\'{}@./,;?0\t'.split(''),
  ...['**', '__', '~~', '```', '~~~', '---', '===', '$$', '==', '%%', '[[', ']]', '||', '  ', ' ', ' ', ' ', '\n'],
  ...[
    '&amp;',
    '&#42;',
    '<br>',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '<details>',
    '</details>',
    '<?',
    '1.',
    '2)',
    '- ',
    '# ',
    '> ',
    '| ',
  ],
  ...['[x]', '[ ]', '[^1]', '[!NOTE]', '![a](b)', '[a]: b', 'https://x.y/z', 'www.a.b', 'a@b.c', ':::', '#tag', '~x~'],
  ...[
    '{',
    '}',
    '{color="red"}',
    '<td>',
    '</td>',
    '<callout>',
    '</callout>',
    '<empty-block/>',
    '****',
    '***',
    '$`',
    '`$',
    '\u2028',
  ],
  ...['a', 'b', 'Word', 'snake_case', '5', 'é', '😀', '👩‍👧', '🇩🇪', '「', '」', '中', '\u00a0', '\u200d', '…'],
]

/** Text of pieces that have a meaning in Markdown. */
export const hostileText = (max = 10): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: max }).map((pieces) => pieces.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: max }) },
  )

const style = (): fc.Arbitrary<Style> =>
  fc.record(
    {
      bold: fc.boolean(),
      italic: fc.boolean(),
      strikethrough: fc.boolean(),
      underline: fc.boolean(),
      code: fc.boolean(),
    },
    { requiredKeys: [] },
  )

const URLS = [
  'https://a.b/c',
  'https://a.b/c_(d)?e=f&amp;g#h',
  'http://x.y/<z>',
  'mailto:a@b.c',
  'https://a.b/ü\\*_',
  'https://a.b/`|`',
]

/** The page that is mentioned. */
export const PAGE_ID = '11111111-1111-4111-8111-111111111111'

/** Rich text that Obsidian has and GitHub has not: highlights and links to notes. */
const obsidianRun = (): fc.Arbitrary<Json> =>
  fc.oneof(
    fc.tuple(hostileText(6), style()).map(([text, own]) => run(text, { ...own, color: 'yellow_background' })),
    fc
      .constantFrom('A note', 'A [note]|#', 'a*b')
      .map((title) => mention({ type: 'page', page: { id: PAGE_ID } }, title)),
  )

/** Rich text with styles that GitHub has, or those of Obsidian as well. */
export const richText = (max = 5, isObsidian = false): fc.Arbitrary<ReadonlyArray<Json>> =>
  fc.array(
    fc.oneof(
      ...(isObsidian ? [{ weight: 3, arbitrary: obsidianRun() }] : []),
      {
        weight: 6,
        arbitrary: fc
          .tuple(hostileText(6), style(), fc.option(fc.constantFrom(...URLS), { freq: 6 }))
          .map(([text, own, url]) => run(text, own, url ?? undefined)),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom('x', 'E=mc^2', '\\frac{a}{b}', 'a$b', '|x|', '`', 'a_b*c')
          .map((text) => equationRun(text)),
      },
    ),
    { maxLength: max },
  )

const TEXT_TYPES = [
  'paragraph',
  'heading_1',
  'heading_4',
  'bulleted_list_item',
  'numbered_list_item',
  'to_do',
  'quote',
  'toggle',
  'callout',
]

const leafBlock = (): fc.Arbitrary<BlockNode> =>
  fc.oneof(
    fc
      .tuple(hostileText(), fc.constantFrom('plain text', 'c++', 'typescript', 'llvm ir'))
      .map(([text, language]) => node('code', { rich_text: text === '' ? [] : [run(text)], caption: [], language })),
    fc.constant(node('divider', {})),
    hostileText().map((expression) => node('equation', { expression: expression || 'x' })),
    fc
      .array(fc.array(richText(2), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
      .chain((rows) =>
        fc
          .boolean()
          .map((has_column_header) =>
            node(
              'table',
              { table_width: 2, has_column_header, has_row_header: false },
              ...rows.map((cells) => node('table_row', { cells })),
            ),
          ),
      ),
    fc
      .tuple(
        hostileText(4),
        fc.constantFrom('https://a.b/c.png', 'https://a.b/c (1).png?x=1&y=2'),
        fc.constantFrom(undefined, 'https://a.b/c_(d)?e=f&amp;g#h'),
      )
      .map(([text, url, href]) =>
        node('image', { type: 'external', external: { url }, caption: text === '' ? [] : [run(text, {}, href)] }),
      ),
    fc.constantFrom('bookmark', 'embed').map((type) => node(type, { url: 'https://a.b/c_d', caption: [] })),
    fc
      .constantFrom('video', 'pdf', 'audio')
      .map((type) => node(type, { type: 'external', external: { url: 'https://a.b/c_d.x' }, caption: [] })),
  )

const textBlock = (children: fc.Arbitrary<ReadonlyArray<BlockNode>>, isObsidian: boolean): fc.Arbitrary<BlockNode> =>
  fc
    .tuple(fc.constantFrom(...TEXT_TYPES), richText(5, isObsidian), children, fc.boolean())
    .map(([type, text, below, flag]) => {
      const more: Json =
        type === 'to_do'
          ? { checked: flag }
          : type === 'callout'
            ? { icon: { type: 'emoji', emoji: flag ? '💡' : '🔥' }, color: 'green_background' }
            : type.startsWith('heading')
              ? { is_toggleable: below.length > 0 }
              : {}
      return textNode(type, text, more, ...(type === 'paragraph' ? [] : below))
    })

/** Trees of blocks that GitHub's Markdown can show, or Obsidian's. */
export const markdownTree = (isObsidian = false): fc.Arbitrary<ReadonlyArray<BlockNode>> => {
  const { tree } = fc.letrec<{ tree: ReadonlyArray<BlockNode>; block: BlockNode }>((tie) => ({
    tree: fc.array(tie('block'), { maxLength: 4, depthIdentifier: 'tree' }),
    block: fc.oneof(
      { depthIdentifier: 'tree', maxDepth: 3 },
      leafBlock(),
      textBlock(fc.constant([]), isObsidian),
      textBlock(tie('tree'), isObsidian),
    ),
  }))
  return tree
}

const COLORS = ['default', 'default', 'red', 'gray_background', 'yellow_background']
const color = (): fc.Arbitrary<string> => fc.constantFrom(...COLORS)

const notionMention = (): fc.Arbitrary<Json> =>
  fc.constantFrom(
    mention({ type: 'page', page: { id: PAGE_ID } }, 'A <page>'),
    mention({ type: 'user', user: { id: PAGE_ID } }, '@Ada'),
    mention({ type: 'date', date: { start: '2026-01-01', end: null, time_zone: null } }, '2026-01-01'),
    mention(
      { type: 'date', date: { start: '2026-01-01T10:00:00Z', end: '2026-01-02T11:30:00Z', time_zone: null } },
      '2026-01-01',
    ),
  )

/** Rich text with everything that the API's Markdown has. */
const notionText = (max = 5): fc.Arbitrary<ReadonlyArray<Json>> =>
  fc
    .array(
      fc.oneof(
        {
          weight: 8,
          arbitrary: fc
            .tuple(hostileText(6), style(), color(), fc.option(fc.constantFrom(...URLS), { freq: 6 }))
            .map(([text, own, hue, url]) => run(text, { ...own, color: hue }, url ?? undefined)),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.constantFrom('x', 'E=mc^2', '\\frac{a}{b}', 'a$b', '|x|', '`', 'a_b*c'), style())
            .map(([text, { code: _, ...own }]) => equationRun(text, own)),
        },
        { weight: 1, arbitrary: notionMention() },
      ),
      { maxLength: max },
    )
    .map((runs) => runs)

const external = (url: string, caption: ReadonlyArray<Json>): Json => ({ type: 'external', external: { url }, caption })

const notionLeaf = (): fc.Arbitrary<BlockNode> =>
  fc.oneof(
    fc
      .tuple(hostileText(), fc.constantFrom('plain text', 'c++', 'typescript', 'llvm ir'))
      .map(([text, language]) => node('code', { rich_text: text === '' ? [] : [run(text)], caption: [], language })),
    fc.constant(node('divider', {})),
    hostileText().map((expression) => node('equation', { expression: expression || 'x' })),
    color().map((hue) => node('table_of_contents', { color: hue })),
    fc
      .tuple(
        fc.array(fc.array(notionText(2), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
      )
      .map(([rows, has_column_header, has_row_header]) =>
        node(
          'table',
          { table_width: 2, has_column_header, has_row_header },
          ...rows.map((cells) => node('table_row', { cells })),
        ),
      ),
    fc
      .tuple(notionText(2), fc.constantFrom('image', 'video', 'pdf', 'audio', 'file'))
      .map(([caption, type]) => node(type, external('https://a.b/c_d.png?x=1&y=2', caption))),
  )

const TEXT_CONTENT: Readonly<Record<string, (flag: boolean, hasChildren: boolean) => Json>> = {
  paragraph: () => ({}),
  heading_1: (_, is_toggleable) => ({ is_toggleable }),
  heading_4: (_, is_toggleable) => ({ is_toggleable }),
  bulleted_list_item: () => ({}),
  numbered_list_item: () => ({}),
  to_do: (checked) => ({ checked }),
  quote: () => ({}),
  toggle: () => ({}),
  callout: (flag) => ({
    icon: flag ? { type: 'emoji', emoji: '🔥' } : { type: 'external', external: { url: 'https://a.b/c.png' } },
  }),
}

const notionBlock = (children: fc.Arbitrary<ReadonlyArray<BlockNode>>): fc.Arbitrary<BlockNode> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom(...Object.keys(TEXT_CONTENT)), notionText(), children, fc.boolean(), color())
        .map(([type, text, below, flag, hue]) =>
          textNode(type, text, { ...TEXT_CONTENT[type]?.(flag, below.length > 0), color: hue }, ...below),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(children, children)
        .map(([left, right]) =>
          node(
            'column_list',
            {},
            node('column', { width_ratio: 0.375 }, ...left, para('a')),
            node('column', { width_ratio: 0.625 }, para('b'), ...right),
          ),
        ),
    },
    { weight: 1, arbitrary: children.map((below) => node('synced_block', { synced_from: null }, ...below)) },
  )

/** Trees of blocks that the API's Markdown can show. */
export const notionTree = (): fc.Arbitrary<ReadonlyArray<BlockNode>> => {
  const { tree } = fc.letrec<{ tree: ReadonlyArray<BlockNode>; block: BlockNode }>((tie) => ({
    tree: fc.array(tie('block'), { maxLength: 4, depthIdentifier: 'notion' }),
    block: fc.oneof(
      { depthIdentifier: 'notion', maxDepth: 3 },
      notionLeaf(),
      notionBlock(fc.constant([])),
      notionBlock(tie('tree')),
    ),
  }))
  return tree
}

/** A piece of text with its style, for comparison: white space has none of the styles that Markdown cannot give it. */
const pieces = (runs: unknown): ReadonlyArray<readonly [string, string]> => {
  const out: Array<[string, string]> = []
  for (const each of list(runs).map(record)) {
    const { bold, italic, strikethrough, underline, code, color } = record(each.annotations)
    const link = record(record(each.text).link).url
    const content = isRecord(each.text) ? String(each.text.content) : undefined
    const key = (isSpace: boolean): string =>
      JSON.stringify(
        isSpace
          ? [underline === true && code !== true, link ?? '']
          : [
              bold === true,
              italic === true,
              strikethrough === true,
              underline === true,
              code === true,
              color ?? 'default',
              link ?? '',
            ],
      )
    const parts =
      content === undefined ? [JSON.stringify(each.equation ?? each.mention)] : (content.match(/\s+|\S+/g) ?? [])
    for (const part of parts) {
      const own = key(content !== undefined && /^\s/.test(part))
      const last = out.at(-1)
      if (last && last[1] === own) last[0] += part
      else out.push([part, own])
    }
  }
  return out
}

/** White space at the ends of lines has no meaning in Markdown. */
const trimmed = (given: ReadonlyArray<readonly [string, string]>): string => {
  const chars = given.flatMap(([content, style]) =>
    [...content].map((char): readonly [string, string] => [char, style]),
  )
  const isSpace = (at: number): boolean => /^[ \t]$/.test(chars[at]?.[0] ?? '')
  const isEdge = (at: number): boolean => (chars[at]?.[0] ?? '\n') === '\n'
  const kept = chars.filter((_, at) => {
    if (!isSpace(at)) return true
    let [before, after] = [at, at]
    while (isSpace(before)) before--
    while (isSpace(after)) after++
    return !isEdge(before) && !isEdge(after)
  })
  const out: Array<[string, string]> = []
  for (const [char, style] of kept) {
    const last = out.at(-1)
    if (last && last[1] === style) last[0] += char
    else out.push([char, style])
  }
  return JSON.stringify(out.map(([content, style]) => [style, content]))
}

/** A tree without the blocks that are lost. */
export const withoutBlocks = (tree: ReadonlyArray<BlockNode>, ids: ReadonlySet<string>): ReadonlyArray<BlockNode> =>
  tree.flatMap((each) => (ids.has(each.block.id) ? [] : [{ ...each, children: withoutBlocks(each.children, ids) }]))

/** Blocks to write, in a form to compare: rich text as pieces of one style. */
export const comparable = (blocks: unknown): ReadonlyArray<unknown> =>
  list(blocks)
    .map(record)
    .map((block) => {
      const type = String(block.type ?? Object.keys(block)[0])
      const { children, rich_text, caption, cells, checked, is_toggleable, color, ...rest } = record(block[type])
      return {
        type,
        ...rest,
        ...(checked === true && { checked }),
        ...(is_toggleable === true && { is_toggleable }),
        ...(color !== undefined && color !== 'default' && { color }),
        ...(rich_text !== undefined && { text: trimmed(pieces(rich_text)) }),
        ...(trimmed(pieces(caption)) !== '[]' && { caption: trimmed(pieces(caption)) }),
        ...(cells !== undefined && { cells: list(cells).map((cell) => trimmed(pieces(cell))) }),
        ...(list(children).length > 0 && { children: comparable(children) }),
      }
    })
