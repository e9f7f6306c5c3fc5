/** A toggle: `<details>` on GitHub, a folded callout in Obsidian. Its helpers also serve toggle headings, quotes and callouts. */
import { h, serialize } from '../../html/hast.js'
import { hastInline } from '../../html/hastInline.js'
import { SCHEMES } from '../../html/schemes.js'
import { attributes, colorName } from '../inline/notionInline.js'
import { indent } from '../lines.js'
import type { Printer } from '../printer.js'
import { loseColor } from './shared.js'

/** A part that can be folded, as GitHub has it. */
export const details = (summary: string, body: string): string =>
  `<details>\n<summary>${summary}</summary>\n${body === '' ? '' : `\n${body}\n\n`}</details>`

export const toggle: Printer<unknown> = (input) => {
  const { content, inline, dialect, lose, options, body } = input
  if (dialect === 'notion') {
    const opening = `<details${attributes({ color: colorName(content.color) })}>`
    const below = body === '' ? '' : `${indent(body, '\t')}\n`
    return `${opening}\n<summary>${inline(content.rich_text, 'line')}</summary>\n${below}</details>`
  }
  loseColor(input)
  if (dialect === 'obsidian') {
    const label = inline(content.rich_text, 'line')
    const line = label === '' ? '[!toggle]-' : `[!toggle]- ${label}`
    return indentQuote(body === '' ? line : `${line}\n\n${body}`)
  }
  const inside = hastInline(content.rich_text, { options, lose, schemes: SCHEMES })
  return details(serialize(h('summary', {}, inside).children), body)
}

/** Lines of a quote. */
export const indentQuote = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
