/** The property that says which row of the backup a new row is, until the restore is finished. */
export const MARKER = 'notion-fp restore'
