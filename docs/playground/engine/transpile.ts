/** Programs in TypeScript as functions that can be called: their imports become calls of `require`, their lines stay. */
import { transform } from 'sucrase'

/** A program that can be run. */
export interface Program {
  /** What it imports. */
  readonly imports: ReadonlyArray<string>
  readonly start: (require: (name: string) => unknown, console: object) => Promise<void>
}

/** The constructor of async functions, which has no name of its own. It puts two lines before the code. */
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor

const HEADER_LINES = 2

const FILE = 'program.ts'

/** Translates a program. Throws a SyntaxError that names the line where it cannot be read. */
export const transpile = (code: string): Program => {
  const { code: script } = transform(code, { transforms: ['typescript', 'imports'], filePath: FILE, production: true })
  const imports = [...script.matchAll(/\brequire\('([^']+)'\)/g)].flatMap(([, name]) => (name ? [name] : []))
  const run = AsyncFunction('require', 'exports', 'console', `${script}\n//# sourceURL=${FILE}`)
  return { imports: [...new Set(imports)], start: (require, console) => run(require, {}, console) }
}

/** The line of the program that an error comes from, where that can be told. */
export const lineOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error)) return undefined
  const inProgram = /program\.ts:(\d+)/.exec(error.stack ?? '')?.[1]
  if (inProgram !== undefined) return Number(inProgram) - HEADER_LINES
  const inSource = /\((\d+):\d+\)/.exec(error.message)?.[1]
  return inSource === undefined ? undefined : Number(inSource)
}
