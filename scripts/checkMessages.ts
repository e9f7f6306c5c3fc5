/**
 * What compilers say of the mistakes that people make: each is compiled, and its message has to name what is wrong, at the place
 * where it is wrong. Types refuse a thing easily and blame another just as easily.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MISTAKES, PREAMBLE } from './support/mistakes.js'

const out = resolve('.tmp/messages')
const HEAD = PREAMBLE.split('\n').length

/** What a compiler says, by the lines of the program. */
const compiled = (compiler: string): ReadonlyMap<number, { readonly column: number; readonly text: string }> => {
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', join(out, 'tsconfig.json'), '--pretty', 'false'], {
    encoding: 'utf8',
  })
  const found = stdout.matchAll(/^\S*program\.ts\((\d+),(\d+)\): error (.*(?:\n .*)*)/gm)
  return new Map([...found].map(([, line, column, text = '']) => [Number(line), { column: Number(column), text }]))
}

mkdirSync(out, { recursive: true })
writeFileSync(
  join(out, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.json',
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, declaration: false, rootDir: '../..' },
    include: ['*.ts'],
  }),
)
writeFileSync(join(out, 'program.ts'), `${PREAMBLE}\n${MISTAKES.map(({ code }) => `${code}\n`).join('')}export {}\n`)

let failed = 0
for (const [version, compiler] of [
  ['TypeScript 7', 'node_modules/typescript/bin/tsc'],
  ['TypeScript 5.9', 'node_modules/typescript-5/bin/tsc'],
] as const) {
  const said = compiled(resolve(compiler))
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
