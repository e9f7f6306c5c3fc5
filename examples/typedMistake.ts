/** Makes a mistake in a program, and lets the compiler find it: an option that the declaration does not have. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { TE } from 'notion-fp/fp'
import { type Example, say } from './support/example.js'
import { styled } from './support/style.js'

const LINE = `createRow(ctx, { source: Tasks, values: { Name: 'Order the cake', Stage: 'Dune' } })`

const PROGRAM = `
import type { Context } from 'notion-fp'
import { select, title } from 'notion-fp/props'
import { createRow, defineDataSource } from 'notion-fp/rows'
declare const ctx: Context
const Tasks = defineDataSource({ properties: { Name: title, Stage: select.of('Idea', 'Doing', 'Done') } })
${LINE}
`

const SETTINGS = {
  extends: '../../tsconfig.json',
  compilerOptions: { noUnusedLocals: false, rootDir: '../..' },
  include: ['*.ts'],
}

/** What the compiler says of the program: it ends with an error, and the message on its output. */
const compile = async (): Promise<string> => {
  await mkdir('.tmp', { recursive: true })
  const folder = await mkdtemp('.tmp/mistake-')
  try {
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS))
    await writeFile(join(folder, 'program.ts'), PROGRAM)
    const tsc = resolve('node_modules/typescript/bin/tsc')
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder, '--pretty', 'false']).catch(
      (error: { readonly stdout: string }) => error,
    )
    return stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}

export const typedMistake: Example = () =>
  TE.tryCatch(
    async () => {
      const message = /error TS\d+: (.*)/.exec(await compile())?.[1]
      if (message === undefined) throw new Error('the compiler found nothing')
      say(LINE)
      say(`the compiler: ${styled('red', message)}`)
    },
    (reason) => ({ _tag: 'CompileError', message: String(reason) }),
  )
