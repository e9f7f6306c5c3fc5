/** The table of all types of block, including those that only responses contain, such as `child_page`. */
import { type BlockType, link, ofFields, readOnly } from './blockType.js'
import * as field from './fields.js'
import { media } from './media.js'

const { text, color, caption } = field
const heading = ofFields({ rich_text: text, is_toggleable: field.flag, color }, 'optional')
const plain = ofFields({ rich_text: text, color }, 'optional')
const notUpdatable = (type: BlockType): BlockType => ({ ...type, updatable: false })

/** Every type of block, by its name on the newest version. */
export const BLOCK_TYPES: ReadonlyMap<string, BlockType> = new Map(
  Object.entries({
    paragraph: ofFields({ rich_text: text, icon: field.labelIcon, color }, 'optional'),
    heading_1: heading,
    heading_2: heading,
    heading_3: heading,
    heading_4: heading,
    bulleted_list_item: plain,
    // The start and the format of a list are in responses, and cannot be set.
    numbered_list_item: plain,
    quote: plain,
    to_do: ofFields({ rich_text: text, checked: field.flag, color }, 'optional'),
    toggle: plain,
    callout: ofFields({ rich_text: text, icon: field.calloutIcon, color }, 'optional'),
    template: ofFields({ rich_text: text }, 'optional'),
    code: ofFields({ caption, rich_text: text, language: field.language }),
    equation: ofFields({ expression: field.expression }),
    divider: ofFields({}),
    breadcrumb: ofFields({}),
    table_of_contents: ofFields({ color }),
    tab: ofFields({}, 'required'),
    column_list: notUpdatable(ofFields({}, 'required')),
    column: ofFields({ width_ratio: field.ratio }, 'optional'),
    table: ofFields(
      { table_width: field.tableWidth, has_column_header: field.flag, has_row_header: field.flag },
      'required',
    ),
    table_row: ofFields({ cells: field.cells }),
    synced_block: ofFields({ synced_from: field.syncedFrom }, 'optional'),
    link_to_page: link,
    embed: ofFields({ caption, url: field.url }),
    bookmark: ofFields({ caption, url: field.url }),
    image: media(),
    video: media(),
    pdf: media(),
    audio: media(),
    file: media(true),
    child_page: readOnly,
    child_database: readOnly,
    link_preview: readOnly,
    meeting_notes: readOnly,
    unsupported: readOnly,
  }),
)

/** The types that a request can create, in the order in which the API lists them in an error message. */
export const CREATABLE_TYPES: ReadonlyArray<string> =
  'embed|bookmark|image|video|pdf|file|audio|code|equation|divider|breadcrumb|tab|table_of_contents|link_to_page|table_row|table|column_list|column|heading_1|heading_2|heading_3|heading_4|paragraph|bulleted_list_item|numbered_list_item|quote|to_do|toggle|template|callout|synced_block'.split(
    '|',
  )
