/** Inputs that are long or deep: time grows with their length, and nothing ends the process. */
import { toMarkdown } from '@notion-fp/markdown'
import { fromMarkdown } from '@notion-fp/markdown/read'
import { expect, test } from 'vitest'
import { node, para, run, textNode } from './trees.js'

/** The processor time of work, in milliseconds. */
const timeOf = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * How much longer four times the input takes: 4 for linear work, 16 for quadratic. The minimum of some attempts: what else the process
 * does, such as compiling the code, only makes it longer.
 */
const growth = (work: (size: number) => () => unknown, size: number): number => {
  const [small, large] = [work(size), work(size * 4)]
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 6 && least > 9; attempt++) {
    const base = timeOf(small)
    least = Math.min(least, timeOf(large) / Math.max(base, 1))
  }
  return least
}

const TEXTS: ReadonlyArray<readonly [string, string]> = [
  ['spaces', ' '],
  ['line breaks with spaces', ' \n '],
  ['stars', '*'],
  ['bold that ends in a space', '**a ** '],
  ['bars and line breaks', '|\n'],
  ['backticks', '`a'],
  ['brackets', '[a]('],
  ['dollar signs', '$x '],
  ['ampersands', '&a'],
  ['surrogates', '\ud83d\ude00\ud83d'],
  ['tags', '<a "'],
]

test.each(TEXTS)('behavior: printing %s takes time proportional to the length', (_, piece) => {
  const print = (count: number) => {
    const tree = [
      para([run(piece.repeat(count)), run(piece.repeat(count), { bold: true })]),
      node('table', { table_width: 1 }, node('table_row', { cells: [[run(piece.repeat(count))]] })),
    ]
    return () => toMarkdown(tree)
  }
  expect(growth(print, 2000)).toBeLessThan(9)
})

test('behavior: printing many runs and blocks takes time proportional to their number', () => {
  const print = (count: number) => {
    const runs = Array.from({ length: count }, (_, at) => run('a', { bold: at % 2 === 0, italic: at % 3 === 0 }))
    const tree = [para(runs), ...runs.map(() => textNode('numbered_list_item', 'x'))]
    return () => toMarkdown(tree)
  }
  expect(growth(print, 150)).toBeLessThan(9)
})

test.each([
  ['paragraphs', 'some *text* with `code`\n\n'],
  ['items', '- item\n'],
  ['lines', 'line\n'],
  ['rows', '| a | b |\n| - | - |\n'],
  ['tags', '<details>\n<summary>a</summary>\n</details>\n'],
  ['open tags', '<div>\n\n'],
  ['quotes in tags', '<a "<b \'\n\n'],
  ['colons', '::: callout\nx\n:::\n'],
])('behavior: reading many %s takes time proportional to the length', (_, piece) => {
  const read = (count: number) => {
    const markdown = piece.repeat(count)
    return () => fromMarkdown(markdown)
  }
  expect(growth(read, 50)).toBeLessThan(9)
})

test.each([
  ['lines', 'a **b** `c`\n'],
  ['stars', '**a ***b'],
  ['links', '[a](b '],
  ['tags', '<callout>\n'],
  ['tags that are not open', '</callout>\n<td>'],
  ['rows', '| a |\n'],
  ['signs without an end', '`a $b <!-- {c="d"'],
])('behavior: reading many %s of the Markdown of the API takes time proportional to the length', (_, piece) => {
  const read = (count: number) => {
    const markdown = piece.repeat(count)
    return () => fromMarkdown(markdown, { dialect: 'notion' })
  }
  expect(growth(read, 150)).toBeLessThan(9)
})

test.each([
  ['bold words', 'a **b** ', 2500],
  ['single tildes', 'a~b ', 2500],
  ['signs that cannot end', '*a **b __c ', 1000],
  ['signs that cannot begin', 'a* b** c~~ ', 1000],
  ['labels', '[a] ', 2500],
  ['words', 'word ', 10_000],
  ['headings without blank lines', 'a\n=\n', 1000],
  ['markers of items', '- ', 500],
  ['markers of numbers', '1. ', 500],
])('behavior: reading %s in one block, or on one line, takes time proportional to their number', (_, piece, size) => {
  const read = (count: number) => {
    const markdown = `${piece.repeat(count)}a`
    return () => fromMarkdown(markdown)
  }
  expect(growth(read, size)).toBeLessThan(9)
})

