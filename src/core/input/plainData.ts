/**
 * Copies a body as plain JSON data, and reports what cannot be sent as issues.
 *
 * @internal
 */
import type { InvalidInput } from '../call/issues.js'
import { isObject, isPlain } from '../internal/json.js'

/** The path of a value: names and indices. */
export type Trail = ReadonlyArray<string | number>

/** Reports an invalid value at the current path: what is allowed, and what was received. */
export type RejectAt = (allowed: string, received: unknown) => undefined

/** An additional check of a body. Created for each body, so that it can count. */
export interface Rule {
  /** Checks a value (a list before its elements), and returns the value to send; `undefined` if it is rejected. */
  readonly visit: (value: unknown, trail: Trail, reject: RejectAt) => unknown
  /** Runs after the whole body was visited. */
  readonly end?: (reject: RejectAt) => void
}

/** The maximum size of a body in bytes: 500 KiB. */
const MAX_BYTES = 512_000
/** The maximum nesting of a body: far more than Notion uses, and far less than the stack allows. */
const MAX_LEVELS = 200
/** The limits at which reading stops, far beyond the maximum size of a body. */
const MAX_VALUES = 600_000
const MAX_LENGTH = 8_000_000
/** The maximum number of issues reported. */
const MAX_ISSUES = 100

/** What is allowed in place of a value that JSON cannot represent. */
const JSON_DATA = 'JSON-serializable data'

/** A path as text, such as `children[3].paragraph`. */
const fieldAt = (trail: Trail): string =>
  trail
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '') || 'body'

/**
 * Copies a value as plain data, which is safe to read again. It never throws, and always terminates.
 *
 * Rejects values that `JSON.stringify` would silently change: `NaN`, infinities, holes and invalid dates, which would become
 * `null`; functions and symbols, which would be dropped; maps, sets and the like, which would become `{}`. Also rejects values that
 * are circular, too deep, too large or unreadable. Fields that are `undefined` are left out, and `toJSON` is called.
 *
 * @param given The value to copy.
 * @param invalid The list to which issues are added, at most {@link MAX_ISSUES}.
 * @param rules Additional checks.
 */
export const plainData = (given: unknown, invalid: Array<InvalidInput>, rules: ReadonlyArray<Rule> = []): unknown => {
  const trail: Array<string | number> = []
  const inside = new Set<object>()
  let values = 0
  let length = 0

  const reject: RejectAt = (allowed, received) => {
    if (invalid.length < MAX_ISSUES) invalid.push({ field: fieldAt(trail), given: received, allowed })
    return undefined
  }

  const structureOf = (value: object): unknown => {
    const isList = Array.isArray(value)
    const isData = isList || isPlain(value)
    if (!isData || inside.has(value)) return reject(JSON_DATA, value)
    if (inside.size === MAX_LEVELS) return reject(`at most ${MAX_LEVELS} levels deep`, MAX_LEVELS + 1)
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
    // Unlike assignment, this also creates a field named `__proto__`.
    return isList ? list : Object.fromEntries(fields)
  }

  const partOf = (holder: object, key: string | number): unknown => {
    try {
      const raw: unknown = Reflect.get(holder, key)
      values++
      let value = isObject(raw) && typeof raw.toJSON === 'function' ? raw.toJSON() : raw
      for (const { visit } of rules) value = visit(value, trail, reject)
      if (isObject(value)) return structureOf(value)
      if (typeof value === 'string') length += value.length
      if (typeof value === 'number' && !Number.isFinite(value)) return reject('a finite number', value)
      const isLost = value === null ? raw !== null : value === undefined && typeof key === 'number' && raw === undefined
      return isLost || /^(bi|f|sy)/.test(typeof value) ? reject(JSON_DATA, raw) : value
    } catch {
      return reject(JSON_DATA, '(unreadable)')
    }
  }

  const copy = partOf({ given }, 'given')
  for (const { end } of rules) end?.(reject)
  // Serialize only if the estimate exceeds the limit: a character takes at most 6 bytes, and a value at most 30 more.
  const isLarge = length * 6 + values * 30 > MAX_BYTES
  const bytes = isLarge ? new TextEncoder().encode(JSON.stringify(copy)).length : 0
  if (bytes > MAX_BYTES) invalid.push({ field: 'body', given: bytes, allowed: `at most ${MAX_BYTES} bytes in total` })
  return copy
}
