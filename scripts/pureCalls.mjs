/**
 * A rollup plugin that marks what a dependency does while it loads as pure.
 *
 * fp-ts, io-ts and ky say that their modules have no side effects, but a bundler that has inlined them sees calls such as
 * `new StringType()`, and fields that are read, and keeps each with all that it needs. The mark lets a bundler drop those whose result nobody uses.
 */
import { childrenOf, edited } from './support/syntaxTree.mjs'

const FUNCTIONS = new Set(['FunctionExpression', 'FunctionDeclaration', 'ArrowFunctionExpression', 'ClassBody'])

/** The starts of the calls within an expression, those in the bodies of functions left out. */
const callsIn = (node) => {
  if (FUNCTIONS.has(node.type)) return []
  const within = childrenOf(node).flatMap(callsIn)
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? [node.start, ...within] : within
}

/** Whether an expression reads fields of something, which could run code as well, those in the bodies of functions left out. */
const readsFields = (node) =>
  !FUNCTIONS.has(node.type) &&
  (node.type === 'MemberExpression' || node.type === 'SpreadElement' || childrenOf(node).some(readsFields))

/** The expressions that give a module's variables their first values. */
const initialValues = ({ body }) =>
  body
    .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .filter((statement) => statement?.type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations.flatMap(({ init }) => init ?? []))
    .filter(({ type }) => !FUNCTIONS.has(type))

/** The left sides of `(this && this.__extends) || …`, which a module, having no `this`, never takes. */
const helperLookUps = ({ body }) =>
  body
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations)
    .filter(({ id, init }) => /^__/.test(id.name) && init?.type === 'LogicalExpression' && init.operator === '||')
    .map(({ init }) => [init.start, init.right.start])

/** rollup loses the marks that follow such a comment. */
const COVERAGE_COMMENT = /\/\* istanbul ignore next \*\/(?: \/\/.*)?/g

const MARK = '/*#__PURE__*/ '

/**
 * @param {RegExp} modules The modules to mark, by their path.
 * @returns {import('rollup').Plugin}
 */
export const pureCalls = (modules) => ({
  name: 'pure-calls',
  transform: {
    filter: { id: modules },
    handler(code) {
      const plain = code.replace(COVERAGE_COMMENT, '')
      const program = this.parse(plain)
      const values = initialValues(program)
      const calls = [...new Set(values.flatMap(callsIn))].map((start) => [start, start, MARK])
      // Only calls can be marked, and what one is given counts for itself: so all of it becomes a call.
      const reads = values
        .filter((value) => value.operator !== '||' && readsFields(value))
        .flatMap(({ start, end }) => [
          [start, start, `${MARK}(() => (`],
          [end, end, '))()'],
        ])
      const lookUps = helperLookUps(program).map(([start, end]) => [start, end, ''])
      return { code: edited(plain, [...calls, ...reads, ...lookUps]), map: null }
    },
  },
})
