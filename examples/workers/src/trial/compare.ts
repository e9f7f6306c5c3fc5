/** Compares the copies with what is in the simulator. */
import type { Simulator } from '@notion-fp/simulator'
import { type Context, createContext, getDataSourceEntries, type Page, toPromise } from 'notion-fp'
import { getBlockTree } from 'notion-fp/blocks'
import type { contentsOf } from '../redisStore.js'
import { AUDITOR, type Tenant } from './tenants.js'

export type Copy = Awaited<ReturnType<typeof contentsOf>>

/** What is wrong with a copy: each a list of ids. */
export interface Differences {
  /** Not there, or older than in the workspace. */
  readonly lost: ReadonlyArray<string>
  /** There, but not in the workspace. */
  readonly left: ReadonlyArray<string>
  /** Content that is not there, or older. */
  readonly lostContent: ReadonlyArray<string>
  /** Lines of the log that are there more than once. */
  readonly twice: ReadonlyArray<string>
}

/** Reads without limits, and without the network. */
export const auditor = (simulator: Simulator): Context =>
  createContext({
    auth: AUDITOR,
    fetch: (url, init) => simulator.fetch(url, init),
    rateLimit: false,
    cache: false,
    validate: 'off',
  })

const twiceIn = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const seen = new Set<string>()
  return lines.filter((line) => seen.size === seen.add(line).size)
}

const isDocument = (page: Page): boolean => JSON.stringify(page.properties.Kind).includes('"Document"')

export const compare = async (ctx: Context, { data_source_id }: Tenant, copy: Copy): Promise<Differences> => {
  const entries = await toPromise(getDataSourceEntries(ctx, { data_source_id }))
  const rows = entries.filter((entry): entry is Page => entry.object === 'page')
  const there = new Set(rows.map(({ id }) => id))
  const lostContent: Array<string> = []
  for (const { id } of rows.filter(isDocument)) {
    const tree = await toPromise(getBlockTree(ctx, { block_id: id }))
    if (JSON.stringify(tree.children) !== copy.contents.get(id)) lostContent.push(id)
  }
  return {
    lost: rows.flatMap((row) => (JSON.stringify(row) === copy.pages.get(row.id) ? [] : [row.id])),
    left: [...copy.pages.keys(), ...copy.contents.keys()].filter((id) => !there.has(id)),
    lostContent,
    twice: twiceIn(copy.log),
  }
}
