/** Damages one node of a sample, and finds what containing the damage changed. */
import fc from 'fast-check'

/** The replacements of a node; `undefined` removes it. */
const DAMAGES: ReadonlyArray<unknown> = [undefined, null, 7, 'words', true, [], {}, [null], { type: 'text' }]

/** The path of a node, such as `results[0].type`. */
export type Path = ReadonlyArray<string>

const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The paths of all nodes in a value, its own included. */
const pathsIn = (value: unknown): ReadonlyArray<Path> => [
  [],
  ...(isParent(value)
    ? Object.entries(value).flatMap(([name, part]) => pathsIn(part).map((path) => [name, ...path]))
    : []),
]

/** A copy of a value with a replacement at a path; `undefined` removes the field. */
const replaced = (value: unknown, [name, ...rest]: Path, other: unknown): unknown => {
  if (name === undefined || !isParent(value)) return other
  const part = replaced(value[name], rest, other)
  if (Array.isArray(value)) return value.map((same: unknown, at) => (`${at}` === name ? (part ?? null) : same))
  const { [name]: _taken, ...others } = value
  return part === undefined ? others : { ...value, [name]: part }
}

/** A copy of a value through JSON. */
export const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** A sample with one node replaced. Some replacements are valid. */
export const anyDamage = (samples: ReadonlyArray<unknown>) =>
  fc
    .constantFrom(...samples)
    .chain((sample) => fc.tuple(fc.constant(sample), fc.constantFrom(...pathsIn(sample)), fc.constantFrom(...DAMAGES)))
    .map(([sample, path, damage]) => ({ path, damaged: copyOf(replaced(sample, path, damage) ?? null) }))

/** The path of a difference between two values, with the value of the second. */
export interface Difference {
  readonly path: string
  readonly after: unknown
}

/** Where two values differ. */
export const differences = (before: unknown, after: unknown, path: Path = []): ReadonlyArray<Difference> => {
  if (!isParent(before) || !isParent(after)) return Object.is(before, after) ? [] : [{ path: path.join('.'), after }]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => differences(before[name], after[name], [...path, name]))
}
