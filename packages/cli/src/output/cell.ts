/** The fields of what a command prints. */

/** A value that is printed: JSON. */
export type Cell = string | number | boolean | null | ReadonlyArray<Cell> | { readonly [name: string]: Cell }

/** One thing that a command prints, such as a row: its fields in order. */
export interface Fields {
  readonly [field: string]: Cell
}

/** A value as text, for tables and CSV. */
export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (Array.isArray(cell)) return cell.map(cellText).join(', ')
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}
