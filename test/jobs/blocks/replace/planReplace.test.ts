import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import type { BlockTreeRequest } from '../../../../src/jobs/blocks/blockTreeRequest.js'
import { planAppend } from '../../../../src/jobs/blocks/planAppend.js'
import type { ContentBlock } from '../../../../src/jobs/blocks/replace/keepNodes.js'
import { planReplace, type ReplaceOptions } from '../../../../src/jobs/blocks/replace/planReplace.js'
import type { ReplacePlan } from '../../../../src/jobs/blocks/replace/replacePlan.js'
import type { BlockTree } from '../../../../src/jobs/blocks/tree/blockTree.js'
import { everyBlock, type ModelBlock, modelOf, treeOf } from '../../../support/blockModels.js'
import { expectSame } from '../../../support/expectSame.js'

const ROOT = '99999999-0000-4000-8000-000000000000'

const counting = (): (() => string) => {
  let count = 0
  return () => `00000000-0000-4000-8000-${`${count++}`.padStart(12, '0')}`
}

const plan = (
  blocks: ReadonlyArray<ModelBlock>,
  children: ReadonlyArray<ContentBlock>,
  options?: ReplaceOptions,
): ReplacePlan => {
  const planned = planReplace(treeOf(ROOT, blocks), children, options)
  if (planned._tag === 'Left') throw new Error(JSON.stringify(planned.left))
  return planned.right
}

/** Applies a plan to the blocks, in the order in which a job does. */
const apply = (blocks: Array<ModelBlock>, { update, insert, delete: deleted }: ReplacePlan): void => {
  const newId = counting()
  const find = (id: string) => {
    const found = everyBlock(blocks).find(({ block }) => block.id === id)
    if (!found) throw new Error(`no block ${id}`)
    return found
  }
  for (const { block_id, type, request } of update) {
    const { block } = find(block_id)
    expect(block.type).toBe(type)
    block.content = { ...block.content, ...unsafeCast<object>(Reflect.get(request, type)) }
  }
  for (const { parent_id, position, children } of insert) {
    const siblings = parent_id === ROOT ? blocks : find(parent_id).block.children
    const after =
      position.type === 'after_block' ? siblings.findIndex(({ id }) => id === position.after_block.id) : undefined
    if (after === -1) throw new Error('not among the children')
    const at = after !== undefined ? after + 1 : position.type === 'start' ? 0 : siblings.length
    siblings.splice(at, 0, ...modelOf(children, () => `new-${newId()}`))
  }
  for (const { block_id } of deleted) {
    const { block, siblings } = find(block_id)
    siblings.splice(siblings.indexOf(block), 1)
  }
}

type Bare = { readonly type: string; readonly content: unknown; readonly children: ReadonlyArray<Bare> }

const withDefaults = ({ type, content }: ModelBlock): unknown => ({
  ...(/divider|column/.test(type) ? {} : { color: 'default' }),
  ...(type.startsWith('heading') && { is_toggleable: false }),
  ...content,
})

const bare = (blocks: ReadonlyArray<ModelBlock>): ReadonlyArray<Bare> =>
  blocks
    .filter(({ type }) => !type.startsWith('child_'))
    .map((block) => ({ type: block.type, content: withDefaults(block), children: bare(block.children) }))

const wanted = (children: ReadonlyArray<BlockTreeRequest>): ReadonlyArray<Bare> => bare(modelOf(children, () => ''))

const text = (content: string) => [{ text: { content } }]

const paragraph = (content: string, ...children: ReadonlyArray<BlockTreeRequest>): BlockTreeRequest => ({
  paragraph: { rich_text: text(content), ...(children.length > 0 && { children }) },
})

const toggle = (content: string, ...children: ReadonlyArray<BlockTreeRequest>): BlockTreeRequest => ({
  toggle: { rich_text: text(content), ...(children.length > 0 && { children }) },
})

/** Few texts, types and settings, so that blocks are often alike. */
const someBlocks = (levels: number, most: number): fc.Arbitrary<ReadonlyArray<BlockTreeRequest>> => {
  const nested = levels > 1 ? someBlocks(levels - 1, most) : fc.constant([])
  const content = fc.constantFrom('a', 'b', 'c', 'long text one', 'long text two')
  const block: fc.Arbitrary<BlockTreeRequest> = fc.oneof(
    fc.tuple(content, nested).map(([one, below]) => paragraph(one, ...below)),
    fc.tuple(content, nested).map(([one, below]) => toggle(one, ...below)),
    content.map((one): BlockTreeRequest => ({ quote: { rich_text: text(one), color: 'red' } })),
    fc.constant<BlockTreeRequest>({ divider: {} }),
    fc.tuple(content, fc.boolean(), nested).map(
      ([one, is_toggleable, children]): BlockTreeRequest => ({
        heading_1: { rich_text: text(one), is_toggleable, ...(children.length > 0 && { children }) },
      }),
    ),
  )
  return fc.array(block, { maxLength: most })
}

