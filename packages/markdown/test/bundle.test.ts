/** What a bundle contains: who prints pays for no parser. */
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const bundle = async (
  contents: string,
): Promise<{ readonly bytes: number; readonly inputs: ReadonlyArray<string> }> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: resolve('packages/markdown'), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    tsconfigRaw: {},
  })
  const code = outputFiles.map(({ text }) => text).join('')
  return { bytes: gzipSync(code, { level: 9 }).length, inputs: Object.keys(metafile.inputs) }
}

test('behavior: printing loads only a small part of this package, and no other', async () => {
  const { bytes, inputs } = await bundle(`export { toMarkdown } from './src/index.ts'`)
  expect(inputs.filter((file) => /node_modules|\/read\/|\/src\/jobs\//.test(file))).toEqual([])
  expect(bytes).toBeLessThan(12_800)
})

test('behavior: reading can be bundled for browsers, with the parser', async () => {
  const { bytes, inputs } = await bundle(`export { fromMarkdown } from './src/read.ts'`)
  expect(inputs.some((file) => file.includes('mdast-util-from-markdown'))).toBe(true)
  expect(inputs.filter((file) => file.includes('/print/blocks/'))).toEqual([])
  expect(bytes).toBeLessThan(48_500)
})
