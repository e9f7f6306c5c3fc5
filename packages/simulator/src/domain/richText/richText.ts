/**
 * Rich text in requests and responses. Adjacent runs of the same style are merged in blocks, but not in titles and
 * property values.
 */
import { isNotShared } from '../state/isNotShared.js'
import { plainTitle } from '../state/title.js'
import type { Workspace } from '../state/workspace.js'
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
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { serializeDate } from '../values/serializeDate.js'
import { notionAddress } from './notionAddress.js'
import { serializeEmoji } from './serializeEmoji.js'

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

/** The keys of a run: those that only responses have are accepted and ignored. */
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

const PLAIN: JsonObject = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

/** The address of a link. That of a host alone ends with a slash. */
const linkAddress = (url: string): string => (/^https?:\/\/[^/?#]+$/.test(url) ? `${url}/` : url)

const textRun = (text: JsonObject): JsonObject => {
  const link = get(text, 'link')
  const url = isObject(link) ? linkAddress(asString(link.url)) : null
  const content = asString(text.content)
  return { type: 'text', text: { content, link: url === null ? null : { url } }, plain_text: content, href: url }
}

const dateMention = (date: JsonObject): JsonObject => {
  const value = serializeDate(date)
  const { start = null, end = null } = value
  return {
    mention: { type: 'date', date: value },
    plain_text: end === null ? asString(start) : `${asString(start)} → ${asString(end)}`,
    href: null,
  }
}

const nodeMention = (workspace: Workspace, type: 'page' | 'database', id: string): JsonObject => {
  const node = workspace.nodes.get(dashed(id))
  return {
    mention: { type, [type]: { id: dashed(id) } },
    plain_text: node === undefined || isNotShared(workspace, node) ? 'Untitled' : plainTitle(node) || 'Untitled',
    href: notionAddress(id),
  }
}

const templateMention = (value: JsonObject): JsonObject => {
  const [type = 'template_mention_date'] = Object.keys(value).filter((key) => key !== 'type')
  const word = value[type] ?? 'today'
  const text = word === 'me' ? '@Me' : word === 'now' ? '@Now' : '@Today'
  return {
    mention: { type: 'template_mention', template_mention: { type, [type]: word } },
    plain_text: text,
    href: null,
  }
}

const mentionRun = (workspace: Workspace, request: JsonObject): JsonObject => {
  const kind = Object.keys(request).find((key) => key !== 'type') ?? 'page'
  const value = asObject(request[kind])
  const id = asString(value.id)
  if (kind === 'page' || kind === 'database') return nodeMention(workspace, kind, id)
  if (kind === 'date') return dateMention(value)
  if (kind === 'template_mention') return templateMention(value)
  if (kind === 'user') {
    const user = workspace.users.get(dashed(id)) ?? { object: 'user', id: dashed(id) }
    return { mention: { type: 'user', user }, plain_text: `@${asString(user.name) || 'Anonymous'}`, href: null }
  }
  if (kind === 'custom_emoji') {
    const emoji = serializeEmoji(workspace, value)
    return { mention: { type: kind, custom_emoji: emoji }, plain_text: `:${asString(emoji.name)}:`, href: null }
  }
  const href = asString(value.href ?? value.url)
  return { mention: { type: kind, [kind]: value }, plain_text: asString(value.title) || href, href }
}

const serializeRun = (workspace: Workspace, request: JsonObject): JsonObject => {
  const content: JsonObject = isObject(request.text)
    ? textRun(request.text)
    : isObject(request.mention)
      ? { type: 'mention', ...mentionRun(workspace, request.mention) }
      : {
          type: 'equation',
          equation: { expression: asString(asObject(request.equation).expression) },
          plain_text: asString(asObject(request.equation).expression),
          href: null,
        }
  const { plain_text = '', href = null, ...rest } = content
  return { ...rest, annotations: { ...PLAIN, ...asObject(request.annotations) }, plain_text, href }
}

/** Checked rich text in a response: with complete annotations and plain text, without empty runs. */
export const serializeRichText = (workspace: Workspace, request: Json): ReadonlyArray<Json> =>
  asArray(request)
    .map((run) => serializeRun(workspace, asObject(run)))
    .filter((run) => run.type !== 'text' || run.plain_text !== '')

const styleOf = (run: JsonObject): string => JSON.stringify([run.annotations ?? {}, run.href ?? null])

const joinRuns = (first: JsonObject, second: JsonObject): JsonObject => {
  const content = `${asString(first.plain_text)}${asString(second.plain_text)}`
  return { ...first, text: { ...asObject(first.text), content }, plain_text: content }
}

/** Rich text of a block in a response: adjacent runs of the same style are merged, regardless of their length. */
export const serializeBlockText = (workspace: Workspace, request: Json): ReadonlyArray<Json> => {
  const joined: Array<JsonObject> = []
  for (const run of serializeRichText(workspace, request).map(asObject)) {
    const last = joined.at(-1)
    const alike = last?.type === 'text' && run.type === 'text' && styleOf(last) === styleOf(run)
    if (last !== undefined && alike) joined[joined.length - 1] = joinRuns(last, run)
    else joined.push(run)
  }
  return joined
}

/** The plain text of rich text. */
export const plainText = (value: Json | undefined): string =>
  asArray(value)
    .map((run) => {
      const { plain_text, text } = asObject(run)
      return asString(plain_text ?? asObject(text).content)
    })
    .join('')
