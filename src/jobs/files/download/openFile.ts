/**
 * Opens a file at its current address: from its beginning, or from where a broken connection ended.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { isByteStream } from '../shared/byteStream.js'
import { failedWork } from '../shared/failures.js'
import { type Connecting, type Connection, connect } from './connection.js'
import { type DownloadError, type DownloadProblem, downloadError } from './downloadError.js'
import { addressOf, type FileAddress, stableAddress } from './fileAddress.js'
import type { FileOwner } from './fileOwner.js'
import { readOwner } from './readOwner.js'

/** An address is replaced this long before it expires, in milliseconds. */
const MARGIN_MS = 60_000

/** The maximum number of consecutive attempts after temporary failures. */
const ATTEMPTS = 5

const BASE_DELAY_MS = 500
const MAX_DELAY_MS = 30_000

/** The state of a download, across its connections. */
export interface FileSession {
  readonly ctx: Context
  readonly connecting: Connecting
  readonly owner: FileOwner
  address: FileAddress | undefined
  /** Its name in the owner. */
  name: string | undefined
  /** The size in bytes; `undefined` if the host does not send it. */
  size: number | undefined
  /** Identifies the content. */
  etag: string | undefined
  /** Whether the received bytes are those that the host counts; not if they arrive compressed. */
  isPlain: boolean
  /** The number of bytes received. */
  received: number
}

type Failed = DownloadError | NotionError

/** The error of a session at this point. */
export const sessionError = (session: FileSession, problem: DownloadProblem | 'aborted'): Failed =>
  problem === 'aborted'
    ? failedWork('downloadFile', 'aborted', undefined, session.connecting.signal)
    : downloadError(problem, session.owner, session.address, session.received)

/** Reads the address from the owner. During a download, the file must still be the same. */
const renew = async (session: FileSession): Promise<Either<Failed, FileAddress>> => {
  const read = await readOwner(session.ctx, session.owner)
  if (isLeft(read)) return read
  const before = session.received > 0 ? session.address : undefined
  const now = read.right?.address
  if (!now) return left(sessionError(session, { reason: 'no_file', words: 'its owner has no such file' }))
  if (before && stableAddress(before) !== stableAddress(now))
    return left(sessionError(session, { reason: 'changed', words: 'its owner now has another file' }))
  session.address = now
  session.name = read.right?.name ?? session.name
  return right(now)
}

/** An address that is valid for a while. */
export const currentAddress = async (session: FileSession): Promise<Either<Failed, FileAddress>> => {
  const { address, ctx } = session
  if (!address) return renew(session)
  const isExpiring =
    address.hosted && (address.expires ?? Number.POSITIVE_INFINITY) - ctx.config.clock.now() < MARGIN_MS
  return isExpiring ? renew(session) : right(address)
}

/** Whether a status may be temporary. Notion responds with 202 for a file that is not ready yet. */
const mayPass = (status: number): boolean => status === 202 || status === 408 || status === 429 || status >= 500

const problemOf = (status: number): DownloadProblem => {
  const words = `HTTP status ${status} from its host`
  if (status === 404 || status === 410) return { reason: 'not_found', words, status }
  return { reason: status === 401 || status === 403 ? 'forbidden' : 'status', words, status }
}

const numberIn = (text: string | null | undefined): number | undefined =>
  text && /^\d+$/.test(text) ? Number(text) : undefined

/** The size and the identity of the content, from the first response. */
const note = (session: FileSession, { response: { headers } }: Connection): void => {
  const encoding = headers.get('content-encoding')
  session.isPlain = !encoding || encoding === 'identity'
  session.size = session.isPlain ? numberIn(headers.get('content-length')) : undefined
  session.etag = headers.get('etag') ?? undefined
}

const CHANGED: DownloadProblem = { reason: 'changed', words: 'it changed during the download' }

/** A connection that first returns these bytes. */
const putBack = (connection: Connection, bytes: Uint8Array): Connection => {
  const waiting = [bytes]
  const next: Connection['next'] = async () => {
    const first = waiting.pop()
    return first ? right(first) : connection.next()
  }
  return { ...connection, next }
}

