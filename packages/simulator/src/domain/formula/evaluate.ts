/** Evaluates parsed formulas. One that uses something unsupported has an empty result instead of a wrong one. */
import type { Expression } from '../state/formulas.js'
import type { JsonObject } from '../values/json.js'
import { dateAt, nowAt } from './dates.js'
import { FUNCTIONS } from './functions.js'
import { UNSUPPORTED } from './tokens.js'
import { elementsOfValue, isEmptyValue, isTruthy, serializeResult, textOf, type Value } from './value.js'

/** Reads the value of a property by its name; undefined when there is no such property. */
export type ReadProperty = (name: string) => Value | undefined

/** What a part of a formula can read. */
interface Scope {
  readonly now: number
  readonly read: ReadProperty
  readonly names: ReadonlyMap<string, Value>
}

const EMPTY: Expression = { kind: 'literal', value: '' }

/** A function that evaluates its arguments itself, possibly with additional names. */
type Special = (args: ReadonlyArray<Expression>, scope: Scope) => Value

const arg = (args: ReadonlyArray<Expression>, index: number): Expression => args[index] ?? EMPTY

const withName = (scope: Scope, name: string, value: Value): Scope => ({
  ...scope,
  names: new Map([...scope.names, [name, value]]),
})

/** Evaluates an expression for each element of a list, which is named `current`, at its `index`. */
const forEachElement = (args: ReadonlyArray<Expression>, scope: Scope): ReadonlyArray<readonly [Value, Value]> =>
  elementsOfValue(evaluate(arg(args, 0), scope)).map((value, index) => [
    value,
    evaluate(arg(args, 1), withName(withName(scope, 'current', value), 'index', index)),
  ])

const withBindings = (args: ReadonlyArray<Expression>, scope: Scope): Value => {
  let inner = scope
  for (let index = 0; index + 1 < args.length; index += 2) {
    const name = arg(args, index)
    if (name.kind !== 'name') throw UNSUPPORTED
    inner = withName(inner, name.name, evaluate(arg(args, index + 1), inner))
  }
  return evaluate(arg(args, args.length - 1), inner)
}

const conditional = (args: ReadonlyArray<Expression>, scope: Scope): Value => {
  for (let index = 0; index + 1 < args.length; index += 2)
    if (isTruthy(evaluate(arg(args, index), scope))) return evaluate(arg(args, index + 1), scope)
  return args.length % 2 === 1 ? evaluate(arg(args, args.length - 1), scope) : null
}

const property = (args: ReadonlyArray<Expression>, scope: Scope): Value => {
  const found = scope.read(textOf(evaluate(arg(args, 0), scope)))
  if (found === undefined) throw UNSUPPORTED
  return found
}

const SPECIAL: ReadonlyMap<string, Special> = new Map(
  Object.entries<Special>({
    prop: property,
    now: (_, { now }) => nowAt(now),
    today: (_, { now }) => dateAt(now, true),
    if: conditional,
    ifs: conditional,
    and: (args, scope) => args.every((part) => isTruthy(evaluate(part, scope))),
    or: (args, scope) => args.some((part) => isTruthy(evaluate(part, scope))),
    let: withBindings,
    lets: withBindings,
    map: (args, scope) => forEachElement(args, scope).map(([, created]) => created),
    filter: (args, scope) => forEachElement(args, scope).flatMap(([value, holds]) => (isTruthy(holds) ? [value] : [])),
    find: (args, scope) => forEachElement(args, scope).find(([, holds]) => isTruthy(holds))?.[0] ?? null,
    findIndex: (args, scope) => forEachElement(args, scope).findIndex(([, holds]) => isTruthy(holds)),
    some: (args, scope) => forEachElement(args, scope).some(([, holds]) => isTruthy(holds)),
    every: (args, scope) => forEachElement(args, scope).every(([, holds]) => isTruthy(holds)),
    count: (args, scope) =>
      elementsOfValue(evaluate(arg(args, 0), scope)).filter((value) => !isEmptyValue(value)).length,
  }),
)

const valueOfName = (name: string, scope: Scope): Value => {
  const value = scope.names.get(name)
  if (value === undefined) throw UNSUPPORTED
  return value
}

const evaluate = (expression: Expression, scope: Scope): Value => {
  if (expression.kind === 'literal') return expression.value
  if (expression.kind === 'list') return expression.items.map((item) => evaluate(item, scope))
  if (expression.kind === 'name') return valueOfName(expression.name, scope)
  const special = SPECIAL.get(expression.name)
  if (special !== undefined) return special(expression.args, scope)
  const plain = FUNCTIONS.get(expression.name)
  if (plain === undefined) throw UNSUPPORTED
  return plain(...expression.args.map((argument) => evaluate(argument, scope)))
}

const UNKNOWN: JsonObject = { type: 'string', string: null }

/** The value of a parsed formula. One that could not be parsed, or has unsupported parts, has an empty string. */
export const formulaValue = (expression: Expression | undefined, now: number, read: ReadProperty): JsonObject => {
  if (expression === undefined) return UNKNOWN
  try {
    return serializeResult(evaluate(expression, { now, read, names: new Map() }))
  } catch (reason) {
    if (reason === UNSUPPORTED || reason instanceof RangeError) return UNKNOWN
    throw reason
  }
}
