/**
 * The gateway of bodies: whatever was given, copied as the JSON that is sent, with what stands in its way as issues.
 *
 * @internal
 */
import type { InvalidInput } from '../call/issues.js'
import { isObject, isPlain } from '../internal/json.js'

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
/** Where the reading stops, far beyond the size of a body: nobody wants to wait for the rest. */
const MAX_VALUES = 600_000
const MAX_LENGTH = 8_000_000
/** How many issues are listed. */
const MAX_ISSUES = 100

/** What is allowed in the place of everything that JSON does not know. */
const JSON_DATA = 'data that JSON can hold'

/** A place in words, such as `children[3].paragraph`. */
const fieldAt = (trail: Trail): string =>
  trail
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '') || 'body'

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
  let values = 0
  let length = 0

  const refuse: RefuseAt = (allowed, received) => {
    if (invalid.length < MAX_ISSUES) invalid.push({ field: fieldAt(trail), given: received, allowed })
    return undefined
  }

  const structureOf = (value: object): unknown => {
    const isList = Array.isArray(value)
    const isData = isList || isPlain(value)
    if (!isData || inside.has(value)) return refuse(JSON_DATA, value)
    if (inside.size === MAX_LEVELS) return refuse(`at most ${MAX_LEVELS} levels deep`, MAX_LEVELS + 1)
    inside.add(value)
    const list: Array<unknown> = []
    const fields: Array<readonly [string, unknown]> = []
    for (const key of isList ? value.keys() : Object.keys(value)) {
      if (values > MAX_VALUES || length > MAX_LENGTH || invalid.length === MAX_ISSUES) break
      trail.push(key)
      const part = partOf(value, key)
      trail.pop()
      if (typeof key === 'number') list.push(part)
      else if (part !== undefined) {
        length += key.length
        fields.push([key, part])
      }
    }
    inside.delete(value)
    // A name such as `__proto__` becomes a field like any other.
    return isList ? list : Object.fromEntries(fields)
  }

  const partOf = (holder: object, key: string | number): unknown => {
    try {
      const raw: unknown = Reflect.get(holder, key)
      values++
      let value = isObject(raw) && typeof raw.toJSON === 'function' ? raw.toJSON() : raw
      for (const { visit } of rules) value = visit(value, trail, refuse)
      if (isObject(value)) return structureOf(value)
      if (typeof value === 'string') length += value.length
      if (typeof value === 'number' && !Number.isFinite(value)) return refuse('a finite number', value)
      const isLost = value === null ? raw !== null : value === undefined && typeof key === 'number' && raw === undefined
      return isLost || /^(bi|f|sy)/.test(typeof value) ? refuse(JSON_DATA, raw) : value
    } catch {
      return refuse(JSON_DATA, '(unreadable)')
    }
  }

  const copy = partOf({ given }, 'given')
  for (const { end } of rules) end?.(refuse)
  // Few bodies come near the limit, so few are written twice: no character has more than six bytes, no value more than 30 besides.
  const isLarge = length * 6 + values * 30 > MAX_BYTES
  const bytes = isLarge ? new TextEncoder().encode(JSON.stringify(copy)).length : 0
  if (bytes > MAX_BYTES) invalid.push({ field: 'body', given: bytes, allowed: `at most ${MAX_BYTES} bytes in all` })
  return copy
}
