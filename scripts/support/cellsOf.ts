/** The cells of a row of a Markdown table. */
export const cellsOf = (row: string): ReadonlyArray<string> =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