const requestsToAppend = (children: ReadonlyArray<BlockTreeRequest>): number => {
  const planned = planAppend(children)
  return planned._tag === 'Right' ? planned.right.cost.requests : Number.NaN
}

const copyOf = (children: ReadonlyArray<BlockTreeRequest>): Array<ModelBlock> => modelOf(children, counting())

/** The least requests for small trees: every way to pair the blocks of two lists is tried. */
const least = (present: ReadonlyArray<Bare>, intended: ReadonlyArray<Bare>): number => {
  const pairCost = (one: Bare, other: Bare): number => {
    if (one.type !== other.type) return Number.POSITIVE_INFINITY
    const plain = Reflect.get(Object(other.content), 'is_toggleable') === false
    const toggled = Reflect.get(Object(one.content), 'is_toggleable') === true
    if (plain && toggled && one.children.length > 0) return Number.POSITIVE_INFINITY
    const own = JSON.stringify(one.content) === JSON.stringify(other.content) ? 0 : 1
    return own + least(one.children, other.children)
  }
  /** From a place in both lists on; `isOpen` if new blocks join those before. */
  const from = (row: number, column: number, isOpen: boolean): number => {
    const [one, other] = [present[row], intended[column]]
    if (!one && !other) return 0
    return Math.min(
      one && other ? pairCost(one, other) + from(row + 1, column + 1, false) : Number.POSITIVE_INFINITY,
      one ? 1 + from(row + 1, column, isOpen) : Number.POSITIVE_INFINITY,
      other ? (isOpen ? 0 : 1) + from(row, column + 1, true) : Number.POSITIVE_INFINITY,
    )
  }
  return from(0, 0, false)
}

describe('properties', () => {
  test('behavior: the plan makes one tree of the other, and costs no more than writing everything anew', () => {
    fc.assert(
      fc.property(someBlocks(3, 5), someBlocks(3, 5), (before, after) => {
        const blocks = copyOf(before)
        const planned = plan(blocks, after)
        apply(blocks, planned)
        expectSame(bare(blocks), wanted(after))
        expect(planned.cost.requests).toBeLessThanOrEqual(before.length + requestsToAppend(after))
        expectSame(JSON.parse(JSON.stringify(planned)), planned)
      }),
      { numRuns: 500 },
    )
  })

  test('behavior: the plan of small trees has the least number of requests', () => {
    fc.assert(
      fc.property(someBlocks(2, 4), someBlocks(2, 4), (before, after) => {
        const blocks = copyOf(before)
        expect(plan(blocks, after).cost.requests).toBe(least(bare(blocks), wanted(after)))
      }),
      { numRuns: 500 },
    )
  })

  test('behavior: a plan for what is there has no writes', () => {
    fc.assert(
      fc.property(someBlocks(4, 6), (children) => {
        const blocks = copyOf(children)
        const planned = plan(blocks, children)
        expect([planned.cost.requests, planned.keep.length]).toEqual([0, everyBlock(blocks).length])
      }),
    )
  })
})

