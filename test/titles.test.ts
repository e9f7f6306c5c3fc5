/** The titles of tests, which begin with what a test is about. */
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript-5'
import { expect, test } from 'vitest'

/** What CONTRIBUTING.md allows at the beginning of a title. */
const PREFIX = /^["'`](?:default|params|behavior|error): \S/

/** The functions that take the title of a test or of a group, and those of them that return such a function. */
const TAKES_TITLE = /^(?:test|it|describe)$/
const RETURNS_ONE = /^(?:each|for|skipIf|runIf|extend)$/

/** What a call is of: `test` for `test(…)`, `test.each(…)(…)` and `test.skipIf(…).each(…)(…)`. */
const calleeOf = (node: ts.Expression): string => {
  if (ts.isIdentifier(node)) return node.text
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return calleeOf(node.expression)
  return ts.isTaggedTemplateExpression(node) ? calleeOf(node.tag) : ''
}

/** The titles of a file that have no prefix, neither of their own nor of a `describe` that they are in. */
const bareTitles = (file: string, text: string): ReadonlyArray<string> => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const found: Array<string> = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = calleeOf(node.expression)
      const returnsOne = ts.isPropertyAccessExpression(node.expression) && RETURNS_ONE.test(node.expression.name.text)
      const [title, ...more] = node.arguments
      if (TAKES_TITLE.test(callee) && !returnsOne && title && more.length > 0) {
        const written = title.getText(source)
        if (PREFIX.test(written)) return
        if (callee !== 'describe') found.push(`${file}: ${written}`)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The folders with tests. */
const folders = ['test', 'docs/playground/test', ...readdirSync('packages').map((name) => `packages/${name}/test`)]

const files = [
  'docs/.vitepress/highlight.test.ts',
  ...folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // Other people's packages, which some tests use, have titles of their own.
      .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
      .map((file) => `${folder}/${file}`),
  ),
]

test('default: each title begins with default, params, behavior or error, or is in a describe that does', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.flatMap((file) => bareTitles(file, readFileSync(file, 'utf8')))).toEqual([])
})

test('behavior: titles are found in tests of each form', () => {
  const text = `
    test('default: a', () => {})
    test('b', () => {})
    it.skipIf(true)('c', () => {})
    test.each([['default: x', 1]])('d %s', () => {})
    test.each(cases)(\`error: e\`, () => {})
    test('params', () => {})
    test(name, () => {})
    describe('behavior: f', () => { test('g', () => {}) })
    describe('h', { skip: true }, () => { test('i', () => {}); for (const one of all) test(\`j \${one}\`, () => {}) })
    /^k/.test('k')
  `
  const bare = ["'b'", "'c'", "'d %s'", "'params'", 'name', "'i'", `\`j \${one}\``]
  expect(bareTitles('x', text)).toEqual(bare.map((title) => `x: ${title}`))
})
