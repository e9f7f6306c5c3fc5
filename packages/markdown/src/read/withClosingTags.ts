/**
 * Puts a blank line above each line with a closing tag of Notion. Without it, CommonMark reads the tag as part of the paragraph above.
 *
 * @internal
 */

/** A line with only the closing tag of a block that contains Markdown. */
const CLOSES = /^[ \t]*<\/(?:callout|columns?|quote|synced[_-]block(?:[_-]reference)?|tabs?|todo|toggle)>[ \t]*$/

/** Whether a line begins a block of HTML, which CommonMark ends at the next blank line: the closing tag then belongs to it. */
const isHtml = (line: string): boolean =>
  /^[ \t]*<\/?(?:[a-z][^<>]*>[ \t]*$|(?:p|h[1-6]|ul|ol|li|table|t[rdh]|details|summary|div|section)[\s>])/i.test(line)

/** The changed Markdown, and the original number of each of its lines. */
export interface SeparatedLines {
  readonly markdown: string
  /** The original number of a line, from 1. */
  readonly lineAt: (line: number) => number
}

/** Markdown with a blank line above each line that closes a tag. */
export const withClosingTags = (markdown: string): SeparatedLines => {
  if (!/^[ \t]*<\/[a-z_-]+>[ \t]*$/m.test(markdown)) return { markdown, lineAt: (line) => line }
  const out: Array<string> = []
  const given: Array<number> = []
  let fence = ''
  /** The first line after the last blank line; empty after a blank line. */
  let first = ''
  const push = (line: string, number: number): void => {
    out.push(line)
    given.push(number)
  }
  markdown.split('\n').forEach((line, at) => {
    const [, ticks] = /^[ \t]*(`{3,}|~{3,})/.exec(line) ?? []
    if (ticks !== undefined) fence = fence === '' ? ticks : ticks.startsWith(fence) ? '' : fence
    if (fence === '' && CLOSES.test(line) && first !== '' && !isHtml(first)) {
      push('', at + 1)
      first = ''
      push(line.trim(), at + 1)
    } else push(line, at + 1)
    first = line.trim() === '' ? '' : first || line
  })
  return { markdown: out.join('\n'), lineAt: (line) => given[line - 1] ?? line }
}
