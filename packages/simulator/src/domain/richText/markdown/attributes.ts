/** The attributes of tags and braces in Notion's Markdown, and its names of colors, which differ from the API's. */
import { COLORS } from '../../validate/enums.js'
import { asString, type Json, type JsonObject } from '../../values/json.js'

/** The attributes of a tag or of braces: `color="red" toggle="true"`. */
export type Attributes = ReadonlyMap<string, string>

const PAIR = /([a-z][a-zA-Z_-]*)="([^"]*)"/g

/** Reads `name="value"` pairs. */
export const attributesIn = (text: string): Attributes =>
  new Map([...text.matchAll(PAIR)].map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))

/** Writes `name="value"` pairs, each after a space; undefined values are omitted. */
export const attributesOf = (pairs: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${(value ?? '').replaceAll('"', '&quot;')}"`)
    .join('')

/** A color of the API in Markdown: `red_background` is `red_bg`, and the default is omitted. */
export const colorWord = (color: Json | undefined): string | undefined =>
  typeof color !== 'string' || color === 'default' ? undefined : color.replace(/_background$/, '_bg')

/** A color of Markdown in the API; undefined when it is unknown. */
export const colorOf = (word: string | undefined): string | undefined => {
  const color = asString(word).replace(/_bg$/, '_background')
  return COLORS.includes(color) ? color : undefined
}

/** The color in attributes as part of a block's payload. */
export const colored = (attributes: Attributes): JsonObject => {
  const color = colorOf(attributes.get('color'))
  return color === undefined ? {} : { color }
}
