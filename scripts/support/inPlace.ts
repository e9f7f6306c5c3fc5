/** Tables that stand between two comments of a page, where a program can find them and write them anew. */

/** A table with the place in a file where it belongs. */
export interface Table {
  readonly file: string
  /** The word in the comments around it: `<!-- rules:start -->`. */
  readonly place: string
  readonly text: string
}

/** What stands before, in and after a place; nothing where a text has no such place. */
const partsOf = (text: string, place: string) => {
  const [start, end] = [`<!-- ${place}:start -->`, `<!-- ${place}:end -->`]
  const [before, rest] = text.split(start)
  const [inside, after] = rest?.split(end) ?? []
  return before === undefined || inside === undefined || after === undefined
    ? undefined
    : { before: `${before}${start}`, inside: inside.trim(), after: `${end}${after}` }
}

/** The table that a text has in a place; nothing where there is no such place. */
export const tableIn = (text: string, place: string): string | undefined => partsOf(text, place)?.inside

/** A text with a table in its place, whatever stood there. */
export const withTable = (text: string, { file, place, text: table }: Table): string => {
  const parts = partsOf(text, place)
  if (parts === undefined)
    throw new Error(`${file} has no place between <!-- ${place}:start --> and <!-- ${place}:end -->`)
  return `${parts.before}\n\n${table}\n\n${parts.after}`
}
