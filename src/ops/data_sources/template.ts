/** The templates of a data source. */
import type { Type } from 'io-ts'
import { boolean, list, nullable, string, struct } from '../../core/schema/combinators.js'

/** A template that a page can be made from. */
export interface DataSourceTemplate {
  /** The id of the page that is the template. */
  readonly id: string
  /** The title of the template, as plain text. */
  readonly name: string
  /** Whether a new page is made from it where none is named. */
  readonly is_default: boolean
}

/** One page of templates; Notion keeps them under a name of their own, not in `results`. */
export interface DataSourceTemplates {
  /** This page alone, at most 100. */
  readonly templates: ReadonlyArray<DataSourceTemplate>
  /** Whether there is a further page. */
  readonly has_more: boolean
  /** What to pass as `start_cursor` for the next page; `null` after the last. */
  readonly next_cursor: string | null
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** A template that a page can be made from. */
export const DataSourceTemplate: Type<DataSourceTemplate> = struct<DataSourceTemplate>({
  id: string,
  name: string,
  is_default: boolean,
})

/** One page of templates. */
export const DataSourceTemplates: Type<DataSourceTemplates> = struct<DataSourceTemplates>(
  { templates: list(DataSourceTemplate), has_more: boolean, next_cursor: nullable(string) },
  { request_id: string },
)
