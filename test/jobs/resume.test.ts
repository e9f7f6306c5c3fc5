/**
 * Every job that can be continued, while the process that does it loses its connection for good after any number of requests: the next
 * process has what the one before it left as JSON, and nothing of its memory. In the end everything is as if nothing had happened, and
 * nothing is there twice.
 */
import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Context } from '../../src/core/call/context.js'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import {
  createDatabase,
  createPage,
  deleteBlock,
  getDataSourceEntries,
  isFullDatabase,
  isFullPage,
  updatePage,
} from '../../src/index.js'
import { appendTree, clearContent, copyPage, replaceContent } from '../../src/jobs/blocks/index.js'
import { planWithin } from '../../src/jobs/blocks/planAppend.js'
import { type Checkpoint, changes, readDirty, reconcile } from '../../src/jobs/changes/index.js'
import { printOfJson } from '../../src/jobs/changes/rowPrint.js'
import { fileOf, type MirrorManifest, mirrorFiles, uploadFile } from '../../src/jobs/files/index.js'
import { applySchema, defineDataSource, planSchema, type SchemaPlan, upsertRows } from '../../src/jobs/rows/index.js'
import { number, richText, select, title } from '../../src/props/index.js'
import { HOME, ok } from '../simulator/world.js'
import { columns, done, para, readBack, table, times } from '../support/blockTrees.js'
import { EVERY_FAULT, type Tried, tried } from '../support/everyFault.js'
import { expectSame } from '../support/expectSame.js'
import { createSource, readSource } from '../support/schemas.js'
import { newPage, write } from './blocks/copy/pages.js'
import { someBytes } from './files/upload/samples.js'

/** What a process leaves: whether all is done, and what the next one needs. */
interface Left {
  readonly isDone: boolean
  readonly resume: unknown
}

/** A job that begins anew. */
interface Begun {
  readonly go: (ctx: Context, resume: unknown) => Promise<Left>
  /** What there is now, without the ids and times of what was created. */
  readonly end: (ctx: Context) => Promise<unknown>
}

type Prepare = (world: Tried) => Promise<() => Begun>

const whole = async (ctx: Context, id: string): Promise<unknown> => (await readBack(ctx, id)).outline

/** The resume in the failure of a job; that of the process before it, if the job had not begun. */
const leftOf = (result: unknown, before: unknown): Left => {
  const { _tag, left }: { _tag?: unknown; left?: { resume?: unknown } } = Object(result)
  return { isDone: _tag === 'Right', resume: left?.resume ?? before }
}

const CONTENT = [
  para('same'),
  para('same', para('child', para('grandchild', para('deep'), para('same', para('deeper'))))),
  columns([para('left', para('a', para('b', para('c'))))], [para('right')]),
  table(6),
  para('same'),
]

const appending: Prepare = async ({ ctx }) => {
  await write(ctx, HOME, [para('same'), para('end')])
  const plan = await done(async () => planWithin(CONTENT, { elements: 5, blocks: 12, bytes: 10_000 }))
  return () => ({
    go: async (now, resume) =>
      leftOf(await appendTree(now, { block_id: HOME, plan, resume: unsafeCast(resume) })(), resume),
    end: (now) => whole(now, HOME),
  })
}

const replacing: Prepare = async ({ ctx }) => {
  await write(ctx, HOME, [para('a'), para('same'), para('b', para('x'), para('y')), para('c'), para('end')])
  const children = [para('changed'), para('same'), para('new'), para('b', para('y'), para('p', para('q', para('r'))))]
  return () => ({
    go: async (now, resume) =>
      leftOf(await replaceContent(now, { block_id: HOME, children, resume: unsafeCast(resume) })(), resume),
    end: (now) => whole(now, HOME),
  })
}

const clearing: Prepare = async ({ ctx }) => {
  await write(
    ctx,
    HOME,
    times(6, (index) => para(`${index}`, para('child'))),
  )
  await newPage(ctx, HOME, 'stays')
  return () => ({
    go: async (now, resume) =>
      leftOf(await clearContent(now, { block_id: HOME, resume: unsafeCast(resume) })(), resume),
    end: (now) => whole(now, HOME),
  })
}

const copying: Prepare = async ({ ctx }) => {
  const page_id = await newPage(ctx, HOME, 'Root')
  await write(ctx, page_id, [para('a', para('b', para('c', para('d')))), para('e')])
  const child = await newPage(ctx, page_id, 'Child')
  await write(ctx, child, [para('f')])
  const target = await newPage(ctx, HOME, 'Target')
  return () => ({
    go: async (now, resume) => {
      const parent = { page_id: target } as const
      return leftOf(await copyPage(now, { page_id, parent, deep: true, resume: unsafeCast(resume) })(), resume)
    },
    end: async (now) => {
      const copies = (await readBack(now, target)).ids.map(({ id = '' }) => id)
      return Promise.all(
        copies.map(async (copy) => {
          const { outline: blocks, ids } = await readBack(now, copy)
          const below = blocks.flatMap(({ says }, index) => (says === 'child_page' ? [ids[index]?.id ?? ''] : []))
          return [blocks, await Promise.all(below.map((id) => whole(now, id)))]
        }),
      )
    },
  })
}

