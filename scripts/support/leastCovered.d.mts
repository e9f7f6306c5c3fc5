/** How many there are, and how many ran. */
interface Count {
  readonly total: number
  readonly covered: number
  readonly pct: number
}

interface Summary {
  readonly lines: Count
  readonly branches: Count
}

/** What is used of the coverage of all files. */
export interface CoverageOfFiles {
  readonly files: () => Array<string>
  readonly getCoverageSummary: () => Summary
  readonly fileCoverageFor: (file: string) => { readonly toSummary: () => Summary }
}

/** The files with lines or branches that did not run, most first, if the lines or branches of all files are below their threshold. */
export declare const leastCovered: (
  map: CoverageOfFiles,
  thresholds: { readonly lines: number; readonly branches: number },
) => ReadonlyArray<string>
