/** Drops the oldest entries of a map, so that with one more it has at most a number of them. */
export const makeRoom = (map: Map<string, unknown>, maxSize: number): void => {
  for (const oldest of map.keys()) {
    if (map.size < maxSize) return
    map.delete(oldest)
  }
}
