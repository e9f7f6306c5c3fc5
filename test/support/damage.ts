/** Ways to damage one node of a sample, and to see what containing the damage changed. */
import fc from 'fast-check'

/** What stands in place of a node; `undefined` stands for a node that is missing. */
const DAMAGES: ReadonlyArray<unknown> = [undefined, null, 7, 'words', true, [], {}, [null], { type: 'text' }]

/** A path as a program takes it, such as `results[0].type`. */
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

/** A copy of a value with another one at a path; `undefined` takes the field away. */
const replaced = (value: unknown, [name, ...rest]: Path, other: unknown): unknown => {
  if (name === undefined || !isParent(value)) return other
  const part = replaced(value[name], rest, other)
  if (Array.isArray(value)) return value.map((same: unknown, at) => (`${at}` === name ? (part ?? null) : same))
  const { [name]: _taken, ...others } = value
  return part === undefined ? others : { ...value, [name]: part }
}

/** A value as it is after a journey as JSON. */
export const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** A sample with one node damaged, as JSON has it. Some of the damage does no harm. */
export const anyDamage = (samples: ReadonlyArray<unknown>) =>
  fc
    .constantFrom(...samples)
    .chain((sample) => fc.tuple(fc.constant(sample), fc.constantFrom(...pathsIn(sample)), fc.constantFrom(...DAMAGES)))
    .map(([sample, path, damage]) => ({ path, damaged: copyOf(replaced(sample, path, damage) ?? null) }))

/** One place where two values differ, and what the second has there. */
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
