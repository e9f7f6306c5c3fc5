/** Imports of files from an address. Nothing is fetched: the host name decides whether an import succeeds. */
import { invalid } from '../errors.js'
import type { FileUpload } from '../state/types.js'
import type { JsonObject } from '../values/json.js'
import { toMillisecond } from '../values/time.js'

/** Nothing is fetched, so the host decides: `.invalid` is reserved for hosts that do not exist. */
export const assertReachable = (address: string): void => {
  if (!address.startsWith('https://')) throw invalid('The external_url must be a publicly accessible https URL.')
  if (!URL.canParse(address) || new URL(address).hostname.endsWith('.invalid'))
    throw invalid(
      "Failed to fetch the headers of the external URL. Ensure it's a valid, publicly accessible URL and try again.",
    )
}

/** The size of an imported file, as nothing is fetched. */
const IMPORTED_LENGTH = 1024

const fetched = (time: number): JsonObject => ({
  type: 'success',
  success: {},
  imported_time: toMillisecond(time),
})

const unreachable = (time: number): JsonObject => ({
  type: 'error',
  imported_time: toMillisecond(time),
  error: {
    type: 'download_error',
    code: 'file_not_reachable',
    message: 'The file could not be downloaded from its address.',
    parameter: 'external_url',
    status_code: null,
  },
})

/** How long an import takes unless its upload is retrieved, in milliseconds. */
const DURATION = 5000

/** Finishes an import that had enough time, as lists show it. */
export const finishImportAfter = (upload: FileUpload, now: number): FileUpload =>
  now < upload.createdTime + DURATION ? upload : finishImport(upload)

/** Finishes an import, as when its upload is retrieved; one from a host that ends in `.test` has failed. */
export const finishImport = (upload: FileUpload): FileUpload => {
  if (upload.mode !== 'external_url' || upload.status !== 'pending') return upload
  const address = upload.externalUrl ?? ''
  const failed = URL.canParse(address) && new URL(address).hostname.endsWith('.test')
  upload.status = failed ? 'failed' : 'uploaded'
  upload.importResult = failed ? unreachable(upload.lastEditedTime) : fetched(upload.lastEditedTime)
  upload.contentLength = failed ? null : IMPORTED_LENGTH
  return upload
}
