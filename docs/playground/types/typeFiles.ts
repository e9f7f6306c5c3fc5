/** The declarations that the editor of the playground knows, in one file that it loads. */

/** The file, below the root of the site. */
export const TYPES_FILE = 'playground-types.json'

/** What programs find in a worker: the language, and the platform without documents. */
export const LIBS: ReadonlyArray<string> = [
  'lib.es2022.d.ts',
  'lib.webworker.d.ts',
  'lib.webworker.iterable.d.ts',
  'lib.webworker.asynciterable.d.ts',
]

/** Its content. */
export interface TypeFiles {
  /** The texts of declarations by their paths. */
  readonly files: { readonly [path: string]: string }
  /** The paths of modules by the names by which they are imported. */
  readonly paths: { [name: string]: Array<string> }
}
