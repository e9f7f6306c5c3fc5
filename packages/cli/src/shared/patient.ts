/** A context for jobs of many requests, which a temporary error must not end. */
import { type Call, type Context, type NotionError, withRetry, wrap } from 'notion-fp'

/**
 * A conflict means that nothing was applied. A failure after the request was applied is none for a request that may be repeated: the second
 * response says what there is.
 */
const isPassing = ({ _tag, outcome }: NotionError, { kind }: Call): boolean =>
  _tag === 'ConflictError' || (_tag === 'ServerError' && kind !== 'once' && outcome === 'committed')

/** Retries these errors as well; the context retries the others itself. */
export const patient = (ctx: Context): Context => wrap(withRetry({ attempts: 8, when: isPassing }))(ctx)
