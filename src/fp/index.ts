/**
 * The parts of fp-ts that pipelines with this library need, under names that plain Node can import: Node finds no ES module under
 * `fp-ts/function`. They are the modules of the installed fp-ts, not copies.
 *
 * @example
 * import { getPage, type Context } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const urlOf = (ctx: Context, page_id: string) => pipe(getPage(ctx, { page_id }), TE.map((page) => page.url))
 */
import * as A from 'fp-ts/Array'
import * as E from 'fp-ts/Either'
import { absurd, constant, flow, identity, pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RA from 'fp-ts/ReadonlyArray'
import * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'

export { A, absurd, constant, E, flow, identity, O, pipe, RA, RTE, T, TE }
