import type { Workspace } from '../state/workspace.js'
import {
  anything,
  type Check,
  fields as checkFields,
  string as checkString,
  missing,
  optional,
} from '../validate/check.js'
import { asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import * as field from './fields.js'
import { nameFromUrl, newSource, serializeFileSource } from './media.js'

/** Whether a new block of a type can, must or cannot have children. */
type Nesting = 'none' | 'optional' | 'required'

/** Everything that is specific to one type of block. */
export interface BlockType {
  readonly create: Check
  readonly update: Check
  readonly serialize: (workspace: Workspace, request: JsonObject) => JsonObject
  readonly patch: (workspace: Workspace, stored: JsonObject, request: JsonObject) => JsonObject
  readonly nesting: Nesting
  readonly updatable: boolean
}

type Fields = Readonly<Record<string, field.Field>>

/** `children` is checked where its depth is known. */
const payloadCheck = (checks: ReadonlyArray<readonly [string, Check]>): Check =>
  checkFields({ ...Object.fromEntries(checks), children: optional(anything) }, true)

const ofFields = (fields: Fields, nesting: Nesting = 'none'): BlockType => {
  const entries = Object.entries(fields)
  return {
    create: payloadCheck(
      entries.map(([key, { check, required }]) => [key, required === true ? check : optional(check)]),
    ),
    update: payloadCheck(
      entries.flatMap(
        ([key, { check, fixed }]): ReadonlyArray<readonly [string, Check]> =>
          fixed === 'refused' ? [] : [[key, optional(check)]],
      ),
    ),
    serialize: (workspace, request) =>
      Object.fromEntries(
        entries.flatMap(([key, { serialize, initial }]): ReadonlyArray<[string, Json]> => {
          const value = get(request, key)
          if (value !== undefined) return [[key, serialize(workspace, value)]]
          return initial === undefined ? [] : [[key, initial]]
        }),
      ),
    patch: (workspace, stored, request) => ({
      ...stored,
      ...Object.fromEntries(
        entries.flatMap(([key, { serialize, fixed }]): ReadonlyArray<[string, Json]> => {
          const value = get(request, key)
          return value === undefined || fixed !== undefined ? [] : [[key, serialize(workspace, value)]]
        }),
      ),
    }),
    nesting,
    updatable: true,
  }
}

const media = (named = false): BlockType => {
  const source = (workspace: Workspace, request: JsonObject): JsonObject => {
    const serialized = serializeFileSource(workspace, request)
    const given = get(request, 'name')
    const kept = nameOf(serialized)
    return {
      ...serialized,
      ...(named ? { name: typeof given === 'string' ? withExtensionOf(given, kept) : kept } : {}),
    }
  }
  const caption = (workspace: Workspace, request: JsonObject): Json =>
    request.caption === undefined ? [] : field.caption.serialize(workspace, request.caption)
  const hasSource = (request: JsonObject): boolean =>
    ['external', 'file_upload', 'file'].some((key) => get(request, key) !== undefined)
  const optionalFields = {
    caption: optional(field.caption.check),
    type: optional(anything),
    external: optional(anything),
    file_upload: optional(anything),
    children: optional(anything),
    ...(named ? { name: optional(checkString()) } : {}),
  }
  const updateFields = checkFields(optionalFields, true)
  // A file hosted by Notion cannot be used for a new block: it is ignored.
  const createFields = checkFields({ ...optionalFields, file: optional(anything) }, true)
  return {
    create: (value, path) => [...createFields(value, path), ...newSource(value, path)],
    update: (value, path) => [
      ...updateFields(value, path),
      ...(isObject(value) && hasSource(value) ? newSource(value, path) : []),
    ],
    serialize: (workspace, request) => ({ caption: caption(workspace, request), ...source(workspace, request) }),
    patch: (workspace, stored, request) => {
      const newCaption = request.caption === undefined ? (stored.caption ?? []) : caption(workspace, request)
      if (!hasSource(request)) {
        const name = get(request, 'name')
        const renamed = named && typeof name === 'string' ? { name: withExtensionOf(name, nameOf(stored)) } : {}
        return { ...stored, caption: newCaption, ...renamed }
      }
      return { caption: newCaption, ...source(workspace, request) }
    },
    nesting: 'none',
    updatable: true,
  }
}

/** A file's name with percent signs decoded where possible. */
const decodeName = (url: string): string => {
  const name = nameFromUrl(url)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const nameOf = ({ external, file }: JsonObject): string =>
  decodeName(asString(isObject(external) ? external.url : asObject(file).url))

const EXTENSION = /\.\w+$/

/** A new name of a file; without an extension it gets that of the file. */
const withExtensionOf = (name: string, file: string): string =>
  name === '' || EXTENSION.test(name) ? name : `${name}${EXTENSION.exec(file)?.[0] ?? ''}`

const readOnly: BlockType = {
  create: (_, path) => missing(path),
  update: () => [],
  serialize: (_, request) => request,
  patch: (_, stored) => stored,
  nesting: 'none',
  updatable: false,
}

const link: BlockType = {
  create: field.linkTarget.check,
  update: field.linkTarget.check,
  serialize: (_, request) => field.linkTarget.serialize(request),
  patch: (_, __, request) => field.linkTarget.serialize(request),
  nesting: 'none',
  updatable: true,
}

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
