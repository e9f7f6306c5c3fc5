/** The parent of a moved page. */
import type { NewPageParentRequest } from './newPageRequest.js'

/** The new parent of a page: a page or a data source. */
export type MovedPageParentRequest = Extract<
  NewPageParentRequest,
  { readonly page_id: string } | { readonly data_source_id: string }
>
