import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JsonObject } from '@notion-fp/simulator'
import { createContext } from 'notion-fp'
import { getBlockTree } from 'notion-fp/blocks'
import { aFolder, runCommand, serve } from './command.js'

export const TARGET = '1f1e1d1c-1b1a-4918-9716-151413121110'

/** A folder with files. */
export const aTree = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = join(aFolder(), 'my notes')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A Notion to import into, and the command on it; what closes it is added to a list. */
export const startImport = async (
  open: Array<() => Promise<void>>,
  contents: JsonObject = { pages: [{ id: TARGET, title: 'Target' }] },
) => {
  const { simulator, env, close } = await serve(contents, { now: () => new Date() })
  open.push(close)
  const run = (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
    runCommand(args, { ...options, env: { ...env, ...options.env } })
  const ctx = createContext({ auth: 'ntn_test', baseUrl: String(env.NOTION_BASE_URL), rateLimit: false })
  const writes = () =>
    simulator.journal.filter(({ method, path }) => method !== 'GET' && !/\/(query|search)$/.test(path))
  /** The blocks of a page, as types and texts, and the pages in it. */
  const contentOf = async (block_id: string) => {
    const tree = await getBlockTree(ctx, { block_id })()
    if (tree._tag === 'Left') throw new Error(tree.left.message)
    return tree.right.children.map(({ block }) => block)
  }
  const pagesIn = async (block_id: string): Promise<ReadonlyArray<readonly [title: string, id: string]>> =>
    (await contentOf(block_id)).flatMap((block) =>
      block.type === 'child_page' ? [[block.child_page.title, block.id]] : [],
    )
  return { simulator, env, run, ctx, writes, contentOf, pagesIn }
}

/** The same without retries, and with the bodies of the requests that write. */
export const startImportWithoutRetries = async (
  open: Array<() => Promise<void>>,
  contents: JsonObject = { pages: [{ id: TARGET, title: 'Target' }] },
) => {
  const { simulator, env, close } = await serve(contents, { now: () => new Date() })
  open.push(close)
  const run = (...args: ReadonlyArray<string>) => runCommand(args, { env: { ...env, NOTION_RETRY_ATTEMPTS: '1' } })
  const bodies = () =>
    simulator.journal.filter(({ method }) => method !== 'GET').map(({ body }) => JSON.stringify(body ?? null))
  return { simulator, run, bodies }
}
