/** Checks a declared workspace. The values of rows are checked later, when their database has a schema. */
import { boolean, type Check, fields, list, object, optional, problem, string, uuid } from '../validate/check.js'
import { isoDate } from '../validate/date.js'
import { isArray, isObject } from '../values/json.js'

const user = fields({ id: optional(uuid), name: string(), email: optional(string()) }, true)
const emoji = fields({ id: optional(uuid), name: string(), url: string() }, true)

const property: Check = (value, path) =>
  typeof value === 'string' || isObject(value) || (isArray(value) && value.every((each) => typeof each === 'string'))
    ? []
    : problem(path, 'a type, a list of options or a schema', value)

const properties: Check = (value, path) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, each]) => property(each, `${path}.${name}`))
    : problem(path, 'an object', value)

/** The keys of a row that are not values. The values are checked once there is a schema. */
const ownFields = {
  $id: optional(uuid),
  $shared: optional(boolean),
  $icon: optional(string()),
  $markdown: optional(string()),
  $created_time: optional(isoDate),
  $last_edited_time: optional(isoDate),
}

/** The keys of a declared row that are not values. */
export const OWN_KEYS: ReadonlyArray<string> = Object.keys(ownFields)

const row = fields(ownFields)

const times = { created_time: optional(isoDate), last_edited_time: optional(isoDate) }

const database = fields(
  {
    id: optional(uuid),
    ...times,
    data_source_id: optional(uuid),
    title: string(),
    shared: optional(boolean),
    properties: optional(properties),
    rows: optional(list(row)),
  },
  true,
)

const page: Check = (value, path) =>
  fields(
    {
      id: optional(uuid),
      title: string(),
      shared: optional(boolean),
      ...times,
      icon: optional(string()),
      markdown: optional(string()),
      blocks: optional(list(object)),
      comments: optional(list(string())),
      pages: optional(list(page)),
      databases: optional(list(database)),
    },
    true,
  )(value, path)

/** Checks a declared workspace. */
export const declaredCheck: Check = fields(
  {
    users: optional(list(user)),
    emojis: optional(list(emoji)),
    agents: optional(list(object)),
    pages: optional(list(page)),
    databases: optional(list(database)),
  },
  true,
)
