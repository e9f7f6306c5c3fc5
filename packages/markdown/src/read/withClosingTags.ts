/**
 * Lines that close a tag of Notion, which Markdown does not take for the end of the paragraph above.
 *
 * @internal
 */

/** Whether a line closes a tag of a block, and may be followed by others. */
const CLOSES = /^[ \t]*<\/(?:callout|columns?|quote|synced[_-]block(?:[_-]reference)?|tabs?|todo|toggle)>[ \t]*$/

/** Whether lines that begin with a line are HTML up to the next blank line. */
const isHtml = (line: string): boolean =>
  /^[ \t]*<\/?(?:[a-z][^<>]*>[ \t]*$|(?:p|h[1-6]|ul|ol|li|table|t[rdh]|details|summary|div|section)[\s>])/i.test(line)

/** Markdown, and the line of the given Markdown for each of its lines. */
export interface SeparatedLines {
  readonly markdown: string
  /** The line that was given, from 1, for a line. */
  readonly lineAt: (line: number) => number
}

/** Markdown with a blank line above each line that closes a tag. */
export const withClosingTags = (markdown: string): SeparatedLines => {
  if (!/^[ \t]*<\/[a-z_-]+>[ \t]*$/m.test(markdown)) return { markdown, lineAt: (line) => line }
  const out: Array<string> = []
  const given: Array<number> = []
  let fence = ''
  /** The first line behind the last blank one. */
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
