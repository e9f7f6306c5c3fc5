/** The fields that the payloads of blocks consist of, with their limits and defaults. */
import { richText } from '../richText/richText.js'
import { serializeBlockText } from '../richText/serializeRichText.js'
import type { Workspace } from '../state/workspace.js'
import {
  type Check,
  boolean as checkBoolean,
  fields,
  integer,
  list,
  nullable,
  number,
  oneOf,
  string,
  uuid,
  variant,
} from '../validate/check.js'
import { COLORS, LANGUAGES } from '../validate/enums.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { icon, newIcon, serializeIcon } from './icon.js'

/** One field of a block's payload, in requests and responses. */
export interface Field {
  readonly check: Check
  /** Checks the field of a new block, where that differs. */
  readonly newCheck?: Check
  readonly serialize: (workspace: Workspace, request: Json) => Json
  /**
   * The value in responses when a new block's request omits the field; without it the field stays absent, or is
   * required.
   */
  readonly initial?: Json
  readonly required?: boolean
  /** Can be set only when the block is created; an update refuses it, or ignores it. */
  readonly fixed?: 'refused' | 'ignored'
}

const identity = (_: Workspace, request: Json): Json => request

/** Rich text, required on a new block. */
export const text: Field = { check: richText, serialize: serializeBlockText, required: true }
/** A caption: rich text, empty by default. */
export const caption: Field = { check: richText, serialize: serializeBlockText, initial: [] }
/** A color of text or background. */
export const color: Field = { check: oneOf(...COLORS), serialize: identity, initial: 'default' }
/** An address of at most 2,000 characters. */
export const url: Field = { check: string(2000), serialize: identity, required: true }
/** The language of a code block. */
export const language: Field = { check: oneOf(...LANGUAGES), serialize: identity, required: true }
/** A LaTeX expression of at most 1,000 characters. */
export const expression: Field = { check: string(1000), serialize: identity, required: true }
/** True or false, false by default. */
export const flag: Field = { check: checkBoolean, serialize: identity, initial: false }
/** The icon of a paragraph as the label of a tab: null by default. */
export const labelIcon: Field = { check: icon, newCheck: newIcon, serialize: serializeIcon, initial: null }
/** A callout's icon: a light bulb by default. */
export const calloutIcon: Field = {
  check: icon,
  newCheck: newIcon,
  serialize: serializeIcon,
  initial: { type: 'emoji', emoji: '💡' },
}
/** A column's share of the width, between 0 and 1. */
export const ratio: Field = { check: number, serialize: identity }
/** The number of columns of a table. */
export const tableWidth: Field = { check: integer(1, 100), serialize: identity, required: true, fixed: 'refused' }

/** The cells of a table row, each of which is rich text. */
export const cells: Field = {
  check: list(richText, 100),
  serialize: (workspace, request) => asArray(request).map((cell) => serializeBlockText(workspace, cell)),
  required: true,
}

/** The original of a synced block, null for the original itself. */
export const syncedFrom: Field = {
  check: nullable(fields({ block_id: uuid })),
  serialize: (_, request) =>
    isObject(request) ? { type: 'block_id', block_id: dashed(asString(request.block_id)) } : null,
  required: true,
  fixed: 'ignored',
}

const LINKS = ['page_id', 'database_id', 'comment_id']

/** The target of a link to a page. */
export const linkTarget = {
  check: variant(Object.fromEntries(LINKS.map((key) => [key, uuid]))),
  serialize: (request: Json): JsonObject => {
    const target = asObject(request)
    const key = LINKS.find((each) => target[each] !== undefined) ?? 'page_id'
    return { type: key, [key]: dashed(asString(target[key])) }
  },
} as const
