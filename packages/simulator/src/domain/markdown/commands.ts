/** The commands that change the Markdown of a page, as operations on text. They name a place by the text there. */
import { invalid } from '../errors.js'
import { boolean, type Check, fields, list, oneOf, optional, string } from '../validate/check.js'
import { asArray, asObject, asString, type JsonObject } from '../values/json.js'

const deleting = { allow_deleting_content: optional(boolean) }

/** The commands of an update, by type. */
export const COMMANDS: Readonly<Record<string, Check>> = {
  insert_content: fields({
    content: string(),
    after: optional(string()),
    position: optional(fields({ type: oneOf('start', 'end') })),
  }),
  replace_content_range: fields({ content: string(), content_range: string(), ...deleting }),
  update_content: fields({
    content_updates: list(
      fields({ old_str: string(), new_str: string(), replace_all_matches: optional(boolean) }),
      100,
    ),
    ...deleting,
  }),
  replace_content: fields({ new_str: string(), ...deleting }),
}

const stringNotFound = (text: string): Error =>
  invalid(`String not found: <pattern>${text}</pattern> in current version of the page`)

/** A range is a text, or its beginning and end with three dots between. */
const rangeOf = (markdown: string, range: string): readonly [number, number] => {
  const requested = range.replace(/\n$/, '')
  const exact = markdown.indexOf(requested)
  if (exact >= 0) return [exact, exact + requested.length]
  const [head = '', tail = ''] = requested.split('...')
  const start = markdown.indexOf(head)
  const end = start < 0 || tail === '' ? -1 : markdown.indexOf(tail, start + head.length)
  if (end < 0) throw stringNotFound(range)
  return [start, end + tail.length]
}

const inserted = (markdown: string, command: JsonObject): string => {
  const content = asString(command.content)
  if (command.after !== undefined && command.position !== undefined)
    throw invalid('insert_content.after and insert_content.position cannot both be provided. Use one of them.')
  if (asObject(command.position).type === 'start') return `${content}\n${markdown}`
  if (typeof command.after !== 'string') return `${markdown}\n${content}`
  const [, end] = rangeOf(markdown, command.after)
  return `${markdown.slice(0, end)}\n${content}${markdown.slice(end)}`
}

/** The updates whose texts are in the Markdown; all of them when none is, so that they are refused. */
const applicable = (markdown: string, updates: ReadonlyArray<JsonObject>): ReadonlyArray<JsonObject> => {
  const found = updates.filter(({ old_str: old }) => old !== '' && markdown.includes(asString(old)))
  return found.length === 0 ? updates : found
}

const updated = (markdown: string, updates: ReadonlyArray<JsonObject>): string =>
  updates.reduce((text, { old_str: old, new_str: next, replace_all_matches: all }) => {
    const parts = text.split(asString(old))
    if (asString(old) === '' || parts.length < 2) throw stringNotFound(asString(old))
    if (parts.length > 2 && all !== true)
      throw invalid(
        `The text ${JSON.stringify(old ?? '')} occurs more than once. Set replace_all_matches to replace them all.`,
      )
    return parts.join(asString(next))
  }, markdown)

/**
 * Applies a checked command to Markdown. Throws a refusal when the text that it names is not found; `inPart` is whether
 * some texts of an update may be missing.
 */
export const applyCommand = (markdown: string, type: string, command: JsonObject, inPart: boolean): string => {
  if (type === 'insert_content') return inserted(markdown, command)
  if (type === 'update_content') {
    const updates = asArray(command.content_updates).map(asObject)
    return updated(markdown, inPart ? applicable(markdown, updates) : updates)
  }
  if (type === 'replace_content') return asString(command.new_str)
  const [start, end] = rangeOf(markdown, asString(command.content_range))
  return `${markdown.slice(0, start)}${asString(command.content)}${markdown.slice(end)}`
}
