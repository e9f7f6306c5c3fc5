/**
 * Lines with more markers of quotes and lists than are read.
 *
 * The time of the parser grows faster than the square of their number.
 *
 * @internal
 */

/** The number of markers on a line that are read; those behind them are text. */
const MAX_MARKERS = 250

const MARKER = /[ \t]*(?:>|(?:[-+*]|(\d{1,9})[.)])(?=[ \t]))/y

/** Where the marker behind the last one that is read has its sign; `undefined` if there are not so many. */
const firstTooMany = (line: string): number | undefined => {
  const marker = new RegExp(MARKER)
  for (let count = 0; ; count++) {
    const found = marker.exec(line)
    if (!found) return undefined
    if (count === MAX_MARKERS) return marker.lastIndex - 1
  }
}

/** A line of the same signs is a divider. */
const isDivider = (line: string): boolean => /^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/.test(line)

/** Markdown in which no line has too many markers. `lose` is called with the number of each line that had. */
export const withLimitedNesting = (markdown: string, lose: (line: number) => void): string => {
  // No such line is shorter than its markers.
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
