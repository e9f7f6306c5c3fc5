/** What a type of block defines: the checks of requests, and how a request becomes the stored payload. */
import type { Workspace } from '../state/workspace.js'
import { anything, type Check, fields as checkFields, missing, optional } from '../validate/check.js'
import { get, type Json, type JsonObject } from '../values/json.js'
import * as field from './fields.js'

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

/** A type of block whose payload consists of fields. */
export const ofFields = (fields: Fields, nesting: Nesting = 'none'): BlockType => {
  const entries = Object.entries(fields)
  return {
    create: payloadCheck(
      entries.map(([key, { check, newCheck = check, required }]) => [
        key,
        required === true ? newCheck : optional(newCheck),
      ]),
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

/** A type that responses contain, and requests cannot. */
export const readOnly: BlockType = {
  create: (_, path) => missing(path),
  update: () => [],
  serialize: (_, request) => request,
  patch: (_, stored) => stored,
  nesting: 'none',
  updatable: false,
}

/** A link to a page. */
export const link: BlockType = {
  create: field.linkTarget.check,
  update: field.linkTarget.check,
  serialize: (_, request) => field.linkTarget.serialize(request),
  patch: (_, __, request) => field.linkTarget.serialize(request),
  nesting: 'none',
  updatable: true,
}
