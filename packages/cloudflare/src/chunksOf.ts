/** A list in parts of at most so many elements. */
export const chunksOf = <A>(all: ReadonlyArray<A>, most: number): ReadonlyArray<Array<A>> =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most))