test('behavior: reading many definitions, and references to them, takes time proportional to their number', () => {
  const read = (count: number) => {
    const labels = Array.from({ length: count }, (_, at) => `label${at}`)
    const markdown = `${labels.map((label) => `[${label}]`).join(' ')}\n\n${labels.map((label) => `[${label}]: https://a.b/${label}`).join('\n')}\n`
    return () => fromMarkdown(markdown)
  }
  expect(growth(read, 50)).toBeLessThan(9)
})

test.each([
  ['items', '- '],
  ['numbers', '1. '],
  ['quotes', '> '],
])('behavior: of %s in each other that are too many, no text is lost', (_, marker) => {
  const { children, losses } = fromMarkdown(`above\n\n${marker.repeat(10_000)}the *end*\n`)
  expect(JSON.stringify(children)).toContain('the end')
  expect(losses.filter(({ what, line }) => what === 'nesting' && line === 3).length).toBeGreaterThan(0)
})

test.each([['- '], ['* ']])('behavior: many "%s" alone are a divider', (sign) => {
  expect(fromMarkdown(sign.repeat(1000)).children).toMatchObject([{ type: 'divider' }])
})

test.each([
  'bulleted_list_item',
  'numbered_list_item',
  'quote',
  'callout',
  'toggle',
  'to_do',
  'heading_2',
  'paragraph',
])('behavior: blocks of the type %s in each other that are too many follow each other, which is reported', (type) => {
  const tree = (depth: number) => {
    let deep = para('the end')
    for (let at = 0; at < depth; at++) deep = { ...textNode(type, 'a'), children: [deep] }
    return [deep]
  }
  for (const dialect of ['gfm', 'obsidian', 'notion'] as const) {
    const { markdown, losses } = toMarkdown(tree(1000), { dialect })
    expect(markdown.match(/\ba\b/g)).toHaveLength(1000)
    expect(markdown).toContain('the end')
    expect(losses.filter(({ why }) => why === 'more than 200 levels follow each other').length).toBe(800)
  }
})

test('behavior: a tree that is deeper than the stack is printed', () => {
  let deep = para('end')
  for (let depth = 0; depth < 10_000; depth++) deep = { ...textNode('column', ''), children: [deep] }
  expect(toMarkdown([deep]).markdown).toBe('end\n')
})

test.each([
  ['quotes', '>'.repeat(3000)],
  ['lists', '- '.repeat(400)],
  ['stars', `${'*a '.repeat(250)}${'b*'.repeat(250)}`],
  ['tags', '<details>'.repeat(2000)],
  ['links', '['.repeat(1000)],
])('behavior: many %s in each other are read', (_, markdown) => {
  expect(fromMarkdown(`${markdown} word`).children.length).toBeGreaterThan(0)
})

const A_TEXT = { type: 'text' as const, value: 'a' }
const many = <A>(item: A): Array<A> => Array.from({ length: 130_000 }, () => item)

test.each([
  ['blocks in a tag', `<div>${'<hr>'.repeat(130_000)}</div>`],
  ['rows in a tag', `<table><tbody>${'<tr><td>'.repeat(130_000)}</tbody></table>`],
  ['blank styles beside an image', `![a](https://b.c/d.png)${'<b> </b><i> </i>'.repeat(6000)}`],
])('behavior: more %s than the stack holds are read', (_, markdown) => {
  expect(fromMarkdown(markdown).losses.filter(({ what }) => what === 'document')).toEqual([])
})

test('behavior: more nodes of a tree in each other than the stack holds are read', () => {
  const read = fromMarkdown({
    type: 'root',
    children: [{ type: 'paragraph', children: [{ type: 'strong', children: many({ type: 'break' as const }) }] }],
  })
  expect(read.losses).toEqual([])
  const unknown = { type: 'root' as const, children: [{ type: 'blockquote' as const, children: many(A_TEXT) }] }
  expect(fromMarkdown(JSON.parse(JSON.stringify(unknown).replace('blockquote', 'unknown'))).children).toHaveLength(
    130_000,
  )
})

test('behavior: a block that contains itself is printed once, and reported', () => {
  const loop = { ...textNode('toggle', 'a'), children: [para('b')] }
  loop.children.push(loop)
  const { markdown, losses } = toMarkdown([loop])
  expect(markdown).toBe('<details>\n<summary>a</summary>\n\nb\n\n</details>\n')
  expect(losses).toMatchObject([{ what: 'children', why: 'a block cannot contain itself' }])
})
