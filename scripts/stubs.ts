/**
 * Writes a folder for each entry, with a package.json that says where the entry is: the way to it for what looks for a folder of
 * that name, having learned nothing of exports maps (TypeScript with `moduleResolution: node`, Jest 27, webpack 4, older Metro).
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { subpaths } from './support/entries.js'

for (const { name, main, module, types } of subpaths()) {
  const to = (file: string) => relative(name, file)
  const manifest = { main: to(main), module: to(module), types: to(types), sideEffects: false }
  mkdirSync(name, { recursive: true })
  writeFileSync(join(name, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