const newRows = async (ctx: Context, names: ReadonlyArray<string>) => {
  const database = await ok(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: { properties: { Name: { title: {} }, Count: { number: {} } } },
    }),
  )
  const data_source_id = isFullDatabase(database) ? (database.data_sources[0]?.id ?? '') : ''
  const ids: Array<string> = []
  for (const name of names) {
    const properties = { Name: { title: [{ text: { content: name } }] } }
    ids.push((await ok(createPage(ctx, { parent: { data_source_id }, properties }))).id)
  }
  return { data_source_id, ids }
}

const upserting: Prepare = async ({ ctx }) => {
  const { data_source_id } = await newRows(ctx, ['a', 'b'])
  const source = defineDataSource({ data_source_id, properties: { Name: title, Count: number } })
  const rows = ['a', 'b', 'c', 'd'].map((Name, Count) => ({ Name, Count }))
  return () => ({
    go: async (now, resume) => {
      const result = await upsertRows(now, { source, key: 'Name', rows, concurrency: 1, resume: unsafeCast(resume) })()
      if (isLeft(result)) return leftOf(result, resume)
      return { isDone: result.right.failed.length === 0, resume: result.right.resume }
    },
    end: async (now) =>
      (await ok(getDataSourceEntries(now, { data_source_id })))
        .filter(isFullPage)
        .map(({ properties: { Name, Count } }) =>
          JSON.stringify([Object(Name).title?.[0]?.plain_text, Object(Count).number]),
        )
        .sort(),
  })
}

const changingSchema: Prepare = async ({ ctx }) => {
  const before = defineDataSource({ properties: { Name: title, Old: number, Stage: richText, Gone: number } })
  const after = defineDataSource({
    properties: { Name: title, New: number.of('percent'), Stage: select.of('a', 'b'), More: richText },
  })
  const data_source_id = await createSource(ctx, before)
  const plan = planSchema(after, await readSource(ctx, data_source_id), { renames: { Old: 'New' } })
  const allow = ['Gone', 'Stage']
  return () => ({
    go: async (now, resume) => {
      const given: { readonly plan: SchemaPlan; readonly allow: ReadonlyArray<string> } = unsafeCast(
        resume ?? { plan, allow },
      )
      return leftOf(await applySchema(now, given)(), resume)
    },
    end: async (now) => {
      const { properties } = await readSource(now, data_source_id)
      return Object.values(properties)
        .map(({ name, type }) => `${name}: ${type}`)
        .sort()
    },
  })
}

const mirroring: Prepare = async ({ ctx, simulator }) => {
  const uploaded = async (size: number) =>
    fileOf(await done(uploadFile(ctx, { data: someBytes(size), filename: `${size}.txt` })))
  const inner = { toggle: { rich_text: [], children: [{ file: await uploaded(300) }] } }
  const children = [{ file: await uploaded(100) }, { file: await uploaded(200) }, inner]
  const page_id = (
    await ok(createPage(ctx, { parent: { page_id: HOME }, properties: { title: { title: [] } }, children }))
  ).id
  return () => {
    const files = new Map<string, number>()
    const writes: Array<string> = []
    const sink = {
      write: async (key: string, stream: ReadableStream<Uint8Array>) => {
        files.set(key, (await new Response(stream).arrayBuffer()).byteLength)
        writes.push(key)
      },
    }
    return {
      go: async (now, resume) => {
        const manifest: MirrorManifest | undefined = unsafeCast(resume)
        // Downloads come from elsewhere.
        const fetch = (url: string): Promise<Response> => simulator.fetch(url)
        const result = await mirrorFiles(now, { page_id, sink, fetch, concurrency: 1, ...(manifest && { manifest }) })()
        return isLeft(result)
          ? { isDone: false, resume }
          : { isDone: result.right.complete, resume: result.right.manifest }
      },
      end: async () => [[...files.values()].sort(), writes.length],
    }
  }
}

