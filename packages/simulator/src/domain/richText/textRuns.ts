/** Plain text as rich text of a response. */
import type { Json } from '../values/json.js'

/** Rich text of one run without style. */
export const textRuns = (text: string): Json => [
  {
    type: 'text',
    text: { content: text, link: null },
    annotations: { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' },
    plain_text: text,
    href: null,
  },
]
