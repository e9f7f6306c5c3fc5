/** A code block as a fenced block. The caption follows as a paragraph, since a fence has no place for one. */
import { text } from '../../shared/json.js'
import { infoOf } from '../../shared/languages.js'
import { leavesOf, plainOf } from '../../shared/leaves.js'
import type { Printer } from '../printer.js'

/** Fences are longer than any in the code. */
const fenceFor = (code: string): string => {
  let longest = 2
  for (const [ticks] of code.matchAll(/`{3,}/g)) longest = Math.max(longest, ticks.length)
  return '`'.repeat(longest + 1)
}

export const code: Printer<unknown> = ({ content, dialect, lose, inline }) => {
  const raw = plainOf(content.rich_text)
  const source = raw.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd')
  if (source !== raw) lose('text', 'carriage returns and null characters are replaced')
  if (leavesOf(content.rich_text).some(({ kind, marks }) => kind !== 'text' || marks.length > 0))
    lose('style', 'code has no styles')
  const language = text(content.language)
  const info = dialect === 'notion' ? language : infoOf(language)
  const fence = fenceFor(source)
  const block = `${fence}${info}\n${source}\n${fence}`
  const caption = inline(content.caption, 'line')
  if (caption === '') return source === '' ? `${fence}${info}\n${fence}` : block
  lose('caption', 'written as a paragraph')
  return `${block}\n${dialect === 'notion' ? '' : '\n'}${caption}`
}