describe('examples', () => {
  test('behavior: one changed paragraph is one update', () => {
    const page = Array.from({ length: 200 }, (_, index) => paragraph(`line ${index}`))
    const blocks = copyOf(page)
    const planned = plan(
      blocks,
      page.map((block, index) => (index === 77 ? paragraph('changed') : block)),
    )
    expect(planned.update).toEqual([
      { block_id: blocks[77]?.id, type: 'paragraph', request: { paragraph: { rich_text: text('changed') } } },
    ])
    expect([planned.insert, planned.delete, planned.cost.requests]).toEqual([[], [], 1])
  })

  test('behavior: a changed grandchild is one update', () => {
    const page = (content: string) => [paragraph('a'), toggle('b', toggle('c', paragraph(content)))]
    const planned = plan(copyOf(page('x')), page('y'))
    expect([planned.update.length, planned.cost.requests]).toEqual([1, 1])
  })

  test('behavior: a moved block is deleted and written again', () => {
    const planned = plan(
      copyOf(['a', 'b', 'c'].map((one) => paragraph(one))),
      ['c', 'a', 'b'].map((one) => paragraph(one)),
    )
    expect([planned.update, planned.insert.length, planned.delete.length]).toEqual([[], 1, 1])
    expect(planned.insert[0]?.position).toEqual({ type: 'start' })
  })

  test('behavior: what differs below 200 levels is written again', () => {
    const deep = (levels: number, bottom: string): BlockTreeRequest => {
      let block = paragraph(bottom)
      for (let level = 0; level < levels; level++) block = toggle(`${level}`, block)
      return block
    }
    const updatesAt = (levels: number) => plan(copyOf([deep(levels, 'a')]), [deep(levels, 'b')]).update.length
    expect([updatesAt(190), updatesAt(210)]).toEqual([1, 0])
  })

  test('behavior: two blocks that change places: one moves', () => {
    const planned = plan(copyOf([paragraph('a'), paragraph('b')]), [paragraph('b'), paragraph('a')])
    expect([planned.update.length, planned.insert.length, planned.delete.length]).toEqual([0, 1, 1])
  })

  test('behavior: of several blocks of a type, the most similar one is updated', () => {
    const blocks = copyOf([paragraph('The quick brown fox'), paragraph('A lazy dog')])
    const planned = plan(blocks, [paragraph('Something new'), paragraph('The quick red fox'), paragraph('A lazy cat')])
    expect(planned.update.map(({ block_id }) => block_id)).toEqual(blocks.map(({ id }) => id))
    expect(planned.insert.map(({ position }) => position)).toEqual([{ type: 'start' }])
  })
})

describe('behavior: 10,000 blocks take little time', () => {
  const page = Array.from({ length: 10_000 }, (_, index) => paragraph(`line ${index}`))
  const edited = page.flatMap((block, index) =>
    index % 97 === 0
      ? []
      : index % 89 === 0
        ? [block, paragraph(`new ${index}`)]
        : index % 83 === 0
          ? [paragraph(`x${index}`)]
          : [block],
  )
  // A second, not the minutes that comparing all pairs would take.
  test.each<readonly [string, number, ReadonlyArray<BlockTreeRequest>]>([
    ['nothing changes', 0, page],
    ['some are edited, added and removed', 332, edited],
    ['their order is reversed', 10_099, [...page].reverse()],
    ['the halves change places', 5050, [...page.slice(5000), ...page.slice(0, 5000)]],
    ['all texts are others', 10_000, page.map((_, index) => paragraph(`other ${index}`))],
    ['all texts are one of two', 10_000, page.map((_, index) => paragraph(index % 2 === 0 ? 'a' : 'b'))],
  ])('if %s: %d requests', (_, requests, children) => {
    expect(plan(copyOf(page), children).cost.requests).toBe(requests)
  })
})

