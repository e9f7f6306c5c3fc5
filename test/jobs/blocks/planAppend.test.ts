import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { field } from '../../../src/core/internal/orUndefined.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import type { AppendPlan } from '../../../src/jobs/blocks/appendPlan.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import { planAppend, planWithin } from '../../../src/jobs/blocks/planAppend.js'
import { REQUEST_LIMITS, type RequestLimits } from '../../../src/jobs/blocks/requestLimits.js'
import { anyBlocks, execute, leastOf, levelByLevel, nextFit, paragraphs } from '../../support/appendPlans.js'
import { columns, outline, para, run, table, times } from '../../support/blockTrees.js'
import { inBatches } from '../../support/chance.js'
import { expectSame } from '../../support/expectSame.js'

const planned = (blocks: ReadonlyArray<BlockTreeRequest>, limits: RequestLimits = REQUEST_LIMITS): AppendPlan => {
  const plan = planWithin(blocks, limits)
  if (plan._tag === 'Left') throw new Error(plan.left.message)
  return plan.right
}

/** The plan within the limits of the API, after a check that it writes the blocks. */
const checked = (blocks: ReadonlyArray<BlockTreeRequest>): AppendPlan => {
  const plan = planned(blocks)
  expectSame(execute(plan, REQUEST_LIMITS), outline(blocks))
  expectSame(JSON.parse(JSON.stringify(plan)), plan)
  return plan
}

const issuesOf = (blocks: unknown): ReadonlyArray<string> => {
  const plan = planAppend(unsafeCast(blocks))
  return plan._tag === 'Left' ? plan.left.issues.map(({ field, allowed }) => `${field}: ${allowed}`) : []
}

/** Small limits, so that small trees meet them. */
const SMALL = fc.constantFrom(
  { elements: 3, blocks: 7, bytes: 1_000_000 },
  { elements: 4, blocks: 11, bytes: 1_000_000 },
  { elements: 2, blocks: 5, bytes: 1_000_000 },
  { elements: 5, blocks: 100, bytes: 1_000_000 },
)

describe('behavior: a plan', () => {
  test.each(inBatches(8, 30))('writes any tree within the limits (%o)', (batch) => {
    const limits = fc.constantFrom(
      { elements: 3, blocks: 16, bytes: 1_000_000 },
      { elements: 4, blocks: 30, bytes: 1_800 },
    )
    fc.assert(
      fc.property(anyBlocks(4, 4), limits, (blocks, each) => {
        expectSame(execute(planned(blocks, each), each), outline(blocks))
      }),
      batch,
    )
  })

  test.each(inBatches(3, 200))('takes no more requests than simple packers (%o)', (batch) => {
    fc.assert(
      fc.property(paragraphs(5, 5), SMALL, (blocks, limits) => {
        const { requests } = planned(blocks, limits)
        expect(requests.length).toBeLessThanOrEqual(Math.min(levelByLevel(blocks, limits), nextFit(blocks, limits)))
      }),
      batch,
    )
  })

  test.each(inBatches(3, 200))('takes the least requests that there are (%o)', (batch) => {
    fc.assert(
      fc.property(paragraphs(5, 4), SMALL, (blocks, limits) => {
        expect(planned(blocks, limits).requests).toHaveLength(leastOf(blocks, limits))
      }),
      batch,
    )
  })

  test.each(inBatches(4, 100))('takes the least requests that there are for columns and tables (%o)', (batch) => {
    const limits = { elements: 5, blocks: 1000, bytes: 1_000_000 }
    fc.assert(
      fc.property(anyBlocks(3, 3, false), (blocks) => {
        expect(planned(blocks, limits).requests).toHaveLength(leastOf(blocks, limits))
      }),
      batch,
    )
  })
})

