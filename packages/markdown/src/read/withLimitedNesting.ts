/**
 * Limits the number of nested quotes and lists that begin on one line, as in `> > > …`: the time of the parser grows faster than the square
 * of their number.
 *
 * @internal
 */

/** The maximum number of markers on a line. The marker after them is escaped, so it is text. */
export const MAX_MARKERS = 250

const MARKER = /[ \t]*(?:>|(?:[-+*]|(\d{1,9})[.)])(?=[ \t]))/y

/** The index of the first marker that is too many; `undefined` if there is none. */
const firstTooMany = (line: string): number | undefined => {
  const marker = new RegExp(MARKER)
  for (let count = 0; ; count++) {
    const found = marker.exec(line)
    if (!found) return undefined
    if (count === MAX_MARKERS) return marker.lastIndex - 1
  }
}

/** Whether a line is a divider, whose signs look like markers of a list. */
const isDivider = (line: string): boolean => /^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/.test(line)

/** Markdown in which no line has too many markers. `lose` is called with the number of each line that was changed. */
export const withLimitedNesting = (markdown: string, lose: (line: number) => void): string => {
  // Most documents have no line that is long enough for so many markers.
  if (!/^[ \t]*(?:[>+*-]|\d{1,9}[.)])[^\n]{250}/m.test(markdown)) return markdown
  return markdown
    .split('\n')
    .map((line, at) => {
      const index = line.length > MAX_MARKERS && !isDivider(line) ? firstTooMany(line) : undefined
      if (index === undefined) return line
      lose(at + 1)
      return `${line.slice(0, index)}\\${line.slice(index)}`
    })
    .join('\n')
}
