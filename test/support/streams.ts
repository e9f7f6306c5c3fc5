/** A `fetch` that returns streams of events, scripted by the test. */
import type { Fetch } from '../../src/core/call/config.js'
import { anErrorBody } from './fixtures.js'

/** What a stream does after its last chunk: end, break, or stay open. */
export type Ending = 'ends' | 'breaks' | 'stays open'

/** One response: a stream, or an error with a status and a code. */
export type Opening =
  | { readonly pieces: ReadonlyArray<string | Uint8Array>; readonly ending: Ending }
  | { readonly status: number; readonly code: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly answer: () => Response | Promise<Response> }

/** A stream that was opened. */
export interface Opened {
  readonly headers: Headers
  readonly body: unknown
  /** Whether its reader canceled it. */
  cancelled: boolean
}

const bytesOf = (piece: string | Uint8Array): Uint8Array =>
  typeof piece === 'string' ? new TextEncoder().encode(piece) : piece

const streamOf = (pieces: ReadonlyArray<string | Uint8Array>, ending: Ending, opened: Opened) => {
  const left = pieces.map(bytesOf)
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const piece = left.shift()
        if (piece) return controller.enqueue(piece)
        if (ending === 'ends') return controller.close()
        if (ending === 'breaks') return controller.error(new TypeError('terminated'))
        return new Promise(() => undefined)
      },
      cancel: () => {
        opened.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
}

/** A `fetch` that returns its responses in order, repeats the last one, and records the requests. */
export const streams = (...openings: ReadonlyArray<Opening>) => {
  const opened: Array<Opened> = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const stream: Opened = { headers: request.headers, body: await request.json(), cancelled: false }
    opened.push(stream)
    const opening = openings[Math.min(opened.length, openings.length) - 1]
    if (opening === undefined) throw new TypeError('nothing was scripted')
    if ('answer' in opening) return opening.answer()
    if ('status' in opening) {
      const { status, code, headers = {} } = opening
      return new Response(JSON.stringify(anErrorBody(status, code)), { status, headers })
    }
    return new Response(streamOf(opening.pieces, opening.ending, stream), {
      headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    })
  }
  return { fetch, opened }
}

/** A message in its wire format. */
export const wire = (message: { readonly type: string }): string =>
  `event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`
