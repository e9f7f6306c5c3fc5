/**
 * The files of `src/ops` that are operations, among the objects and steps beside them: those of which `src/index.ts` exports a
 * value of the file's name.
 */
import { readFileSync } from 'node:fs'

/** An export list of `src/index.ts` that takes from a file of a resource. */
const EXPORTS = /export (type )?\{([^}]*)\} from '\.\/ops\/(\w+)\/(\w+)\.js'/g

export const operationFiles = () =>
  [...readFileSync('src/index.ts', 'utf8').matchAll(EXPORTS)]
    .filter(([, type, names, , op]) => !type && names.split(',').some((name) => name.trim() === op))
    .map(([, , , resource, op]) => ({ resource, op, file: `src/ops/${resource}/${op}.ts` }))