describe('default: the least requests', () => {
  const list = (depth: number): BlockTreeRequest => para(`level ${depth}`, ...(depth > 1 ? [list(depth - 1)] : []))

  test.each<readonly [string, number, ReadonlyArray<BlockTreeRequest>]>([
    ['no blocks', 0, []],
    ['100 blocks', 1, times(100, (index) => para(`${index}`))],
    ['101 blocks', 2, times(101, (index) => para(`${index}`))],
    ['1,000 blocks on one level', 10, times(1000, (index) => para(`${index}`))],
    ['1,000 blocks on two levels', 1, times(10, (index) => para(`${index}`, ...times(99, (each) => para(`${each}`))))],
    [
      '1,001 blocks on two levels',
      2,
      [...times(10, (index) => para(`${index}`, ...times(99, (each) => para(`${each}`)))), para('')],
    ],
    ['three levels', 1, [list(3)]],
    ['four levels', 2, [list(4)]],
    ['ten levels', 8, [list(10)]],
    [
      'a 3-level list under a toggle inside a column: two reads for the id of the toggle',
      4,
      [columns([list(4)], [para('')])],
    ],
    [
      'two 4-level lists in each of two columns: the ids of the lists in a column are read together',
      8,
      [columns([list(4), list(4)], [list(4), list(4)])],
    ],
    ['a column list in a toggle', 2, [para('toggle', columns([para('a')], [para('b')]))]],
    ['an inlined child with 101 grandchildren', 3, [para('a', para('b', ...times(101, (index) => para(`${index}`))))]],
    ['101 children with grandchildren', 2, [para('a', ...times(101, (index) => para(`${index}`, para('below'))))]],
    ['a table of 100 rows', 1, [table(100)]],
    ['a table of 101 rows', 2, [table(101)]],
    ['a table of 1,000 rows', 10, [table(1000)]],
    ['101 tabs', 2, [{ tab: { children: times(101, (index) => ({ paragraph: { rich_text: run(`${index}`) } })) } }]],
    [
      'a large block between small ones',
      2,
      [
        ...times(50, () => para('')),
        para('', ...times(100, () => para('', ...times(9, () => para(''))))),
        ...times(49, () => para('')),
      ],
    ],
  ])('%s: %d', (_, requests, blocks) => {
    const plan = checked(blocks)
    expect(plan.cost.requests).toBe(requests)
    expect(plan.requests).toHaveLength(requests)
    expect(plan.cost_with_ids.requests).toBe(requests + plan.id_requests.length)
  })

  test('bodies have at most 500,000 bytes', () => {
    // 100 runs of 2,000 characters of 1 byte: 2 blocks fit.
    const blocks = times(9, () => ({
      paragraph: { rich_text: times(100, () => ({ text: { content: 'x'.repeat(2000) } })) },
    }))
    const plan = checked(blocks)
    expect(plan.cost.requests).toBe(5)
    for (const request of plan.requests) {
      expect(JSON.stringify(request.op === 'append' && request.children).length).toBeLessThan(500_000)
    }
  })
})

describe('behavior: long rich text', () => {
  const runsOf = (plan: AppendPlan): ReadonlyArray<unknown> =>
    plan.requests.flatMap((request) =>
      request.op === 'append' ? request.children.map((child) => field(child.paragraph, 'rich_text')) : [],
    )

  test('a text above 2,000 units is split into runs of the same style, without cutting a surrogate pair', () => {
    const annotations = { bold: true }
    const link = { url: 'https://example.com' }
    const content = `${'x'.repeat(1999)}😀${'y'.repeat(2500)}`
    const plan = planned([{ paragraph: { rich_text: [{ text: { content, link }, annotations }] } }])
    const [pieces = []] = unsafeCast<ReadonlyArray<ReadonlyArray<{ text: { content: string } }>>>(runsOf(plan))
    expect(pieces.map(({ text }) => text.content).join('')).toBe(content)
    expect(pieces).toHaveLength(3)
    for (const piece of pieces) {
      expect(piece).toEqual({ text: { content: expect.any(String), link }, annotations })
      expect(piece.text.content.length).toBeLessThanOrEqual(2000)
      expect(piece.text.content).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/)
    }
    expect(plan.continued).toEqual([])
  })

  test('more than 100 runs continue in blocks of the same type, and the children are in the last one', () => {
    const rich_text = times(300, (index) => ({ text: { content: `${index} ` } }))
    const plan = planned([
      para('before'),
      { to_do: { rich_text, checked: true, children: [para('below')] } },
      para('after'),
    ])
    expect(plan.continued).toEqual([{ path: '1', type: 'to_do', blocks: 3 }])
    expect(plan.continuations).toEqual([2, 3])
    const piece = (from: number) => ({ to_do: { rich_text: rich_text.slice(from, from + 100), checked: true } })
    const below = { children: [para('below')] }
    expect(plan.requests).toEqual([
      expect.objectContaining({
        children: [para('before'), piece(0), piece(100), { to_do: { ...piece(200).to_do, ...below } }, para('after')],
      }),
    ])
  })

  test('a text of more than 500,000 bytes continues in further blocks', () => {
    const plan = planned([{ paragraph: { rich_text: times(100, () => ({ text: { content: '漢'.repeat(2000) } })) } }])
    expect(plan.continued).toEqual([{ path: '0', type: 'paragraph', blocks: 2 }])
    expect(plan.cost.requests).toBe(2)
  })

  test('a caption is that of the last block', () => {
    const rich_text = times(101, (index) => ({ text: { content: `${index}` } }))
    const plan = planned([{ code: { rich_text, language: 'css', caption: run('a caption') } }])
    const [request] = plan.requests
    expect(request?.op === 'append' && request.children.map(({ code }) => field(code, 'caption'))).toEqual([
      undefined,
      run('a caption'),
    ])
  })
})

