/** A line with its depth. */
export interface Line {
  readonly depth: number
  readonly text: string
  /** With its indentation, for code. */
  readonly raw: string
}