describe('what an update cannot change', () => {
  const file = (name: string, more: object = {}): BlockTreeRequest => ({
    image: { external: { url: `https://example.com/${name}.png` }, ...more },
  })
  const row = (cell: string, width = 1): BlockTreeRequest => ({
    table: {
      table_width: width,
      children: [{ table_row: { cells: Array.from({ length: width }, () => text(cell)) } }],
    },
  })
  const columns = (...contents: ReadonlyArray<string>): BlockTreeRequest => ({
    column_list: { children: contents.map((one) => ({ column: { children: [paragraph(one)] } })) },
  })
  const heading = (is_toggleable: boolean, ...children: ReadonlyArray<BlockTreeRequest>): BlockTreeRequest => ({
    heading_2: { rich_text: text('h'), is_toggleable, ...(children.length > 0 && { children }) },
  })
  const counts = (before: BlockTreeRequest, after: BlockTreeRequest) => {
    const { update, insert, delete: deleted } = plan(copyOf([before]), [after])
    return { update: update.map(({ request }) => request), insert: insert.length, delete: deleted.length }
  }

  test.each<[string, BlockTreeRequest, BlockTreeRequest]>([
    ['the type', paragraph('a'), toggle('a')],
    ['the width of a table', row('a'), row('a', 2)],
    ['the file of an image', file('a'), file('b')],
    ['the number of columns', columns('a', 'b'), columns('a', 'b', 'c')],
    ['a toggle heading with children', heading(true, paragraph('a')), heading(false)],
    [
      'the original of a synced copy',
      { synced_block: { synced_from: { block_id: ROOT } } },
      { synced_block: { synced_from: { block_id: '88888888-0000-4000-8000-000000000000' } } },
    ],
    ['an icon to remove', { callout: { rich_text: [], icon: { emoji: '🔥' } } }, { callout: { rich_text: [] } }],
  ])('behavior: %s is deleted and written again', (_, before, after) => {
    expect(counts(before, after)).toEqual({ update: [], insert: 1, delete: 1 })
  })

  test.each<[string, BlockTreeRequest, BlockTreeRequest, object]>([
    ['a caption', file('a'), file('a', { caption: text('c') }), { image: { caption: text('c') } }],
    ['the text of a cell', row('a'), row('b'), { table_row: { cells: [text('b')] } }],
    ['the text in a column', columns('a', 'b'), columns('a', 'c'), { paragraph: { rich_text: text('c') } }],
    ['a plain heading', heading(true), heading(false), { heading_2: { rich_text: text('h'), is_toggleable: false } }],
    [
      'a color that becomes the default',
      { quote: { rich_text: text('q'), color: 'red' } },
      { quote: { rich_text: text('q') } },
      { quote: { rich_text: text('q'), color: 'default' } },
    ],
    [
      'a checked to-do',
      { to_do: { rich_text: text('t') } },
      { to_do: { rich_text: text('t'), checked: true } },
      { to_do: { rich_text: text('t'), checked: true } },
    ],
    [
      'a language',
      { code: { rich_text: text('x'), language: 'c' } },
      { code: { rich_text: text('x'), language: 'rust' } },
      { code: { rich_text: text('x'), language: 'rust' } },
    ],
    [
      'a link',
      paragraph('a'),
      { paragraph: { rich_text: [{ text: { content: 'a', link: { url: 'https://example.com' } } }] } },
      { paragraph: { rich_text: [{ text: { content: 'a', link: { url: 'https://example.com' } } }] } },
    ],
    [
      'a new icon',
      { callout: { rich_text: [] } },
      { callout: { rich_text: [], icon: { emoji: '🔥' } } },
      { callout: { rich_text: [], icon: { emoji: '🔥' } } },
    ],
    [
      'the target of a link to a page',
      { link_to_page: { page_id: ROOT } },
      { link_to_page: { database_id: ROOT } },
      { link_to_page: { database_id: ROOT } },
    ],
  ])('behavior: %s is one update', (_, before, after, request) => {
    expect(counts(before, after)).toEqual({ update: [request], insert: 0, delete: 0 })
  })
})

describe('what counts as equal', () => {
  test('behavior: how a long text is split makes no difference', () => {
    const long = 'word '.repeat(1000)
    const blocks = copyOf([
      {
        paragraph: { rich_text: [{ text: { content: long.slice(0, 2000) } }, { text: { content: long.slice(2000) } }] },
      },
    ])
    expect(plan(blocks, [paragraph(long)]).cost.requests).toBe(0)
  })

  test('behavior: the signature of a hosted file makes no difference, nor does what Notion adds to a link', () => {
    const link = (url: string): BlockTreeRequest => ({
      paragraph: { rich_text: [{ text: { content: 'a', link: { url } } }] },
    })
    const page = 'https://www.notion.so/Title-11111111111141118111111111111111?pvs=4'
    expect(plan(copyOf([link('/11111111111141118111111111111111')]), [link(page)]).cost.requests).toBe(0)
    expect(plan(copyOf([link('https://example.com/')]), [link('https://example.com')]).cost.requests).toBe(0)
    expect(plan(copyOf([link('https://example.com/a')]), [link('https://example.com/b')]).cost.requests).toBe(1)
  })
})

