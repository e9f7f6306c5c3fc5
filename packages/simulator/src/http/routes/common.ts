/** Checks that several endpoints share. Some accept the read-only fields of a response, so that it can be sent back. */
import {
  boolean,
  type Check,
  fields,
  nullable,
  oneOf,
  optional,
  problem,
  string,
  uuid,
  variant,
} from '../../domain/validate/check.js'
import { isId } from '../../domain/values/id.js'
import { asObject, isObject } from '../../domain/values/json.js'
import { isLegacy, type Version } from '../../domain/version.js'

/** A key that a version no longer has. */
const removedKey: Check = (value, path) => (value === undefined ? [] : problem(path, 'not present', value))

/** An id as responses contain it: with dashes. */
const dashedId: Check = (value, path) =>
  isId(value) && value.includes('-') ? [] : problem(path, 'a valid uuid', value)

/** The keys of a response that requests cannot change: accepted when well formed, and ignored. */
export const readOnlyChecks = (object: string): Readonly<Record<string, Check>> => ({
  object: optional(oneOf(object)),
  id: optional(dashedId),
  created_time: optional(string()),
  last_edited_time: optional(string()),
  created_by: optional(fields({ id: uuid })),
  last_edited_by: optional(fields({ id: uuid })),
  url: optional(string()),
  public_url: optional(nullable(string())),
  request_id: optional(uuid),
})

/** `in_trash`, and `archived` in versions that still have it. */
export const trashChecks = (version: Version): Readonly<Record<string, Check>> => ({
  in_trash: optional(boolean),
  archived: isLegacy(version) ? optional(boolean) : removedKey,
})

/** The position of new children: `position`, and in older versions also `after`. */
export const positionChecks = (version: Version): Readonly<Record<string, Check>> => ({
  after: isLegacy(version) ? optional(uuid) : removedKey,
  position: optional((value, path) => [
    ...fields({ type: oneOf('after_block', 'start', 'end') })(value, path),
    ...(asObject(value).type === 'after_block' ? fields({ after_block: fields({ id: uuid }) })(value, path) : []),
  ]),
})

/** Checks a parent that is one of several kinds. */
export const parentCheck = (...keys: ReadonlyArray<string>): Check => {
  const names = Object.fromEntries(keys.map((key) => [key, key === 'workspace' ? oneOf(true) : uuid]))
  return (value, path) => {
    const { type, ...rest } = asObject(value)
    // A response contains the parent of a data source with its database, and may be sent back.
    const both = rest.data_source_id !== undefined && rest.database_id !== undefined
    const { database_id: _, ...single } = rest
    return isObject(value)
      ? variant(names)({ ...(both ? single : rest), ...(type === undefined ? {} : { type }) }, path)
      : variant(names)(value, path)
  }
}