/** A connection that continues where the last one ended, even if the host sends the whole file again. */
const goOn = async (
  session: FileSession,
  connection: Connection,
): Promise<Either<DownloadProblem | 'aborted', Connection>> => {
  const { status, headers } = connection.response
  const { received, size, etag } = session
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? []
  const isOther =
    (etag !== undefined && (headers.get('etag') ?? etag) !== etag) ||
    (status === 206
      ? numberIn(start) !== received || (size !== undefined && total !== '*' && numberIn(total) !== size)
      : size !== undefined && (numberIn(headers.get('content-length')) ?? size) !== size)
  if (isOther) return left(CHANGED)
  if (status === 206) return right(connection)
  // The host does not support ranges: the bytes that were already received are skipped.
  let rest = received
  while (rest > 0) {
    const chunk = await connection.next()
    if (isLeft(chunk)) return chunk
    if (!chunk.right) return left(CHANGED)
    if (chunk.right.length > rest) return right(putBack(connection, chunk.right.subarray(rest)))
    rest -= chunk.right.length
  }
  return right(connection)
}

const rangeOf = ({ received, etag, isPlain }: FileSession): Record<string, string> => ({
  // A compressed response has neither a known size nor ranges.
  'accept-encoding': 'identity',
  ...(received > 0 &&
    isPlain && {
      range: `bytes=${received}-`,
      // A weak etag may not be used here.
      ...(etag !== undefined && !etag.startsWith('W/') && { 'if-range': etag }),
    }),
})

/** Waits before a retry. Returns whether the job was not aborted. */
export const pause = async (
  { connecting, ctx }: FileSession,
  attempt: number,
  header?: string | null,
): Promise<boolean> => {
  const { clock } = ctx.config
  const asked = numberIn(header)
  const backoff = clock.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt)
  await clock.sleep(asked === undefined ? backoff : Math.min(MAX_DELAY_MS, asked * 1000), connecting.signal)
  return !connecting.signal?.aborted
}

/**
 * Opens a file at the position of the session. A temporary failure is retried; a hosted file that is refused is requested once more with a
 * new address.
 */
export const openFile = async (session: FileSession): Promise<Either<Failed, Connection>> => {
  let renewed = false
  for (let attempt = 0; ; attempt++) {
    const address = await currentAddress(session)
    if (isLeft(address)) return address
    const { url, hosted } = address.right
    if (!/^https?:\/\//i.test(url))
      return left(sessionError(session, { reason: 'no_file', words: 'its address is not http(s)' }))
    const opened = await connect(session.connecting, url, rangeOf(session))
    let problem: DownloadProblem | 'aborted'
    let retryAfter: string | null | undefined
    if (isLeft(opened)) problem = opened.left
    else {
      const connection = opened.right
      const { status, headers, body } = connection.response
      const isContent = status === 200 || (status === 206 && session.received > 0)
      if (isContent && !isByteStream(body) && headers.get('content-length') !== '0') {
        connection.close()
        const words = 'the response has no body to stream: use a `fetch` whose responses have one'
        return left(sessionError(session, { reason: 'network', words }))
      }
      if (isContent && session.received === 0) {
        note(session, connection)
        return right(connection)
      }
      const going = isContent ? await goOn(session, connection) : left(problemOf(status))
      if (!isLeft(going)) return going
      connection.close()
      // The connection broke after the last byte of a file of unknown size.
      if (session.size === undefined && headers.get('content-range') === `bytes */${session.received}`)
        return right({ ...connection, next: async () => right(undefined) })
      problem = status === 416 ? CHANGED : going.left
      retryAfter = headers.get('retry-after')
    }
    // S3 responds with 403 for an expired signature, and with 400 for expired credentials of the signer.
    if (problem !== 'aborted' && [400, 401, 403].includes(problem.status ?? 0) && hosted && !renewed) {
      renewed = true
      const again = await renew(session)
      if (isLeft(again)) return again
      continue
    }
    const isPassing = problem !== 'aborted' && (problem.reason === 'network' || mayPass(problem.status ?? 0))
    if (!isPassing || attempt + 1 >= ATTEMPTS) return left(sessionError(session, problem))
    if (!(await pause(session, attempt, retryAfter))) return left(sessionError(session, 'aborted'))
  }
}

/** A new session for a file. */
export const startSession = (ctx: Context, connecting: Connecting, owner: FileOwner): FileSession => ({
  ctx,
  connecting,
  owner,
  address: addressOf(owner.file),
  name: undefined,
  size: undefined,
  etag: undefined,
  isPlain: true,
  received: 0,
})
