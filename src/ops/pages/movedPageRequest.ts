/** Where a page is moved to. */
import type { NewPageParentRequest } from './newPageRequest.js'

/** What a page is moved into: a page, or a data source that it becomes a row of. */
export type MovedPageParentRequest = Extract<
  NewPageParentRequest,
  { readonly page_id: string } | { readonly data_source_id: string }
>
