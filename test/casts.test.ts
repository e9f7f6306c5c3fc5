/** Type assertions: only in `unsafeCast`, whose uses say why the compiler cannot know the type. */
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript-5'
import { expect, test } from 'vitest'

/** The audited places. */
const AUDITED = [
  'src/core/internal/unsafeCast.ts',
  'packages/cli/src/unsafeCast.ts',
  'packages/markdown/src/shared/unsafeCast.ts',
]

/** Whether a comment stands directly before a node, or after it on its last line. */
const hasComment = (text: string, node: ts.Node): boolean => {
  const start = node.getFullStart()
  const [after = ''] = text.slice(node.getEnd()).split('\n', 1)
  return (
    ts.getLeadingCommentRanges(text, start) !== undefined ||
    // One that stands behind a question mark or a parenthesis; behind a comma it is about what is before the comma.
    (text[start - 1] !== ',' && ts.getTrailingCommentRanges(text, start) !== undefined) ||
    /^[,;)}\]]*\s*\/[/*]/.test(after)
  )
}

/** Whether a node is all that its parent does, so that a comment of the parent is about it. */
const isWholeOf = (node: ts.Node, parent: ts.Node): boolean =>
  ts.isArrowFunction(parent)
    ? parent.body === node
    : ts.isBlock(parent)
      ? parent.statements.length === 1
      : !ts.isSourceFile(parent) && !ts.isClassLike(parent)

/** Whether a use has a reason: a comment of its own, of its statement, or of the function that does nothing else. */
const hasReason = (text: string, use: ts.Node): boolean => {
  for (let node = use; !ts.isSourceFile(node); node = node.parent) {
    if (hasComment(text, node)) return true
    if (!isWholeOf(node, node.parent)) return false
  }
  return false
}

/** The type assertions of a file that say no reason or bypass `unsafeCast`. */
const bareCasts = (file: string, text: string): ReadonlyArray<string> => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Array<string> = []
  const visit = (node: ts.Node): void => {
    const asserts =
      (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isNonNullExpression(node)
    const isUse = ts.isIdentifier(node) && node.text === 'unsafeCast' && !ts.isImportSpecifier(node.parent)
    if (asserts || (isUse && !hasReason(text, node))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${file}:${line + 1}: ${text.split('\n')[line]?.trim()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The folders of what is published. */
const folders = ['src', ...readdirSync('packages').map((name) => `packages/${name}/src`)]

const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`)
    .filter((file) => !AUDITED.includes(file)),
)

test('default: each type assertion goes through unsafeCast, and a comment says why it holds', () => {
  expect(files.length).toBeGreaterThan(900)
  expect(files.flatMap((file) => bareCasts(file, readFileSync(file, 'utf8')))).toEqual([])
})

test('behavior: casts are found in every form, and reasons where they may stand', () => {
  const text = `
    const a = b as string
    const c = d!
    const e = ['f'] as const
    const g = (h: unknown): string => unsafeCast(h)
    /** What is in it, which no type tells. */
    const i = (j: unknown): string => unsafeCast(j)
    /** Reads and returns. */
    const k = (l: unknown): string => {
      read(l)
      return unsafeCast(l)
    }
    const m = (n: unknown): string => {
      read(n)
      // Read above.
      return n ? unsafeCast(n) : ''
    }
    const o = p ? // Known from p.
      unsafeCast(q) : r
    return [
      unsafeCast(s), // Checked.
      unsafeCast(t),
    ]
  `
  const bare = [
    '2: const a = b as string',
    '3: const c = d!',
    '5: const g = (h: unknown): string => unsafeCast(h)',
    '11: return unsafeCast(l)',
    '22: unsafeCast(t),',
  ]
  expect(bareCasts('x', text)).toEqual(bare.map((cast) => `x:${cast}`))
})
