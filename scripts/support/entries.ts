/** The entries of the package below its root, as the exports map declares them: patterns are filled in from the build. */
import { readdirSync, readFileSync } from 'node:fs'

/** Where one entry of the exports map leads; `null` withholds what another pattern would give. */
interface Target {
  readonly import: { readonly types: string; readonly default: string }
  readonly require: { readonly types: string; readonly default: string }
}

interface Manifest {
  readonly exports: Readonly<Record<string, Target | string | null>>
}

/** An entry with its files. */
export interface Subpath {
  /** Its path below the package, such as `./ops/pages/getPage`. */
  readonly name: string
  readonly main: string
  readonly module: string
  readonly types: string
}

/** What the star of a pattern may stand for, such as `pages/getPage` for `./dist/cjs/ops/*.js`. */
const fillings = (pattern: string): ReadonlyArray<string> => {
  const [folder = '', ending = ''] = pattern.split('*')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && file !== `index${ending}`)
    .map((file) => file.slice(0, -ending.length))
    .sort()
}

const entriesOf = (key: string, { require: commonjs, import: module }: Target): ReadonlyArray<Subpath> =>
  (key.includes('*') ? fillings(commonjs.default) : ['']).map((part) => ({
    name: key.replace('*', part),
    main: commonjs.default.replace('*', part),
    module: module.default.replace('*', part),
    types: commonjs.types.replace('*', part),
  }))

/** The names of the entries of whole jobs, such as `blocks`. */
export const jobNames = (): ReadonlyArray<string> => {
  const { exports }: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  return Object.entries(exports).flatMap(([key, target]) =>
    typeof target === 'object' && target?.import.default.includes('/jobs/') ? [key.slice(2)] : [],
  )
}

/** Every entry but the root; the build must be there. */
export const subpaths = (): ReadonlyArray<Subpath> => {
  const { exports }: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  const all = Object.entries(exports)
  const withheld = all.flatMap(([key, target]) => (target === null ? [key.replace('*', '')] : []))
  return all
    .flatMap(([key, target]) =>
      key === '.' || target === null || typeof target === 'string' ? [] : entriesOf(key, target),
    )
    .filter(({ name }) => !withheld.some((start) => name.startsWith(start)))
}
