/** Names the files that lower the coverage most: the thresholds are for all files together, and name none. */
import { relative } from 'node:path'

/** How many files are named. */
const MOST = 20

const missingOf = ({ total, covered }) => total - covered

/** The files with lines or branches that did not run, most first, if the lines or branches of all files are below their threshold. */
export const leastCovered = (map, { lines, branches }) => {
  const all = map.getCoverageSummary()
  if (all.lines.pct >= lines && all.branches.pct >= branches) return []
  return map
    .files()
    .map((file) => ({ file, summary: map.fileCoverageFor(file).toSummary() }))
    .map(({ file, summary }) => ({
      missing: missingOf(summary.lines) + missingOf(summary.branches),
      text: `${relative('.', file)}: ${missingOf(summary.lines)} lines and ${missingOf(summary.branches)} branches do not run`,
    }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing)
    .slice(0, MOST)
    .map(({ text }) => text)
}
