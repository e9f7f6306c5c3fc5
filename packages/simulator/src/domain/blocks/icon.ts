/** Icons and covers. The address of one of Notion's own icons becomes the built-in icon. */
import { newFile, serializeFileSource } from '../files/fileSource.js'
import { serializeEmoji } from '../richText/serializeEmoji.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, nullable, oneOf, optional, problem, string, uuid, variant } from '../validate/check.js'
import { OPTION_COLORS } from '../validate/enums.js'
import { asObject, asString, get, isObject, type Json } from '../values/json.js'

const ICON_COLORS = OPTION_COLORS.map((color) => (color === 'default' ? 'lightgray' : color))

const builtIn = fields({ name: string(), color: optional(oneOf(...ICON_COLORS)) })

/** The address of Notion's own icons, with their name and color. */
const NOTION_ICON = /^https:\/\/www\.notion\.so\/icons\/([a-z0-9-]+)_([a-z]+)\.svg$/

/** The built-in icon at an address. */
const notionIcon = (address: string): Json | undefined => {
  const [, name, color] = NOTION_ICON.exec(address) ?? []
  return name === undefined || color === undefined || !ICON_COLORS.includes(color)
    ? undefined
    : { type: 'icon', icon: { name, color } }
}

/** Contains an emoji, a flag or a keycap. */
const EMOJI_CHARACTER = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

const emoji: Check = (value, path) => {
  const problems = string()(value, path)
  if (problems.length > 0 || typeof value !== 'string') return problems
  // The emoji ℹ️ is a letter as well.
  return EMOJI_CHARACTER.test(value) && !/(?!\p{Extended_Pictographic})[\p{L}\s]/u.test(value)
    ? []
    : problem(path, 'a valid emoji', value)
}

/** Checks the icon of a new block, which cannot be null. */
export const newIcon: Check = variant({ emoji, ...newFile, custom_emoji: fields({ id: uuid }), icon: builtIn })

/** Checks an icon in a request; null removes it. */
export const icon: Check = nullable(newIcon)

/** Checks a cover in a request; null removes it. */
export const cover: Check = nullable(variant(newFile))

/** An icon in a response. */
export const serializeIcon = (workspace: Workspace, request: Json | undefined): Json => {
  if (!isObject(request)) return null
  const emoji = get(request, 'emoji')
  if (emoji !== undefined) return { type: 'emoji', emoji }
  const builtInIcon = get(request, 'icon')
  if (isObject(builtInIcon))
    return { type: 'icon', icon: { name: asString(builtInIcon.name), color: builtInIcon.color ?? 'gray' } }
  const custom = get(request, 'custom_emoji')
  if (custom === undefined)
    return notionIcon(asString(asObject(get(request, 'external')).url)) ?? serializeFileSource(workspace, request)
  return { type: 'custom_emoji', custom_emoji: serializeEmoji(workspace, asObject(custom)) }
}

/** A cover in a response. */
export const serializeCover = (workspace: Workspace, request: Json | undefined): Json =>
  isObject(request) ? serializeFileSource(workspace, request) : null
