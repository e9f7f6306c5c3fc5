/** The type `rich_text`. Converted to a type that holds a string, it keeps its plain text. */
import { plainText } from '../../richText/plainText.js'
import type { PropertyKind } from '../kind.js'
import { richTextKind } from '../textKinds.js'

/** `rich_text`. */
export const richText: PropertyKind = richTextKind('rich_text', 'text', {
  convert: (stored, to) => (to.holdsString === true ? plainText(stored) || null : undefined),
  moves: 'stored',
})
