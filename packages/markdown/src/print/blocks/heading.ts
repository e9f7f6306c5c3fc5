/** Headings of all four levels. A toggle heading becomes `<details>` on GitHub, and a plain heading in Obsidian. */
import { h, serialize } from '../../html/hast.js'
import { hastInline } from '../../html/hastInline.js'
import { SCHEMES } from '../../html/schemes.js'
import type { Printer } from '../printer.js'
import { flattened, loseColor, notionLine } from './shared.js'
import { details } from './toggle.js'

const ofLevel =
  (level: number): Printer<unknown> =>
  (input) => {
    const { content, inline, dialect, lose, options, body } = input
    const isToggle = content.is_toggleable === true || body !== ''
    const signs = '#'.repeat(level)
    // Signs at the end would not be read.
    const text = inline(content.rich_text, 'line').replace(/#$/, '\\#')
    const line = text === '' ? signs : `${signs} ${text}`
    if (dialect === 'notion') return notionLine(line, input, isToggle ? 'true' : undefined)
    loseColor(input)
    if (!isToggle) return line
    if (dialect === 'gfm') {
      const inside = hastInline(content.rich_text, { options, lose, schemes: SCHEMES })
      return details(serialize([h(`h${level}`, {}, inside)]), body)
    }
    lose('toggle', 'the heading cannot be folded as a block')
    return flattened(line, { ...input, lose: () => {} })
  }

export const heading_1: Printer<unknown> = ofLevel(1)
export const heading_2: Printer<unknown> = ofLevel(2)
export const heading_3: Printer<unknown> = ofLevel(3)
export const heading_4: Printer<unknown> = ofLevel(4)
