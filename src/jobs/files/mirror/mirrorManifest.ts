/** The contents of a mirror, as JSON. */
import { isRecord } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import type { FilePlace } from '../download/fileOwner.js'

/** A file that was written to the sink. */
export interface MirroredFile {
  readonly name: string
  /** In bytes. */
  readonly size: number
  readonly content_type?: string
  /** The owner of the file. */
  readonly owner: FilePlace
}

/** The files in the mirror of a page, as JSON: pass it to the next `mirrorFiles`, which then skips them. */
export interface MirrorManifest {
  readonly version: 1
  /** With dashes. */
  readonly page_id: string
  /** By the keys of `filesOf`, which do not change with signed addresses. */
  readonly files: { readonly [key: string]: MirroredFile }
}

/**
 * Whether something has the form of a manifest.
 *
 * @internal
 */
export const isManifest = (given: unknown): boolean =>
  field(given, 'version') === 1 &&
  typeof field(given, 'page_id') === 'string' &&
  isRecord(field(given, 'files')) &&
  Object.values(Object(field(given, 'files'))).every((file) => Number.isSafeInteger(field(file, 'size')))
