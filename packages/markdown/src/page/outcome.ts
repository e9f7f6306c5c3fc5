/** Tasks that can fail, in the format of notion-fp: a `TaskEither` of fp-ts. */

/** A failure or a result: an `Either` of fp-ts. */
export type Outcome<E, A> = { readonly _tag: 'Left'; readonly left: E } | { readonly _tag: 'Right'; readonly right: A }

/** A task that runs when it is called: a `TaskEither` of fp-ts. */
export type Job<E, A> = () => Promise<Outcome<E, A>>

/** A failure. */
export const failed = <E>(left: E): { readonly _tag: 'Left'; readonly left: E } => ({ _tag: 'Left', left })

/** A result. */
export const done = <A>(right: A): { readonly _tag: 'Right'; readonly right: A } => ({ _tag: 'Right', right })
