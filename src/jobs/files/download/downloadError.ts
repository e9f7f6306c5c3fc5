/** Why a file could not be downloaded. */
import type { SerializedError } from '../../../core/call/error.js'
import { type FileAddress, linkOf } from './fileAddress.js'
import { type FileOwner, type FilePlace, placeOf } from './fileOwner.js'

/**
 * Why a file could not be downloaded:
 *
 * - `no_file`: its owner no longer has it, or has no address from which it can be downloaded.
 * - `not_found`: its host responds with 404 or 410.
 * - `forbidden`: its host responds with 401 or 403; for a hosted file, even with a new address.
 * - `status`: any other status; repeatedly, if it may be temporary.
 * - `network`: no connection, no response in time, or a connection that broke repeatedly.
 * - `redirect`: a redirect without a target, to an address that is not https, or in a circle.
 * - `too_large`: more than `max_bytes`.
 * - `changed`: it changed during the download, so the rest belongs to another file.
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
  /** The address: for an external file unchanged, for a hosted one without its signature; absent for `no_file`. */
  readonly link?: string
  /** The owner of the file. */
  readonly owner: FilePlace
  /** The number of bytes received. */
  readonly received: number
  /** What broke the connection. */
  readonly cause?: SerializedError
}

/** The details of a failed download. */
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
