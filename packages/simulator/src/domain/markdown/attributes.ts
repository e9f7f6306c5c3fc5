import { COLORS } from '../validate/enums.js'
import { asString, type Json, type JsonObject } from '../values/json.js'

/** What a tag or a pair of braces says: `color="red" toggle="true"`. */
export type Attributes = ReadonlyMap<string, string>

const PAIR = /([a-z][a-zA-Z_-]*)="([^"]*)"/g

/** Reads `name="value"` pairs. */
export const attributesIn = (text: string): Attributes =>
  new Map([...text.matchAll(PAIR)].map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))

/** Writes `name="value"` pairs, each with a space before it; what is undefined is left out. */
export const attributesOf = (pairs: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${(value ?? '').replaceAll('"', '&quot;')}"`)
    .join('')

/** A color of the API as Markdown has it: `red_background` is `red_bg`, and the default is nothing. */
export const colorWord = (color: Json | undefined): string | undefined =>
  typeof color !== 'string' || color === 'default' ? undefined : color.replace(/_background$/, '_bg')

/** A color of Markdown as the API has it; undefined when it is none. */
export const colorOf = (word: string | undefined): string | undefined => {
  const color = asString(word).replace(/_bg$/, '_background')
  return COLORS.includes(color) ? color : undefined
}

/** The color that attributes tell, as a block's payload has it. */
export const colored = (attributes: Attributes): JsonObject => {
  const color = colorOf(attributes.get('color'))
  return color === undefined ? {} : { color }
}
