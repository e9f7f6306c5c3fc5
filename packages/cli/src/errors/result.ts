/** Results, without loading a library at the start: an `Either` of fp-ts is plain data. */
import type { E } from 'notion-fp/fp'
import type { Failure } from './failure.js'

/** What a step of a command returns: a value, or why there is none. */
export type Result<A> = E.Either<Failure, A>

export const ok = <A>(right: A): E.Either<never, A> => ({ _tag: 'Right', right })

export const fail = <F extends Failure>(left: F): E.Either<F, never> => ({ _tag: 'Left', left })
