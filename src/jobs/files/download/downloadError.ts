/** Why a file could not be downloaded. */
import type { SerializedError } from '../../../core/call/error.js'
import { type FileAddress, linkOf } from './fileAddress.js'
import { type FileOwner, type FilePlace, placeOf } from './fileOwner.js'

/**
 * Why a file could not be downloaded:
 *
 * - `no_file`: its owner no longer has it, or what it has is no file with an address that can be downloaded.
 * - `not_found`: 404 or 410 from its host.
 * - `forbidden`: 401 or 403 from its host, for a hosted file also with a new address.
 * - `status`: any other status, several times if it may pass.
 * - `network`: no connection, no response in time, or a connection that broke again and again.
 * - `redirect`: a redirect that leads nowhere, to no https address, or in circles.
 * - `too_large`: more than `max_bytes`.
 * - `changed`: it changed while it was downloaded, so that the rest belongs to another file.
 */
export type DownloadFailure =
  | 'no_file'
  | 'not_found'
  | 'forbidden'
  | 'status'
  | 'network'
  | 'redirect'
  | 'too_large'
  | 'changed'

/** A file that could not be downloaded. */
export interface DownloadError {
  readonly _tag: 'DownloadError'
  readonly message: string
  readonly reason: DownloadFailure
  /** The last HTTP status of the host. */
  readonly status?: number
  /** The address: that of an external file as it is, that of a hosted one without its signature; absent for `no_file`. */
  readonly link?: string
  /** Where the file lives. */
  readonly owner: FilePlace
  /** The bytes that had arrived. */
  readonly received: number
  /** What the connection broke with. */
  readonly cause?: SerializedError
}

/** What a download knows of its failure. */
export interface DownloadProblem {
  readonly reason: DownloadFailure
  readonly words: string
  readonly status?: number
  readonly cause?: SerializedError
}

/**
 * The error of a download.
 *
 * @internal
 */
export const downloadError = (
  { words, ...problem }: DownloadProblem,
  owner: FileOwner,
  address: FileAddress | undefined,
  received = 0,
): DownloadError => {
  const link = address && linkOf(address)
  const after = received > 0 ? ` after ${received} bytes` : ''
  return {
    _tag: 'DownloadError',
    message: `downloadFile: ${link ?? `the file of the ${owner.type.replaceAll('_', ' ')}`}: ${words}${after}`,
    ...problem,
    ...(link !== undefined && { link }),
    owner: placeOf(owner),
    received,
  }
}