const following: Prepare = async ({ ctx }) => {
  const { data_source_id, ids } = await newRows(
    ctx,
    times(5, (index) => `${index}`),
  )
  await write(ctx, ids[0] ?? '', [para('content')])
  return () => {
    const written: Array<string> = []
    return {
      go: async (now, resume) => {
        let since: Checkpoint | undefined = unsafeCast(resume)
        let rows: Array<string> = []
        for await (const change of changes(now, {
          data_source_id,
          page_size: 2,
          body: true,
          ...(since && { since }),
        })) {
          if (isLeft(change)) return { isDone: false, resume: since }
          const item = change.right
          if (item._tag === 'Upsert') rows.push(`${item.page.id} ${printOfJson(item.page)} ${printOfJson(item.body)}`)
          if (item._tag !== 'Checkpoint') continue
          // What came before a checkpoint is stored with it; a row whose content is to follow comes again.
          written.push(...rows.filter((row) => !item.dirty.body.includes(row.slice(0, 36))))
          rows = []
          since = item
        }
        return {
          isDone: since?.complete === true && since.dirty.body.length + since.dirty.page.length === 0,
          resume: since,
        }
      },
      end: async () => [...written].sort(),
    }
  }
}

/** Rows of which some are gone, and some are not known. */
const aChangedTable = async ({ ctx }: Tried) => {
  const { data_source_id, ids } = await newRows(
    ctx,
    times(6, (index) => `${index}`),
  )
  const [trashed = '', deleted = '', unknown = ''] = ids
  await ok(updatePage(ctx, { page_id: trashed, in_trash: true }))
  await ok(deleteBlock(ctx, { block_id: deleted }))
  return { data_source_id, ids, known: ids.filter((id) => id !== unknown) }
}

const comparing: Prepare = async (world) => {
  const { data_source_id, known: all } = await aChangedTable(world)
  return () => {
    const removed: Array<string> = []
    const found = new Set<string>()
    return {
      go: async (now, resume) => {
        const known: ReadonlyArray<string> = unsafeCast(resume ?? all)
        const result = await reconcile(now, { data_source_id, known, concurrency: 1 })()
        if (isLeft(result)) return { isDone: false, resume }
        const gone = result.right.gone.map(({ id }) => id)
        removed.push(...gone)
        for (const id of result.right.found) found.add(id)
        return { isDone: result.right.unknown.length === 0, resume: known.filter((id) => !gone.includes(id)) }
      },
      end: async () => [removed, [...found]].map((list) => [...list].sort()),
    }
  }
}

const rereading: Prepare = async (world) => {
  const { data_source_id, ids: all } = await aChangedTable(world)
  return () => {
    const read: Array<string> = []
    return {
      go: async (now, resume) => {
        const unread: Array<string> = []
        const ids: ReadonlyArray<string> = unsafeCast(resume ?? all)
        for await (const change of readDirty(now, { data_source_id, ids, concurrency: 2 })) {
          if (isLeft(change)) return { isDone: false, resume }
          const item = change.right
          if (item._tag === 'Unread') unread.push(item.id)
          else read.push(item._tag === 'Upsert' ? item.page.id : `${item.id} ${item.reason}`)
        }
        return { isDone: unread.length === 0, resume: unread }
      },
      end: async () => [...read].sort(),
    }
  }
}

const JOBS: { readonly [name: string]: Prepare } = {
  appendTree: appending,
  replaceContent: replacing,
  clearContent: clearing,
  copyPage: copying,
  upsertRows: upserting,
  applySchema: changingSchema,
  mirrorFiles: mirroring,
  changes: following,
  reconcile: comparing,
  readDirty: rereading,
}

/** One that is not applied, and one that is. */
const FAULTS = ['503', '504 after the request was applied'] as const

/** How the processes lose their connection, one after the other, before one that does not: first in one way, then in the other. */
const deathsAt = (index: number): ReadonlyArray<(typeof FAULTS)[number]> =>
  index % 2 === 0 ? FAULTS : [FAULTS[1], FAULTS[0]]

/** What is left, as the next process has it. */
const asJson = (resume: unknown): unknown => (resume === undefined ? undefined : JSON.parse(JSON.stringify(resume)))

test.each(Object.entries(JOBS))(
  'behavior: %s is continued by other processes, whatever was done when the one before ended',
  async (_, prepare) => {
    const world = await tried()
    const begin = await prepare(world)
    const restore = world.remember()
    const before = world.sent()
    const undisturbed = begin()
    expect(await undisturbed.go(world.restarted(), undefined)).toMatchObject({ isDone: true })
    const requests = world.sent() - before
    const wanted = await undisturbed.end(world.restarted())
    for (let index = 0; index < requests; index++) {
      restore()
      const { go, end } = begin()
      let left: Left = { isDone: false, resume: undefined }
      for (const name of deathsAt(index)) {
        if (left.isDone) break
        world.failAt(index, unsafeCast(EVERY_FAULT[name]), Number.POSITIVE_INFINITY)
        left = await go(world.restarted(), asJson(left.resume))
      }
      world.heal()
      if (!left.isDone) left = await go(world.restarted(), asJson(left.resume))
      expect([index, left.isDone]).toEqual([index, true])
      expectSame(await end(world.restarted()), wanted)
    }
  },
)
