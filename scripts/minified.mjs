/** A rollup plugin that minifies what is not meant to be bundled again, with a source map to what it was made of. */
import { minify } from 'terser'

/** @returns {import('rollup').Plugin} */
export const minified = () => ({
  name: 'minified',
  async renderChunk(code) {
    const { code: shorter, map } = await minify(code, {
      module: true,
      ecma: 2020,
      format: { comments: false },
      sourceMap: { asObject: true },
    })
    return { code: shorter ?? code, map }
  },
})
