/**
 * What functions fail with, as the compiler knows it: the names of the types on the left of each `Either` that a function returns, also
 * in a promise, from a task, one by one, or from a function that it returns.
 */
import ts from 'typescript'

/** How many types deep it looks: a function that returns a function that returns a task that returns a promise has five. */
const DEEPEST = 7

/** The type of a property. */
const typeOf = (checker, type, name) => {
  const property = type.getProperty(name)
  return property && checker.getTypeOfSymbol(property)
}

/** Whether a type is an object with the given tag. */
const isTagged = (checker, type, tag) => {
  const own = typeOf(checker, type, '_tag')
  return own?.isStringLiteral() === true && own.value === tag
}

const constituents = (type) => (type.isUnion() ? type.types : [type])

/** The names of what a type is made of: the types of a union, and the elements of an array. */
const namesOf = (checker, type) => {
  const hasTags = constituents(type).every((one) => one.getProperty('_tag') !== undefined)
  if (type.aliasSymbol && !hasTags) return [type.aliasSymbol.name]
  if (type.isUnion()) return type.types.flatMap((one) => namesOf(checker, one))
  if (checker.isArrayType(type)) return checker.getTypeArguments(type).flatMap((one) => namesOf(checker, one))
  // A failure of the caller's own, such as that of a function that was given.
  if (type.flags & (ts.TypeFlags.TypeParameter | ts.TypeFlags.Never)) return []
  return type.symbol && !type.symbol.name.startsWith('__') ? [type.symbol.name] : []
}

const ASYNCHRONOUS = ['Promise', 'AsyncIterable', 'AsyncGenerator']

/** The types on the left of what a type comes to. */
const leftsIn = (checker, type, depth, seen) => {
  if (depth === 0 || seen.has(type)) return []
  seen.add(type)
  const inside = (inner) => leftsIn(checker, inner, depth - 1, seen)
  return constituents(type).flatMap((one) => {
    if (isTagged(checker, one, 'Left')) return [typeOf(checker, one, 'left')]
    if (isTagged(checker, one, 'Right')) return []
    if (ASYNCHRONOUS.includes(one.symbol?.name)) return checker.getTypeArguments(one).slice(0, 1).flatMap(inside)
    return one.getCallSignatures().flatMap((signature) => inside(signature.getReturnType()))
  })
}

/** The names of what a function with this signature fails with, each once. A middleware returns no result of its own. */
export const failuresOf = (checker, signature) => {
  const returned = signature.getReturnType()
  if (returned.aliasSymbol?.name === 'Middleware') return []
  const lefts = leftsIn(checker, returned, DEEPEST, new Set())
  return [...new Set(lefts.flatMap((left) => namesOf(checker, left)))]
}
