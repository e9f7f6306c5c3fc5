/** Sorts by a fixed order, as the API has one in which it lists types. */
/** Sorts by the place of a key in a list; what the list does not contain comes last. */
export const inOrderOf = <A>(
  order: ReadonlyArray<string>,
  items: Iterable<A>,
  keyOf: (item: A) => string,
): ReadonlyArray<A> => {
  const place = (item: A): number => {
    const index = order.indexOf(keyOf(item))
    return index < 0 ? order.length : index
  }
  return [...items].sort((left, right) => place(left) - place(right))
}
