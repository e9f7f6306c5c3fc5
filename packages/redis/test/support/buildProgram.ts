/** Programs that tests start as processes of their own. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** Bundles a program of this folder into a file. */
export const buildProgram = async (name: string, outfile: string): Promise<void> => {
  await build({
    entryPoints: [path(`${name}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    tsconfig: path('../../../../tsconfig.json'),
    banner: {
      js: `import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url)`,
    },
  })
}