describe('error: what cannot be written is named', () => {
  const text = 'x'.repeat(1001)
  test.each<readonly [string, unknown, ReadonlyArray<string>]>([
    ['no list', undefined, ['children: a list of blocks']],
    ['no block', [null], ['children[0]: a block, with its content under the name of its type']],
    ['no type', [{}], ['children[0]: a block, with its content under the name of its type']],
    [
      'a long equation',
      [para('a', { equation: { expression: text } })],
      ['children[0].paragraph.children[0].equation.expression: at most 1000 characters'],
    ],
    [
      'a long inline equation after 100 runs',
      [
        {
          paragraph: {
            rich_text: [...times(100, () => ({ text: { content: 'a' } })), { equation: { expression: text } }],
          },
        },
      ],
      ['children[0].paragraph.rich_text[100].equation.expression: at most 1000 characters'],
    ],
    [
      'a long URL',
      [{ embed: { url: `https://example.com/${'x'.repeat(2000)}` } }],
      ['children[0].embed.url: at most 2000 characters'],
    ],
    [
      'a long caption',
      [{ image: { external: { url: 'a' }, caption: times(101, () => ({ text: { content: 'a' } })) } }],
      ['children[0].image.caption: at most 100 elements'],
    ],
    [
      'a block that was read',
      [{ id: 'a', paragraph: { rich_text: [] } }],
      ['children[0].id: left out: toBlockRequest converts a block that was read'],
    ],
    ['a read-only type', [{ child_page: { title: 'a' } }], ['children[0]: a type that the API can create']],
    [
      'children of an image',
      [{ image: { external: { url: 'a' }, children: [para('a')] } }],
      ['children[0].image.children: left out: the type has no children'],
    ],
    [
      'children of a synced copy',
      [{ synced_block: { synced_from: { block_id: '0'.repeat(32) }, children: [para('a')] } }],
      ['children[0].synced_block.children: left out: a synced copy has the children of its original'],
    ],
    ['one column', [columns([para('a')])], ['children[0].column_list.children: 2 or more blocks']],
    [
      'an empty column',
      [columns([para('a')], [])],
      ['children[0].column_list.children[1].column.children: 1 or more blocks'],
    ],
    [
      'a row with too many cells',
      [{ table: { table_width: 1, children: [{ table_row: { cells: [[], []] } }] } }],
      ['children[0].table.children[0].table_row.cells: 1 cells, the number of columns of the table'],
    ],
    [
      'a row outside of a table',
      [para('a', unsafeCast({ table_row: { cells: [] } }))],
      ['children[0].paragraph.children[0]: inside a table'],
    ],
    [
      'a paragraph in a table',
      [{ table: { table_width: 1, children: [para('a')] } }],
      ['children[0].table.children[0]: a table_row'],
    ],
    ['text that is missing', [{ paragraph: {} }], ['children[0].paragraph.rich_text: an array']],
    [
      'a number that JSON cannot represent',
      [{ table: { table_width: Number.NaN, children: [{ table_row: { cells: [] } }] } }],
      ['children[0].table.table_width: a finite number'],
    ],
  ])('%s', (_, blocks, issues) => {
    expect(issuesOf(blocks)).toEqual(issues)
  })

  test('columns that do not fit into one request together', () => {
    const large = { paragraph: { rich_text: times(100, () => ({ text: { content: 'x'.repeat(2000) } })) } }
    expect(issuesOf([columns([large], [large], [large])])).toEqual([
      expect.stringMatching(/^children\[0]\.column_list: so small/),
    ])
  })

  test('a block inside of itself, blocks without end, and blocks that cannot be read', () => {
    const children: Array<unknown> = []
    children.push({ toggle: { rich_text: [], children } })
    expect(issuesOf(children)).toEqual(['children[0].toggle.children[0]: a block that does not contain itself'])
    const throwing = {
      get paragraph() {
        throw new Error('no')
      },
    }
    expect(issuesOf([throwing])).toHaveLength(1)
    expect(issuesOf(times(500, () => null)).length).toBeLessThanOrEqual(101)
  })
})

