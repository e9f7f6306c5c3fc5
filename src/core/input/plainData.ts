/** The gateway of bodies: whatever was given, copied as the JSON that is sent, with what stands in its way as issues. */
import type { InvalidInput } from '../error.js'

/** Where a value is: the names and indices on the way to it. */
export type Trail = ReadonlyArray<string | number>

/** Notes what is allowed at a place where something else was received. */
export type RefuseAt = (allowed: string, received: unknown) => undefined

/** What else is looked at in a body. Made anew for each body, so that it can count. */
export interface Rule {
  /** Looks at a value, a list before its elements, and gives what is sent in its place; `undefined`, where it is refused. */
  readonly visit: (value: unknown, trail: Trail, refuse: RefuseAt) => unknown
  /** Looks back at the whole. */
  readonly end?: (refuse: RefuseAt) => void
}

/** The most bytes of a body: 500 KiB. */
const MAX_BYTES = 512_000
/** The most levels of a body: far more than Notion knows, and far fewer than a stack has. */
const MAX_LEVELS = 200
/** Where the counting stops: far beyond the size of a body, so that the size of what is too large is told exactly as a rule. */
const MAX_VALUES = 1_000_000
const MAX_COUNTED_BYTES = 64_000_000
/** How many issues are listed. */
const MAX_ISSUES = 100

/** A place in words, such as `children[3].paragraph`. */
const fieldAt = (trail: Trail): string =>
  trail.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    return path ? `${path}.${key}` : key
  }, '') || 'body'

/** Stands for a value whose reading throws. */
const UNREADABLE = '(unreadable)'

/**
 * A copy of what was given, made of plain data, which can be read again without surprises. It is total and comes to an end,
 * whatever is given.
 *
 * What `JSON.stringify` would change in silence is refused: `NaN`, infinities, holes and invalid dates, which would become `null`;
 * functions and symbols, which would vanish; maps, sets and the like, which would become `{}`. So is what contains itself, goes
 * too deep, is too large or cannot be read. Fields that are `undefined` are left out, and `toJSON` speaks for its object.
 *
 * @param given What was given.
 * @param invalid Where issues are added, the first {@link MAX_ISSUES} of them.
 * @param rules What else is looked at.
 */
export const plainData = (given: unknown, invalid: Array<InvalidInput>, rules: ReadonlyArray<Rule> = []): unknown => {
  const trail: Array<string | number> = []
  const inside = new Set<object>()
  const encoder = new TextEncoder()
  let values = 0
  let bytes = 0

  const refuse: RefuseAt = (allowed, received) => {
    if (invalid.length < MAX_ISSUES) invalid.push({ field: fieldAt(trail), given: received, allowed })
    return undefined
  }

  const isEndless = (): boolean => values > MAX_VALUES || bytes > MAX_COUNTED_BYTES

  const lengthOf = (text: string): number => (text.length > MAX_BYTES ? text.length : encoder.encode(text).length)

  const partOf = (holder: object, key: string | number): unknown => {
    trail.push(key)
    try {
      const value: unknown = Reflect.get(holder, key)
      return value === undefined && typeof key === 'number' ? refuse('given', value) : copyOf(value)
    } catch {
      return refuse('data that can be read', UNREADABLE)
    } finally {
      trail.pop()
    }
  }

  const listOf = (list: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
    const copy: Array<unknown> = []
    for (let index = 0; index < list.length && !isEndless(); index++) copy.push(partOf(list, index))
    bytes += copy.length
    return copy
  }

  const objectOf = (value: object): object => {
    const fields: Array<[string, unknown]> = []
    for (const name of Object.keys(value)) {
      const copy = isEndless() ? undefined : partOf(value, name)
      if (copy === undefined) continue
      bytes += lengthOf(name) + 4
      fields.push([name, copy])
    }
    // A name such as `__proto__` becomes a field like any other.
    return Object.fromEntries(fields)
  }

  const structureOf = (value: object): unknown => {
    if (inside.has(value)) return refuse('data that does not contain itself', value)
    if (inside.size === MAX_LEVELS) return refuse(`at most ${MAX_LEVELS} levels deep`, MAX_LEVELS + 1)
    const isList = Array.isArray(value)
    if (!isList && Object.prototype.toString.call(value) !== '[object Object]') return refuse('plain data', value)
    inside.add(value)
    try {
      return isList ? listOf(value) : objectOf(value)
    } finally {
      inside.delete(value)
    }
  }

  const copyOf = (raw: unknown): unknown => {
    values++
    let value = raw
    if (typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function') {
      value = value.toJSON()
      if (value === null) return refuse('data that JSON can hold', raw)
    }
    for (const { visit } of rules) value = visit(value, trail, refuse)
    if (typeof value === 'object') return value && structureOf(value)
    if (typeof value === 'string') bytes += lengthOf(value)
    if (typeof value === 'number' && !Number.isFinite(value)) return refuse('a finite number', value)
    return /^(bigint|function|symbol)$/.test(typeof value) ? refuse('data that JSON can hold', value) : value
  }

  let copy: unknown
  try {
    copy = copyOf(given)
  } catch {
    refuse('data that can be read', UNREADABLE)
  }
  for (const { end } of rules) end?.(refuse)
  if (bytes > MAX_BYTES) invalid.push({ field: 'body', given: bytes, allowed: `at most ${MAX_BYTES} bytes in all` })
  return copy
}
