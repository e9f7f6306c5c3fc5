/** The parameters of `copyPage`. */
import type { NewPageParentRequest, PagePositionRequest } from '../../../ops/pages/newPageRequest.js'
import type { FileFetch } from '../../files/download/fileFetch.js'
import type { JobOptions } from '../../shared/jobOptions.js'
import type { CopyResume } from './pageCopy.js'

/** Parameters of `copyPage`. */
export interface CopyPageParams extends JobOptions {
  /** The id of the page to copy, with or without dashes, or its URL. */
  readonly page_id: string
  /** The parent of the copy: a page, a data source, or the workspace. */
  readonly parent: NewPageParentRequest
  /** The position among the content of a parent page. Default: the end. */
  readonly position?: PagePositionRequest | undefined
  /** Whether to copy child pages as well, to any depth. Default `false`. */
  readonly deep?: boolean | undefined
  /** The maximum number of reads, or of files that are copied, at the same time. Default 4. */
  readonly concurrency?: number | undefined
  /** Fetches hosted files to upload them again. Default: the `fetch` of the context. */
  readonly fetch?: FileFetch | undefined
  /** The `resume` of a `PartialCopyError`, to complete the copies. */
  readonly resume?: CopyResume | undefined
}
