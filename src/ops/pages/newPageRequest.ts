/** Parents, templates and positions of new pages. */
import type { AbsentBesideAnotherParent } from '../../core/schema/absent.js'
import type { OneType } from '../../core/schema/exactlyOne.js'

interface NewPageParents {
  /** The id or the URL of a page. */
  readonly page_id: string
  /** The id of a data source; the page becomes one of its rows. */
  readonly data_source_id: string
  /** The id or the URL of a database with exactly one data source. */
  readonly database_id: string
  /** The private section of the user that the connection acts for; only for public connections and personal access tokens. */
  readonly workspace: true
}

/** The parent of a new page. */
export type NewPageParentRequest = OneType<NewPageParents, AbsentBesideAnotherParent>

/** The template to apply to a page, after the response. */
export type TemplateRequest =
  | {
      readonly type: 'default'
      /** The IANA time zone for the dates of the template, such as `Europe/Paris`. */
      readonly timezone?: string | undefined
    }
  | {
      readonly type: 'template_id'
      /** The id of a template of the data source. */
      readonly template_id: string
      /** The IANA time zone for the dates of the template, such as `Europe/Paris`. */
      readonly timezone?: string | undefined
    }

/** The position of a new page among the content of its parent. */
export type PagePositionRequest =
  | {
      readonly type: 'after_block'
      readonly after_block: {
        /** The id of a block of the parent, or a URL that points to it. */
        readonly id: string
      }
    }
  | { readonly type: 'page_start' }
  | { readonly type: 'page_end' }
