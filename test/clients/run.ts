/** Runs programs that use clients of others on the simulator: clients that are fetched for this, apart from the workspace. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { DeclaredWorkspace } from '../../packages/simulator/src/domain/declare/types.js'
import { createSimulator } from '../../packages/simulator/src/index.js'
import { fetchPackages } from '../../scripts/support/fetched.js'

const FOLDER = resolve('test/clients')

/** The timeout of one program in milliseconds: long enough for a slow machine. */
const TIMEOUT_MS = 120_000

/** The programs, by the client that each one uses. */
const PROGRAMS: Readonly<Record<string, string>> = {
  '@notionhq/client 2.3.0, which speaks 2022-06-28': 'oldOfficial',
  '@tryfabric/martian': 'martian',
  '@notionhq/notion-mcp-server': 'mcpServer',
}

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'

const empty: DeclaredWorkspace = { pages: [{ id: HOME, title: 'Home' }] }

const planted: DeclaredWorkspace = {
  pages: [{ id: HOME, title: 'Home', databases: [{ title: 'Plants', properties: { Name: 'title' } }] }],
}

/** What a program printed, and undefined when it ended well. */
const complaintOf = async (program: string, address: string): Promise<string | undefined> => {
  const path = resolve(FOLDER, 'programs', `${program}.mjs`)
  const child = spawn(process.execPath, [path, address, HOME], {
    timeout: TIMEOUT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts: Array<string> = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => texts.push(String(text)))
  const [code, signal] = await once(child, 'close')
  return code === 0 ? undefined : `ended with ${code ?? signal}\n${texts.join('').trim()}`
}

/** Runs a program on a simulator of its own, which may not fail itself. */
const complaintOn = async (program: string): Promise<string | undefined> => {
  const simulator = createSimulator()
  await simulator.load(program === 'mcpServer' ? planted : empty)
  const server = await simulator.listen(0, { control: true })
  try {
    const complaint = await complaintOf(program, server.url)
    const failed = simulator.journal.filter(({ status }) => status >= 500)
    return complaint ?? (failed.length > 0 ? `the simulator failed: ${JSON.stringify(failed)}` : undefined)
  } finally {
    await server.close()
  }
}

const missing = fetchPackages(FOLDER, 'fetching clients, about 65 MB once')
const tally = { passed: 0, failed: 0, skipped: 0 }
for (const [client, program] of Object.entries(PROGRAMS)) {
  const complaint = missing ?? (await complaintOn(program))
  const outcome = missing !== undefined ? 'skipped' : complaint === undefined ? 'passed' : 'failed'
  tally[outcome] += 1
  console.log(`${outcome.padEnd(7)} ${client}${complaint === undefined ? '' : `: ${complaint}`}`)
}
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
process.exitCode = tally.failed > 0 ? 1 : 0
