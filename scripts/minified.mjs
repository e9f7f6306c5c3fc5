/** A rollup plugin that minifies what is not meant to be bundled again, with a source map to what it was made of. */
import { minify } from 'terser'

/** Node shows the line of an exception that nobody catches: with all of the code in one line, that would hide the message. */
const LINE = 200

/** @returns {import('rollup').Plugin} */
export const minified = () => ({
  name: 'minified',
  async renderChunk(code) {
    const { code: shorter, map } = await minify(code, {
      module: true,
      ecma: 2020,
      format: { comments: false, semicolons: false, max_line_len: LINE },
      sourceMap: { asObject: true },
    })
    return { code: shorter ?? code, map }
  },
})
