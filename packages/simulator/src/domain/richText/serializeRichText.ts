/**
 * Rich text in responses. Adjacent runs of the same style are merged in blocks, but not in titles and property values.
 */
import { isNotShared } from '../state/isNotShared.js'
import { plainTitle } from '../state/title.js'
import type { Workspace } from '../state/workspace.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { serializeDate } from '../values/serializeDate.js'
import { notionAddress } from './notionAddress.js'
import { serializeEmoji } from './serializeEmoji.js'

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
