/** What the operations on pages take besides properties: where a page goes, and what it starts with. */
import type { AbsentBesideAnotherParent } from '../../core/schema/absent.js'
import type { OneType } from '../../core/schema/exactlyOne.js'

interface NewPageParents {
  /** The id or the address of a page. */
  readonly page_id: string
  /** The id of the data source that the page becomes a row of. */
  readonly data_source_id: string
  /** The id or the address of a database that has one data source. */
  readonly database_id: string
  /** The private section of the user that the connection acts for; only public connections and personal tokens may. */
  readonly workspace: true
}

/** What a new page goes into. */
export type NewPageParentRequest = OneType<NewPageParents, AbsentBesideAnotherParent>

/** The template to fill a page from; Notion does so after it has answered. */
export type TemplateRequest =
  | {
      readonly type: 'default'
      /** The IANA zone that dates of the template are worked out in, such as `Europe/Paris`. */
      readonly timezone?: string | undefined
    }
  | {
      readonly type: 'template_id'
      /** The id of a template of the data source. */
      readonly template_id: string
      /** The IANA zone that dates of the template are worked out in, such as `Europe/Paris`. */
      readonly timezone?: string | undefined
    }

/** Where among the content of its parent a new page goes. */
export type PagePositionRequest =
  | {
      readonly type: 'after_block'
      readonly after_block: {
        /** The id of a block of the parent, or the address that points at it. */
        readonly id: string
      }
    }
  | { readonly type: 'page_start' }
  | { readonly type: 'page_end' }
