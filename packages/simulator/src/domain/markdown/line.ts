/** One line: how deep it stands, and what it says. */
export interface Line {
  readonly depth: number
  readonly text: string
  /** With its indentation, for code. */
  readonly raw: string
}
