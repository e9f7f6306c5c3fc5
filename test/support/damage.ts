/** Ways to damage one node of a sample, and to see what containing the damage changed. */

/** What stands in place of a node; `undefined` stands for a node that is missing. */
export const DAMAGES: ReadonlyArray<unknown> = [undefined, null, 7, 'words', true, [], {}, [null], { type: 'text' }]

/** A path as a program takes it, such as `results[0].type`. */
export type Path = ReadonlyArray<string>

const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The paths of all nodes in a value, its own included. */
export const pathsIn = (value: unknown): ReadonlyArray<Path> => [
  [],
  ...(isParent(value)
    ? Object.entries(value).flatMap(([name, part]) => pathsIn(part).map((path) => [name, ...path]))
    : []),
]

/** A copy of a value with another one at a path; `undefined` takes the field away. */
export const replaced = (value: unknown, [name, ...rest]: Path, other: unknown): unknown => {
  if (name === undefined || !isParent(value)) return other
  const part = replaced(value[name], rest, other)
  if (Array.isArray(value)) return value.map((same: unknown, at) => (`${at}` === name ? (part ?? null) : same))
  const { [name]: _taken, ...others } = value
  return part === undefined ? others : { ...value, [name]: part }
}

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
