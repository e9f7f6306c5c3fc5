/** Which page of results is asked for: the one place where every paginated operation has it checked. */
import type { Checked } from './ids.js'
import type { PageParams } from './paginate.js'

/** The most results that a page can have. */
const MAX_PAGE_SIZE = 100

/** What goes over the wire of {@link PageParams}. */
export interface Paging {
  readonly start_cursor: string | undefined
  readonly page_size: number | undefined
}

/** The cursor and size of a page of results, and what is wrong with them. A cursor that is `null`, as after a last page, is none. */
export const paging = ({ start_cursor, page_size }: PageParams): Checked<Paging> => ({
  value: { start_cursor: start_cursor ?? undefined, page_size },
  issues:
    page_size === undefined || (Number.isInteger(page_size) && page_size >= 1 && page_size <= MAX_PAGE_SIZE)
      ? []
      : [{ field: 'page_size', given: page_size, allowed: `a whole number from 1 to ${MAX_PAGE_SIZE}` }],
})
