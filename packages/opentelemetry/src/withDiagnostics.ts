/** Publishes the events of calls to Node's `diagnostics_channel`. */
import { channel } from 'node:diagnostics_channel'
import type { Middleware } from 'notion-fp'
import { waitReason } from './attributes.js'
import type { Operation } from './operation.js'
import { type Attempt, type End, watching } from './watching.js'

/** The messages by the name of their channel. `operation` is the same object in all messages of one run of an operation. */
export interface DiagnosticMessages {
  readonly 'notion-fp:operation:start': { readonly operation: Operation }
  readonly 'notion-fp:operation:end': { readonly operation: Operation } & End
  readonly 'notion-fp:attempt': { readonly operation: Operation } & Attempt
  readonly 'notion-fp:wait': {
    readonly operation: Operation
    readonly reason: 'rate_limit' | 'retry'
    readonly seconds: number
  }
  readonly 'notion-fp:cache': { readonly operation: Operation; readonly hit: boolean }
  readonly 'notion-fp:joined': { readonly operation: Operation }
}

/** The names of the channels. */
export const CHANNELS: ReadonlyArray<keyof DiagnosticMessages> = [
  'notion-fp:operation:start',
  'notion-fp:operation:end',
  'notion-fp:attempt',
  'notion-fp:wait',
  'notion-fp:cache',
  'notion-fp:joined',
]

/**
 * Publishes the operations of a context to `diagnostics_channel` of Node, Deno, Bun and Workers: their start and end, attempts, waits,
 * cache and joined reads. Add it last, after the default middleware. Without a subscriber to any channel it costs nothing.
 *
 * Messages contain the ids of the path, and never a body, a query string, an error message or a token. If a subscriber throws, the platform
 * rethrows the error outside of the call.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html
 * @example
 * import { subscribe } from 'node:diagnostics_channel'
 * import { createContext, wrap } from 'notion-fp'
 * import { withDiagnostics } from '@notion-fp/opentelemetry/node'
 *
 * subscribe('notion-fp:operation:end', (message) => console.log(message))
 * const ctx = wrap(withDiagnostics())(createContext({ auth: 'ntn_…' }))
 */
export const withDiagnostics = (): Middleware => {
  const publish = <Name extends keyof DiagnosticMessages>(name: Name, message: DiagnosticMessages[Name]): void =>
    channel(name).publish(message)
  return watching((operation, run) => {
    if (!CHANNELS.some((name) => channel(name).hasSubscribers)) return
    publish('notion-fp:operation:start', { operation })
    run({
      attempt: (made) => publish('notion-fp:attempt', { operation, ...made }),
      event: (happened) => {
        const { type, waitMs = 0 } = happened
        const reason = waitReason(happened)
        if (reason) publish('notion-fp:wait', { operation, reason, seconds: waitMs / 1_000 })
        else if (type === 'joined') publish('notion-fp:joined', { operation })
        else publish('notion-fp:cache', { operation, hit: type === 'hit' })
      },
      end: (ended) => publish('notion-fp:operation:end', { operation, ...ended }),
    })
  })
}