describe('what stays', () => {
  const page = (id: string): ModelBlock => ({ id, type: 'child_page', content: { title: id }, children: [] })
  const order = (blocks: ReadonlyArray<ModelBlock>): ReadonlyArray<string> =>
    blocks.map(({ id, type, content }) =>
      type === 'child_page' ? id : JSON.stringify(content).replace(/.*content":"(\w*).*/, '$1'),
    )
  const shuffled = (before: string): Array<ModelBlock> =>
    [...before].flatMap((one, index) =>
      one === 'P' ? [page(`page ${index}`)] : copyOf([paragraph(one)]).map((block) => ({ ...block, id: `${index}` })),
    )

  test.each([
    ['aPb', 'ab', ['a', 'page 1', 'b']],
    ['aPb', 'xy', ['x', 'page 1', 'y']],
    ['Pab', '', ['page 0']],
    ['P', 'x', ['page 0', 'x']],
    ['abP', 'xyz', ['x', 'y', 'z', 'page 2']],
    ['PaPbP', 'bX', ['page 0', 'page 2', 'b', 'X', 'page 4']],
  ])('behavior: child pages stay in their places: %s becomes %s', (before, after, expected) => {
    const blocks = shuffled(before)
    const planned = plan(
      blocks,
      [...after].map((one) => paragraph(one)),
    )
    apply(blocks, planned)
    expect(order(blocks)).toEqual(expected)
    expect(planned.spared.map(({ type }) => type)).toEqual(
      [...before].filter((one) => one === 'P').map(() => 'child_page'),
    )
  })

  test('behavior: what contains a child page stays, without the rest of its content', () => {
    const [outer] = copyOf([toggle('t', paragraph('a'), toggle('inner'), paragraph('b'))])
    outer?.children[1]?.children.push(page('page'))
    const blocks = outer ? [outer] : []
    const planned = plan(blocks, [])
    expect(planned.delete).toHaveLength(2)
    expect(planned.spared.map(({ type }) => type)).toEqual(['contains', 'contains', 'child_page'])
    expect(plan(blocks, [toggle('t', paragraph('b'))]).cost.requests).toBe(1)
  })

  test('behavior: a block that is as it should be stays with the child page in it', () => {
    const blocks = copyOf([toggle('t')])
    blocks[0]?.children.push(page('page'))
    const planned = plan(blocks, [toggle('t')])
    expect([planned.cost.requests, planned.keep]).toEqual([0, [blocks[0]?.id]])
    expect(planned.spared).toEqual([{ block_id: 'page', type: 'child_page' }])
  })

  test('behavior: columns around a child page stay, and lose the rest of their content', () => {
    const blocks = copyOf([
      {
        column_list: {
          children: [
            { column: { children: [paragraph('a'), paragraph('b')] } },
            { column: { children: [paragraph('c')] } },
          ],
        },
      },
    ])
    const [list] = blocks
    list?.children[1]?.children.push(page('page'))
    const planned = plan(blocks, [])
    // The API does not delete a single column.
    expect(planned.delete.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph'])
    apply(blocks, planned)
    expect(list?.children.map(({ children }) => children.map(({ id }) => id))).toEqual([[], ['page']])
  })

  test('behavior: an original of synced blocks stays, unless it is what should be there', () => {
    const original = (content: string): BlockTreeRequest => ({
      synced_block: { synced_from: null, children: [paragraph(content)] },
    })
    expect(plan(copyOf([original('a')]), []).spared).toHaveLength(1)
    expect(plan(copyOf([original('a')]), [original('b')]).update).toHaveLength(1)
  })

  test('params: also_delete deletes what would stay', () => {
    const planned = plan(shuffled('aP'), [], { also_delete: ['child_page'] })
    expect([planned.delete.length, planned.spared]).toEqual([2, []])
  })
})

describe('invalid input', () => {
  test('error: a tree of damaged nodes, or of nodes that contain themselves', () => {
    const divider = { id: 'a', type: 'divider', divider: {} }
    const loop: { readonly block: object; readonly children: Array<unknown> } = { block: divider, children: [] }
    loop.children.push(loop)
    for (const node of [
      null,
      {},
      { block: null, children: [] },
      { block: divider },
      { block: {}, children: [] },
      loop,
    ]) {
      const tree = unsafeCast<Parameters<typeof planReplace>[0]>({ block_id: ROOT, children: [node], missing: [] })
      expect(planReplace(tree, [])).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field: 'tree' }] } })
    }
  })

  test('error: types that also_delete does not have', () => {
    expect(planReplace(treeOf(ROOT, []), [], unsafeCast({ also_delete: ['page'] }))).toMatchObject({
      left: { issues: [{ field: 'also_delete' }] },
    })
  })

  test.each<[string, unknown, unknown]>([
    ['an incomplete tree', { ...treeOf(ROOT, []), missing: [{ block_id: ROOT, path: [], reason: 'depth' }] }, []],
    ['no tree', undefined, []],
    ['no list', treeOf(ROOT, []), 'text'],
    ['a block that cannot be created', treeOf(ROOT, []), [{ child_page: { title: 'a' } }]],
  ])('error: %s', (_, tree, children) => {
    expect(planReplace(unsafeCast(tree), unsafeCast(children))).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  })
})

