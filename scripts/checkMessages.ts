/**
 * What compilers say of the mistakes that people make: each is compiled, and its message has to name what is wrong, at the place
 * where it is wrong. Types refuse a thing easily and blame another just as easily.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript-5'
import { MISTAKES, PREAMBLE } from './support/mistakes.js'

const out = resolve('.tmp/messages')
const CONFIGURATION = join(out, 'tsconfig.json')
const PROGRAM = join(out, 'program.ts')
const HEAD = PREAMBLE.split('\n').length

/** What a compiler says at a line of the program. */
interface Said {
  readonly column: number
  readonly text: string
}

/** What a compiler has to tell of the program: it checks the library as well, which takes the native one no time. */
const toldByCommand = (): ReadonlyMap<number, Said> => {
  const compiler = resolve('node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', CONFIGURATION, '--pretty', 'false'], {
    encoding: 'utf8',
  })
  const found = stdout.matchAll(/^\S*program\.ts\((\d+),(\d+)\): error (.*(?:\n .*)*)/gm)
  return new Map([...found].map(([, line, column, text = '']) => [Number(line), { column: Number(column), text }]))
}

/** The same of TypeScript 5.9, which is asked for the program alone: the library has been checked elsewhere. */
const toldByLibrary = (): ReadonlyMap<number, Said> => {
  const { config } = ts.readConfigFile(CONFIGURATION, ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, out)
  const program = ts.createProgram(fileNames, options)
  const file = program.getSourceFile(PROGRAM)
  if (file === undefined) throw new Error(`TypeScript 5.9 has not read ${PROGRAM}.`)
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
  return new Map(
    found.map(({ start = 0, messageText }) => {
      const { line, character } = file.getLineAndCharacterOfPosition(start)
      return [line + 1, { column: character + 1, text: ts.flattenDiagnosticMessageText(messageText, '\n') }]
    }),
  )
}

mkdirSync(out, { recursive: true })
writeFileSync(
  CONFIGURATION,
  JSON.stringify({
    extends: '../../tsconfig.json',
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, declaration: false, rootDir: '../..' },
    include: ['*.ts'],
  }),
)
writeFileSync(PROGRAM, `${PREAMBLE}\n${MISTAKES.map(({ code }) => `${code}\n`).join('')}export {}\n`)

let failed = 0
for (const [version, told] of [
  ['TypeScript 7', toldByCommand],
  ['TypeScript 5.9', toldByLibrary],
] as const) {
  const said = told()
  for (const [index, { name, code, at, says }] of MISTAKES.entries()) {
    const { column, text } = said.get(HEAD + index + 1) ?? { column: 0, text: 'nothing: it compiles' }
    if (text.includes(says) && column === code.indexOf(at) + 1) continue
    failed++
    console.log(
      `FAIL ${version}, ${name}: expected at ${code.indexOf(at) + 1} "… ${says} …"\n  got at ${column}: ${text}`,
    )
  }
}
console.log(`${MISTAKES.length} mistakes with two compilers, ${failed === 0 ? 'each named' : `${failed} not named`}`)
process.exit(failed === 0 ? 0 : 1)