test('behavior: headings with children can be toggled', () => {
  const plan = planned([{ heading_1: { rich_text: [], is_toggleable: false, children: [para('a')] } }])
  const [request] = plan.requests
  expect(request?.op === 'append' && field(request.children[0]?.heading_1, 'is_toggleable')).toBe(true)
})

test('behavior: the hash depends on the content and its structure', () => {
  const hashes = [[para('a'), para('b')], [para('a', para('b'))], [para('b'), para('a')], [para('a'), para('c')]].map(
    (blocks) => planned(blocks).hash,
  )
  expect(new Set(hashes).size).toBe(4)
  expect(planned([para('a'), para('b')]).hash).toBe(hashes[0])
})

test('error: a list that cannot be read', () => {
  const list = new Proxy([para('a')], {
    get: () => {
      throw new Error('no')
    },
  })
  expect(planAppend(list)).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field: 'children' }] } })
})

describe('error: input that cannot be read', () => {
  const tree = () => [
    {
      toggle: {
        rich_text: [{ text: { content: 'a', link: { url: 'https://example.com' } }, annotations: { bold: true } }],
        children: [
          columns([para('x')], [table(1)]),
          { image: { external: { url: 'https://example.com' }, caption: run('c') } },
          { synced_block: { synced_from: { block_id: '0'.repeat(32) } } },
        ],
      },
    },
  ]
  type Path = ReadonlyArray<string>
  const pathsIn = (value: unknown, path: Path = []): ReadonlyArray<Path> =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))]
      : []
  const replaced = (value: unknown, [key, ...path]: Path, by: (value: object) => unknown): unknown => {
    if (key === undefined) return by(Object(value))
    const copy = Array.isArray(value) ? [...value] : { ...Object(value) }
    copy[key] = replaced(copy[key], path, by)
    return copy
  }
  const fail = (): never => {
    throw new Error('unreadable')
  }
  const revoked = (value: object): object => {
    const { proxy, revoke } = Proxy.revocable(value, {})
    revoke()
    return proxy
  }
  const withLength = (length: unknown) => (value: object) =>
    new Proxy(value, { get: (target, name) => (name === 'length' ? length : Reflect.get(target, name)) })

  test.each<readonly [string, (value: object) => unknown]>([
    ['a proxy that throws when it is read', (value) => new Proxy(value, { get: fail })],
    ['a revoked proxy', revoked],
  ])('%s, in any place, is named', (_, hostile) => {
    for (const path of pathsIn(tree())) {
      const issues = issuesOf(replaced(tree(), path, hostile))
      expect([path, issues.length > 0 && issues.every((issue) => issue.startsWith('children'))]).toEqual([path, true])
    }
  })

  test.each<readonly [string, (value: object) => unknown]>([
    ['a proxy that throws when its names are read', (value) => new Proxy(value, { ownKeys: fail })],
    ['a list whose length is no number', withLength('x')],
    ['a list that says that it is long', withLength(1e9)],
    ['a symbol', () => Symbol('x')],
    ['null', () => null],
  ])('%s, in any place, ends', (_, hostile) => {
    for (const path of pathsIn(tree())) {
      expect(planAppend(unsafeCast(replaced(tree(), path, hostile)))).toHaveProperty('_tag')
    }
  })

  test('a text that says that it is long', () => {
    expect(issuesOf([{ paragraph: { rich_text: withLength(1e9)([]) } }])).toContain(
      'children[0].paragraph.rich_text: at most 1000000 elements',
    )
  })
})

test('behavior: 10,000 levels do not exceed the stack', () => {
  let tree = para('deepest')
  for (let level = 1; level < 10_000; level++) tree = para(`${level}`, tree)
  expect(planned([tree]).cost.requests).toBe(9998)
})

test('behavior: time grows with the number of blocks, not faster', () => {
  const seconds = (count: number): number => {
    const blocks = times(count, (index) => para(`${index}`, ...times(9, (each) => para(`${each}`))))
    const start = performance.now()
    planned(blocks)
    return performance.now() - start
  }
  seconds(250)
  const few = seconds(250)
  expect(seconds(1000)).toBeLessThan(Math.max(12 * few, 500))
})

test.each(['tab', 'column', 'column_list', 'table', 'image', 'divider'])(
  'error: the rich text of a %s, which has none, is not continued in further blocks',
  (type) => {
    const runs = Array.from({ length: 101 }, () => ({ text: { content: 'a' } }))
    const paragraph = { paragraph: { rich_text: [] } }
    const plan = planAppend(unsafeCast([{ [type]: { rich_text: runs, children: [paragraph] } }]))
    expect(plan).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidInputError' } })
    expect(JSON.stringify(plan)).toContain(`children[0].${type}.rich_text`)
  },
)
