/** Checks rich text in requests. Keys that only responses contain are accepted, so that it can be sent back. */
import {
  boolean,
  type Check,
  fields,
  list,
  missing,
  nullable,
  object,
  oneOf,
  optional,
  problem,
  string,
  uuid,
  variant,
} from '../validate/check.js'
import { dateValue } from '../validate/date.js'
import { COLORS } from '../validate/enums.js'
import { get, isObject, type JsonObject } from '../values/json.js'

const annotations = fields({
  bold: optional(boolean),
  italic: optional(boolean),
  strikethrough: optional(boolean),
  underline: optional(boolean),
  code: optional(boolean),
  color: optional(oneOf(...COLORS)),
})

const mention = variant({
  user: fields({ id: uuid }),
  date: dateValue,
  page: fields({ id: uuid }),
  database: fields({ id: uuid }),
  template_mention: variant({
    template_mention_date: oneOf('today', 'now'),
    template_mention_user: oneOf('me'),
  }),
  custom_emoji: fields({ id: uuid }),
  link_mention: object,
  link_preview: fields({ url: string(2000) }),
})

const KINDS = {
  text: fields({ content: string(2000), link: optional(nullable(fields({ url: string(2000) }))) }),
  mention,
  equation: fields({ expression: string(1000) }),
}

/** The keys of a run. Keys that only responses have are accepted and ignored. */
const RUN_KEYS = ['type', 'annotations', 'plain_text', 'href', 'object', ...Object.keys(KINDS)]

const ofKind = variant(KINDS)

/** A run with an unknown key does not match any kind. */
const unknownKeyProblems = (run: JsonObject, path: string): ReadonlyArray<string> => {
  const unknown = Object.keys(run).filter((key) => !RUN_KEYS.includes(key))
  const others = Object.keys(KINDS).filter((key) => get(run, key) === undefined)
  if (unknown.length === 0 || others.length === Object.keys(KINDS).length) return []
  return [
    ...unknown.flatMap((key) => problem(`${path}.${key}`, 'not present', run[key])),
    ...others.flatMap((key) => missing(`${path}.${key}`)),
  ]
}

const run: Check = (value, path) => {
  const problems = isObject(value) ? unknownKeyProblems(value, path) : []
  return problems.length > 0
    ? problems
    : [
        ...ofKind(value, path),
        ...optional(annotations)(isObject(value) ? get(value, 'annotations') : undefined, `${path}.annotations`),
      ]
}

/** Checks rich text in a request: at most 100 runs of at most 2,000 characters. */
export const richText: Check = list(run, 100)
