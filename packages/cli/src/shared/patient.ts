/** A context for jobs of many requests: what passes must not end them. */
import { type Call, type Context, type NotionError, withRetry, wrap } from 'notion-fp'

/**
 * A conflict means that nothing was applied. A failure after the request was applied is none for a request that may be repeated: the second
 * response says what there is.
 */
const isPassing = ({ _tag, outcome }: NotionError, { kind }: Call): boolean =>
  _tag === 'ConflictError' || (_tag === 'ServerError' && kind !== 'once' && outcome === 'committed')

/** Sends such requests again. The context has its retries of other failures. */
export const patient = (ctx: Context): Context => wrap(withRetry({ attempts: 8, when: isPassing }))(ctx)
