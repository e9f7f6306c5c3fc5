/**
 * A class of a dependency, as far as a program that uses it in one way can reach it: expressions whose value is known there have that
 * value in their place, branches that are never taken are left out, and so are members that nothing calls or reads.
 */
import { minify } from 'terser'
import { childrenOf, edited } from './syntaxTree.mjs'

const nodesIn = (node) => [node, ...childrenOf(node).flatMap(nodesIn)]

/** The parts of a node that are read; not what it assigns to or imports. */
const readIn = (node) => {
  if (node.type === 'ImportDeclaration') return []
  const written = /^(Assignment|Update)Expression$/.test(node.type) ? (node.left ?? node.argument) : undefined
  return childrenOf(node).filter((child) => child !== written)
}

const failUnlessFound = (wanted, found) => {
  const missing = wanted.filter((name) => !found.includes(name))
  if (missing.length > 0) throw new Error(`not found: ${missing.join(', ')}`)
}

/** The outermost known expressions of a node. */
const knownIn = (node, isKnown) => (isKnown(node) ? [node] : readIn(node).flatMap((child) => knownIn(child, isKnown)))

const withValues = (code, values, parse) => {
  const textOf = ({ start, end }) => code.slice(start, end)
  const places = knownIn(parse(code), (node) => Object.hasOwn(values, textOf(node)))
  failUnlessFound(Object.keys(values), places.map(textOf))
  return edited(
    code,
    places.map((node) => [node.start, node.end, values[textOf(node)]]),
  )
}

/** Whether a node is a loop over an empty list. */
const isEmptyLoop = ({ type, right }) =>
  type === 'ForOfStatement' && right.type === 'ArrayExpression' && right.elements.length === 0

const withoutEmptyLoops = (code, parse) =>
  edited(
    code,
    knownIn(parse(code), isEmptyLoop).map(({ start, end }) => [start, end, ';']),
  )

const withoutDeadCode = async (code) => {
  const { code: shorter = '' } = await minify(code, {
    module: true,
    ecma: 2020,
    mangle: false,
    compress: {
      defaults: false,
      booleans: true,
      conditionals: true,
      dead_code: true,
      evaluate: true,
      passes: 3,
      reduce_vars: true,
      side_effects: true,
      unused: true,
    },
    format: { beautify: true, comments: false },
  })
  return shorter
}

/** The members of the class that a module has. */
const membersOf = (code, parse) => {
  const { body } = nodesIn(parse(code)).find(({ type }) => type === 'ClassBody')
  return body.map(({ key, start, end }) => ({
    start,
    end,
    name: code.slice(key.start, key.end),
    text: code.slice(start, end),
  }))
}

/** The code with the members that are called, and those that are mentioned in one of these. */
const withReachable = (code, called, parse) => {
  const members = membersOf(code, parse)
  failUnlessFound(
    called,
    members.map(({ name }) => name),
  )
  const found = new Set(called)
  // A set also visits what is added to it meanwhile.
  for (const name of found) {
    const texts = members.filter((member) => member.name === name).map(({ text }) => text)
    for (const { name: other } of members) {
      if (other.startsWith('#') && texts.some((text) => new RegExp(`\\.${other}\\b`).test(text))) found.add(other)
    }
  }
  return edited(
    code,
    members.filter(({ name }) => !found.has(name)).map(({ start, end }) => [start, end, '']),
  )
}

/** The field that a node sets: `name: value` in an object literal, or the statement `this.name = value`. */
const fieldSetBy = ({ type, key, expression }, textOf) => {
  if (type === 'Property') return textOf(key)
  return type === 'ExpressionStatement' && expression.type === 'AssignmentExpression'
    ? textOf(expression.left).replace(/^this\./, '')
    : undefined
}

/** The code without what sets fields that nothing reads. */
const withoutFields = (code, names, parse) => {
  const textOf = ({ start, end }) => code.slice(start, end)
  const setters = nodesIn(parse(code)).filter((node) => names.includes(fieldSetBy(node, textOf)))
  failUnlessFound(
    names,
    setters.map((node) => fieldSetBy(node, textOf)),
  )
  const rest = edited(
    code,
    setters.map(({ start, end }) => [start, code[end] === ',' ? end + 1 : end, '']),
  )
  const read = names.filter((name) => new RegExp(`\\.${name}\\b`).test(rest))
  if (read.length > 0) throw new Error(`still read: ${read.join(', ')}`)
  return rest
}

/**
 * @param {string} code A module with one class.
 * @param {object} use How the class is used.
 * @param {Record<string, string>} use.values The expressions whose value is known, as they are written, with their value. Each must be there.
 * @param {ReadonlyArray<string>} use.called The members that are called.
 * @param {ReadonlyArray<string>} [use.unread] The fields that nothing reads then, of the class or of its object literals.
 * @param {(code: string) => import('rollup').ProgramNode} parse
 */
export const specialized = async (code, { values, called, unread = [] }, parse) => {
  const shorter = await withoutDeadCode(withoutEmptyLoops(withValues(code, values, parse), parse))
  // Members that are never called may read fields.
  return withReachable(withoutFields(withReachable(shorter, called, parse), unread, parse), called, parse)
}
