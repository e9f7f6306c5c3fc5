/** The response of a call that has to succeed. */
export const right = async <A>(
  work: Promise<
    | { readonly _tag: 'Right'; readonly right: A }
    | { readonly _tag: 'Left'; readonly left: { readonly message: string } }
  >,
): Promise<A> => {
  const result = await work
  if (result._tag === 'Left') throw new Error(result.left.message)
  return result.right
}
