/** Tries projects out: builds them, runs them on a simulator, and looks at what they print. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createSimulator } from '@notion-fp/simulator'
import { runScript } from './projects.js'

/** The token of the trials that have one. */
export const TOKEN = 'ntn_of_a_reader'

/** What is in the workspace of that token. */
export const PAGE = '0f0e0d0c-0b0a-4908-8706-050403020100'
export const DATA_SOURCE = '2f2e2d2c-2b2a-4928-a726-252423222121'

/** How a project is run, and what it has to print. */
export interface Trial {
  readonly env?: Readonly<Record<string, string>>
  /** What is printed. */
  readonly prints: ReadonlyArray<string | RegExp>
  /** Absent for a program that ends with 0; of a server, what it prints when it listens, and what is tried then. */
  readonly serves?: { readonly at: RegExp; readonly visit: (url: string, project: string) => Promise<void> }
  readonly fails?: boolean
}

/** Throws where something does not hold. */
export const assert = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise)
}

const isIn = (text: string, part: string | RegExp): boolean =>
  typeof part === 'string' ? text.includes(part) : part.test(text)

const tryOut = async (project: string, trial: Trial, inherited: Readonly<Record<string, string>>): Promise<string> => {
  const { env = {}, prints, serves, fails = false } = trial
  const { output, status } = await runScript(project, 'start', { ...inherited, ...env }, (so_far) => {
    const url = serves?.at.exec(so_far)?.[1]
    return url === undefined ? undefined : serves?.visit(url, project)
  })
  const missing = prints.find((part) => !isIn(output, part))
  assert(missing === undefined, `it does not print ${missing}:\n${output}`)
  assert(serves !== undefined || (status === 0) !== fails, `it ended with ${status}:\n${output}`)
  return output
}

/** Builds a project, and runs it in all ways; says what is wrong, or how long it took. */
export const tryProject = async (
  name: string,
  project: string,
  trials: ReadonlyArray<Trial>,
  env: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const started = performance.now()
  try {
    const { output, status } = await runScript(project, 'build')
    assert(status === 0, `it does not build:\n${output}`)
    for (const line of output.split('\n').filter((line) => /warn/i.test(line)))
      assert(false, `its build warns: ${line}`)
    for (const trial of trials) await tryOut(project, trial, env)
    console.log(`examples/${name}: built and run in ${Math.round(performance.now() - started)} ms`)
    return true
  } catch (thrown) {
    console.log(`examples/${name}: ${thrown instanceof Error ? thrown.message : thrown}`)
    return false
  }
}

/** A Notion for the trials with a token: what goes to api.notion.com goes there. */
export const standIn = async (folder: string) => {
  const simulator = createSimulator({ tokens: [TOKEN] })
  await simulator.load({
    pages: [
      {
        id: PAGE,
        title: 'Home of a reader',
        databases: [{ title: 'Guests', data_source_id: DATA_SOURCE, rows: [{ Name: 'Ada' }, { Name: 'Grace' }] }],
      },
    ],
  })
  const { url, close } = await simulator.listen()
  const program = join(folder, 'standIn.mjs')
  writeFileSync(
    program,
    `const send = globalThis.fetch
globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  const { host, pathname, search } = new URL(request.url)
  return send(host === 'api.notion.com' ? new Request('${url}' + pathname + search, request) : request)
}
`,
  )
  return { env: { NODE_OPTIONS: `--import ${pathToFileURL(program)}` }, close }
}
