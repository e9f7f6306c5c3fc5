/** Parses one line of Markdown into one block, with the attributes in braces at its end. */
import { attributesIn, colored, colorOf } from '../richText/markdown/attributes.js'
import { inline } from '../richText/markdown/parse.js'
import type { JsonObject } from '../values/json.js'

const BRACES = /\s*\{((?:[a-z_]+="[^"]*"\s*)+)\}\s*$/

/** A block of text, with the attributes in the braces at its end. */
const block = (type: string, text: string, fields: JsonObject = {}): JsonObject => {
  const found = BRACES.exec(text)
  const attributes = attributesIn(found?.[1] ?? '')
  const color = colorOf(attributes.get('color'))
  const hasAttributes = color !== undefined || attributes.get('toggle') === 'true'
  return {
    type,
    [type]: {
      rich_text: inline(hasAttributes && found !== null ? text.slice(0, found.index) : text),
      ...(color === undefined ? {} : { color }),
      ...(type.startsWith('heading_') && attributes.get('toggle') === 'true' ? { is_toggleable: true } : {}),
      ...fields,
    },
  }
}

const external = (type: string, url: string, caption: string): JsonObject => ({
  type,
  [type]: { external: { url: url.slice(0, 2000) }, ...(caption === '' ? {} : { caption: inline(caption) }) },
})

type Pattern = readonly [RegExp, (match: RegExpExecArray) => JsonObject]

const PATTERNS: ReadonlyArray<Pattern> = [
  [/^(#{1,6})\s+(.*)$/, ([, marks = '#', text = '']) => block(`heading_${Math.min(4, marks.length)}`, text)],
  [/^[-*]\s+\[([ xX])\](?:\s(.*))?$/, ([, mark = ' ', text = '']) => block('to_do', text, { checked: mark !== ' ' })],
  [/^[-*]\s+(.*)$/, ([, text = '']) => block('bulleted_list_item', text)],
  [/^[-*]$/, () => block('bulleted_list_item', '')],
  [/^\d+\.(?:\s+(.*))?$/, ([, text = '']) => block('numbered_list_item', text)],
  [/^>\s?(.*)$/, ([, text = '']) => block('quote', text)],
  [/^(?:---|\*\*\*)\s*$/, () => ({ type: 'divider', divider: {} })],
  [
    /^!\[((?:\\.|[^\]\\])*)\]\(([^\s)]+)\)(?:\s*\{[^}]*\})?$/,
    ([, caption = '', url = '']) => external('image', url, caption),
  ],
  [
    /^<(audio|video|file|pdf)((?: [a-zA-Z_-]+="[^"]*")*)>(.*)<\/\1>$/,
    ([, type = '', attributes = '', caption = '']) =>
      external(type, attributesIn(attributes).get('src') ?? '', caption),
  ],
  [
    /^<table_of_contents((?: [a-zA-Z_-]+="[^"]*")*)\s*\/?>$/,
    ([, attributes = '']) => ({ type: 'table_of_contents', table_of_contents: colored(attributesIn(attributes)) }),
  ],
  [/^<empty-block\/>(.*)$/, ([, braces = '']) => block('paragraph', braces)],
  [/^(#{1,6})$/, ([marks = '#']) => block(`heading_${Math.min(4, marks.length)}`, '')],
]

/** The block request of one line; a paragraph when it is no other type. */
export const parseLine = (text: string): JsonObject => {
  for (const [pattern, make] of PATTERNS) {
    const match = pattern.exec(text)
    if (match !== null) return make(match)
  }
  return block('paragraph', text)
}
