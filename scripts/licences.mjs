/** The licences of the packages whose code ends up in a bundle, and a rollup plugin that writes them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the package that a module belongs to: the nearest one whose package.json has a version. */
const packageOf = (file) => {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version) return folder
  }
  throw new Error(`no package holds ${file}`)
}

const noticeOf = (folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (!file) throw new Error(`${name} comes without a licence`)
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}

/**
 * @param {ReadonlyArray<string>} files The paths of the modules in a bundle.
 * @returns {string} The notices of the packages that they belong to.
 */
export const noticesOf = (files) => {
  const folders = new Set(files.filter((file) => file.includes('/node_modules/')).map(packageOf))
  return [...folders]
    .map(noticeOf)
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`)
}

/**
 * @param {string} fileName Where the notices go, below the output folder.
 * @returns {import('rollup').Plugin}
 */
export const licences = (fileName) => ({
  name: 'licences',
  generateBundle(_options, bundle) {
    const inlined = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
    this.emitFile({ type: 'asset', fileName, source: noticesOf(inlined) })
  },
})
