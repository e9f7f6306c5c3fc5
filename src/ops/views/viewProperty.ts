/** How properties and pictures show in views. */
import type { Type } from 'io-ts'
import { boolean, number, string, struct } from '../../core/schema/combinators.js'
import type { Word } from '../../core/schema/variants.js'
import type { ViewDateFormat, ViewTimeFormat } from './viewConfigurationRequest.js'

/** How one property shows in a view. */
export interface ViewProperty {
  /** The id of the property. */
  readonly property_id: string
  /** The name of that property; answers give it, requests do without. */
  readonly property_name?: string
  /** Whether the view shows it. */
  readonly visible?: boolean
  /** The width of its column in pixels. */
  readonly width?: number
  /** Whether long values go over several lines. */
  readonly wrap?: boolean
  /** For a property of type `status` alone. */
  readonly status_show_as?: Word<'select' | 'checkbox'>
  /** How much of a card's width it takes. */
  readonly card_property_width_mode?: Word<'full_line' | 'inline'>
  /** How days are written, for a property with dates. */
  readonly date_format?: Word<ViewDateFormat>
  /** How times of day are written, for a property with dates. */
  readonly time_format?: Word<ViewTimeFormat>
}

/** What the pictures on cards are. */
export interface ViewCover {
  /** Where the picture is taken from. */
  readonly type: Word<'page_cover' | 'page_content' | 'page_content_first' | 'property'>
  /** The id of a property of files, where the type is `property`. */
  readonly property_id?: string
}

/** How rows that are part of other rows show. */
export interface Subtasks {
  /** The id of the relation to the row that they are part of. */
  readonly property_id?: string
  /** Whether and how they are shown. */
  readonly display_mode?: Word<'show' | 'hidden' | 'flattened' | 'disabled'>
  /** Which of them the filter of the view is for. */
  readonly filter_scope?: Word<'parents' | 'parents_and_subitems' | 'subitems'>
  readonly toggle_column_id?: string
}

/** How one property shows in a view. */
export const ViewProperty: Type<ViewProperty> = struct<ViewProperty>(
  { property_id: string },
  {
    property_name: string,
    visible: boolean,
    width: number,
    wrap: boolean,
    status_show_as: string,
    card_property_width_mode: string,
    date_format: string,
    time_format: string,
  },
)

/** What the pictures on cards are. */
export const ViewCover: Type<ViewCover> = struct<ViewCover>({ type: string }, { property_id: string })

/** How rows that are part of other rows show. */
export const Subtasks: Type<Subtasks> = struct<Subtasks>(
  {},
  { property_id: string, display_mode: string, filter_scope: string, toggle_column_id: string },
)
