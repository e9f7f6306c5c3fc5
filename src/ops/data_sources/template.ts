/** The templates of a data source. */
import type { Type } from 'io-ts'
import { boolean, list, nullable, string, struct } from '../../core/schema/combinators.js'

/** A template for new pages. */
export interface DataSourceTemplate {
  /** The id of the template page. */
  readonly id: string
  /** The title of the template, as plain text. */
  readonly name: string
  /** Whether it is the default template. */
  readonly is_default: boolean
}

/** One page of templates; Notion returns them as `templates` instead of `results`. */
export interface DataSourceTemplates {
  /** The templates of this page of results, at most 100. */
  readonly templates: ReadonlyArray<DataSourceTemplate>
  /** Whether there are more results. */
  readonly has_more: boolean
  /** The `start_cursor` of the next page of results; `null` on the last one. */
  readonly next_cursor: string | null
  /** The id of the request. */
  readonly request_id?: string
}

/** A template for new pages. */
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
