/**
 * A rollup plugin that puts the constants of a module in the places where they are used once or are short: the sources name every
 * number, and some bundlers keep each name. Nothing else of the code changes, nor do its names.
 */
import { minify } from 'terser'

/** @returns {import('rollup').Plugin} */
export const constantsInPlace = () => ({
  name: 'constants-in-place',
  async renderChunk(code, { fileName }) {
    if (fileName.startsWith('vendor/')) return null
    const { code: shorter } = await minify(code, {
      module: true,
      ecma: 2020,
      mangle: false,
      compress: {
        defaults: false,
        toplevel: true,
        reduce_vars: true,
        collapse_vars: true,
        evaluate: true,
        unused: true,
      },
      // The declarations say what each export does; of the comments only the marks of what is pure are left.
      format: { beautify: true, comments: false, preserve_annotations: true },
    })
    return { code: shorter ?? code, map: null }
  },
})
