/** A list in parts of a maximum size: the platform limits the number of keys of one operation. */
export const chunksOf = <A>(all: ReadonlyArray<A>, size: number): ReadonlyArray<Array<A>> =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