describe('blocks that were read, among the new content', () => {
  const hosted = (name: string): ModelBlock => ({
    id: `00000000-0000-4000-8000-0000000000${name}`,
    type: 'image',
    content: {
      type: 'file',
      file: {
        url: `https://files.example/${name}.png?X-Amz-Signature=${name}`,
        expiry_time: '2026-01-01T00:00:00.000Z',
      },
      caption: [],
    },
    children: [],
  })
  const meeting: ModelBlock = { id: 'm', type: 'meeting_notes', content: { title: [] }, children: [] }

  test('behavior: hosted files and blocks that the API cannot create stay', () => {
    const blocks = [hosted('0a'), ...copyOf([paragraph('a')]), meeting, hosted('0b')]
    const { children } = treeOf(ROOT, blocks)
    expect(plan(blocks, children).cost.requests).toBe(0)
    const edited = plan(
      blocks,
      children.map((node) => (node.block.type === 'paragraph' ? paragraph('b') : node)),
    )
    expect([edited.update.length, edited.cost.requests]).toEqual([1, 1])
    expect(plan(blocks, children.slice(1)).delete.map(({ block_id }) => block_id)).toEqual([blocks[0]?.id])
  })

  test('behavior: hosted icons, numbers of lists and synced copies are what they are when they are among it', () => {
    const { file } = unsafeCast<{ file: object }>(hosted('0c').content)
    const blocks: Array<ModelBlock> = [
      { id: 'c', type: 'callout', content: { rich_text: [], icon: { type: 'file', file } }, children: [] },
      {
        id: 'n',
        type: 'numbered_list_item',
        content: { rich_text: [], list_start_index: 3, list_format: 'roman' },
        children: [],
      },
      { id: 's', type: 'synced_block', content: { synced_from: { type: 'block_id', block_id: ROOT } }, children: [] },
    ]
    const nodes = treeOf(ROOT, blocks).children.map((node) =>
      node.block.id === 's' ? { ...node, skipped: 'synced_copy' } : node,
    )
    const tree = { ...treeOf(ROOT, blocks), children: unsafeCast<typeof nodes & BlockTree['children']>(nodes) }
    expect(planReplace(tree, tree.children)).toMatchObject({ right: { cost: { requests: 0 }, keep: { length: 3 } } })
    // A new block that does not say how its list counts is that of the list.
    expect(plan(blocks.slice(1, 2), [{ numbered_list_item: { rich_text: [] } }]).cost.requests).toBe(0)
  })

  test('behavior: a callout without an icon is not given one', () => {
    const callout = { rich_text: text('a'), color: 'default' } as const
    const blocks: Array<ModelBlock> = [{ id: 'c', type: 'callout', content: { ...callout, icon: null }, children: [] }]
    expect(plan(blocks, [{ callout }]).cost.requests).toBe(0)
    expect(plan(blocks, [{ callout: { ...callout, icon: { emoji: '🔥' } } }]).update).toHaveLength(1)
  })

  test('behavior: the signature of a hosted file makes no difference', () => {
    const before = hosted('0a')
    const later = JSON.stringify(treeOf(ROOT, [before]).children).replace('Signature=0a', 'Signature=other')
    expect(plan([before], JSON.parse(later)).cost.requests).toBe(0)
  })

  test('behavior: pages among them stay, and other blocks move around them', () => {
    const page: ModelBlock = { id: 'p', type: 'child_page', content: { title: 'p' }, children: [] }
    const blocks = [page, ...copyOf([paragraph('a')])]
    const [first, second] = treeOf(ROOT, blocks).children
    if (!first || !second) throw new Error('no nodes')
    expect(plan(blocks, [paragraph('x'), first, second]).insert.map(({ position }) => position.type)).toEqual(['start'])
    const moved = plan(blocks, [second, first])
    apply(blocks, moved)
    expect([moved.cost.requests, blocks.map(({ type }) => type)]).toEqual([2, ['paragraph', 'child_page']])
    // Of two pages in another order, one stays where it is.
    const pages = [page, { ...page, id: 'q' }]
    expect(plan(pages, [...treeOf(ROOT, pages).children].reverse()).cost.requests).toBe(0)
  })

  test.each([
    ['a hosted file', [hosted('0a'), hosted('0b')]],
    ['a block that the API cannot create', [meeting, { ...meeting, id: 'n' }]],
  ])('error: %s cannot move', (_, blocks) => {
    const planned = planReplace(treeOf(ROOT, blocks), [...treeOf(ROOT, blocks).children].reverse())
    expect(planned).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field: 'children' }] } })
  })
})
