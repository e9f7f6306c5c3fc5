/** Where the pages of the reference are, by the files that they are about. */

/** The page of a file: its folders, without those that only order the source. */
export const pathOf = (file) =>
  file
    .replace(/\.ts$/, '')
    .replace(/^src\//, '')
    .replace(/^jobs\//, '')
    .replace(/^packages\/(\w+)\/src\//, 'packages/$1/')
    .replaceAll(/\/index$/g, '/entry')
