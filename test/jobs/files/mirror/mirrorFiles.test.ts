import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { createDatabase, createPage, deleteBlock, isFullDatabase } from '../../../../src/index.js'
import type { FileFetch } from '../../../../src/jobs/files/download/fileFetch.js'
import { fileOf } from '../../../../src/jobs/files/fileOf.js'
import {
  type MirrorFilesParams,
  type MirrorReport,
  mirrorFiles,
} from '../../../../src/jobs/files/mirror/mirrorFiles.js'
import type { MirrorInfo, MirrorSink } from '../../../../src/jobs/files/mirror/mirrorSink.js'
import { uploadFile } from '../../../../src/jobs/files/upload/uploadFile.js'
import { HOME, ok } from '../../../simulator/world.js'
import { EVERY_FAULT, type Tried, tried, turnsOf } from '../../../support/everyFault.js'
import { someBytes } from '../upload/samples.js'

const EXTERNAL = 'https://example.com/cover.png'

/** A sink in memory. */
const memory = () => {
  const files = new Map<string, Uint8Array>()
  const infos = new Map<string, MirrorInfo>()
  const writes: Array<string> = []
  const sink: MirrorSink = {
    write: async (key, stream, info) => {
      writes.push(key)
      const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
      files.set(key, bytes)
      infos.set(key, info)
    },
  }
  return { sink, files, infos, writes }
}

/** A page with seven files: two of one name in a property, an external cover, an icon, and three in nested blocks. */
const aPage = async (world: Tried) => {
  const { ctx, simulator } = world
  const upload = async (size: number, filename = 'a.txt') => {
    const result = await uploadFile(ctx, { data: someBytes(size), filename })()
    if (E.isLeft(result)) throw new Error(result.left.message)
    return fileOf(result.right)
  }
  const database = await ok(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: { properties: { Name: { title: {} }, Files: { files: {} } } },
    }),
  )
  const data_source_id = isFullDatabase(database) ? (database.data_sources[0]?.id ?? '') : ''
  const inner = { toggle: { rich_text: [], children: [{ file: await upload(600) }] } }
  const page = await ok(
    createPage(ctx, {
      parent: { type: 'data_source_id', data_source_id },
      icon: await upload(100, 'icon.png'),
      cover: { external: { url: EXTERNAL } },
      properties: { Files: { files: [await upload(200), await upload(300)] } },
      children: [{ image: await upload(400, 'b.png') }, inner, { pdf: await upload(500, 'c.pdf') }],
    }),
  )
  let external = 700
  const fetch: FileFetch = async (url) =>
    url.startsWith('https://example.com/')
      ? new Response(someBytes(external), { headers: { 'content-length': `${external}` } })
      : simulator.fetch(url)
  const externalSize = (size: number): void => {
    external = size
  }
  return { page_id: page.id, fetch, externalSize }
}

const run = async ({ ctx }: Tried, params: MirrorFilesParams): Promise<MirrorReport> => ok(mirrorFiles(ctx, params))

const SIZES = [100, 200, 300, 400, 500, 600, 700]

const sizesIn = (files: ReadonlyMap<string, Uint8Array>): ReadonlyArray<number> =>
  [...files.values()].map(({ length }) => length).sort((a, b) => a - b)

describe('default: the files of a page', () => {
  test('are all brought to the sink, with what is known of each', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink, files, infos } = memory()
    const seen: Array<string> = []
    const report = await run(world, { page_id, fetch, sink, on_file: (key) => seen.push(key) })
    expect(report).toMatchObject({ complete: true, skipped: [], failed: [], missing: [], gone: [] })
    expect(sizesIn(files)).toEqual(SIZES)
    for (const bytes of files.values()) expect(bytes).toEqual(someBytes(bytes.length))
    expect([...report.written].sort()).toEqual([...files.keys()].sort())
    expect(seen).toEqual(report.written)
    expect(Object.keys(report.manifest.files).sort()).toEqual([...files.keys()].sort())
    const names = [...infos].filter(([key]) => /a\.txt$/.test(key)).map(([, { name }]) => name)
    expect(names).toEqual(['a.txt', 'a.txt', 'a.txt'])
    expect(JSON.stringify(report)).not.toMatch(/X-Amz|ntn_test/)
  })

  test('are skipped the next time, although every address has changed; another process has the manifest', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink, writes } = memory()
    const first = await run(world, { page_id, fetch, sink })
    await world.ctx.config.clock.sleep(5_000_000)
    const asked: Array<string> = []
    const watching: FileFetch = (url, init) => {
      asked.push(url)
      return fetch(url, init)
    }
    const manifest = JSON.parse(JSON.stringify(first.manifest))
    const second = await run(world, { page_id, fetch: watching, sink, manifest })
    expect(second).toMatchObject({ complete: true, written: [], gone: [] })
    expect(second.skipped).toHaveLength(7)
    expect(second.manifest).toEqual(first.manifest)
    // Only the size of the external file has to be looked at.
    expect([writes.length, asked]).toEqual([7, [EXTERNAL]])
  })

  test('are written again where their size is another: elsewhere, or in the sink', async () => {
    const world = await tried()
    const { page_id, fetch, externalSize } = await aPage(world)
    const { sink, files } = memory()
    const { manifest } = await run(world, { page_id, fetch, sink })
    externalSize(701)
    const [lost = '', short = ''] = [...files.keys()].filter((key) => !key.includes('/cover/'))
    files.delete(lost)
    files.set(short, new Uint8Array(1))
    const size = (key: string): number | undefined => files.get(key)?.length
    const second = await run(world, { page_id, fetch, sink: { ...sink, size }, manifest })
    expect(second.written).toHaveLength(3)
    expect(second.written).toEqual(expect.arrayContaining([lost, short]))
    expect(sizesIn(files)).toEqual([...SIZES.slice(0, 6), 701])
  })

  test('that the page no longer has are named', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink } = memory()
    const { manifest } = await run(world, { page_id, fetch, sink })
    const key = Object.keys(manifest.files).find((each) => each.endsWith('c.pdf')) ?? ''
    await ok(deleteBlock(world.ctx, { block_id: key.split('/')[0] ?? '' }))
    const second = await run(world, { page_id, fetch, sink, manifest })
    expect(second).toMatchObject({ complete: true, gone: [key] })
    expect(Object.keys(second.manifest.files)).toHaveLength(6)
  })

  test('params: select, max_bytes and concurrency', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink, files } = memory()
    const report = await run(world, {
      page_id,
      fetch,
      sink,
      select: ({ hosted }) => hosted,
      max_bytes: 450,
      concurrency: 1,
    })
    expect(sizesIn(files)).toEqual([100, 200, 300, 400])
    expect(report.failed.map(({ error }) => 'reason' in error && error.reason)).toEqual(['too_large', 'too_large'])
    expect(report.complete).toBe(false)
  })
})

describe('behavior: what fails is listed, and the rest is mirrored', () => {
  test('an external file keeps its link', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink } = memory()
    const broken: FileFetch = (url, init) =>
      url === EXTERNAL ? Promise.resolve(new Response('', { status: 404 })) : fetch(url, init)
    const report = await run(world, { page_id, fetch: broken, sink })
    expect(report.written).toHaveLength(6)
    expect(report.failed).toMatchObject([
      { name: 'cover.png', owner: { type: 'page_cover', page_id }, error: { reason: 'not_found', link: EXTERNAL } },
    ])
  })

  test.each<[string, MirrorSink['write'], RegExp]>([
    [
      'throws',
      () => {
        throw new Error('disk full')
      },
      /the sink failed: disk full/,
    ],
    ['rejects', async () => Promise.reject(new Error('disk full')), /the sink failed: disk full/],
    ['reads nothing', () => undefined, /returned after 0 bytes/],
    [
      'stops after the first chunk',
      async (_, stream) => {
        const reader = stream.getReader()
        await reader.read()
        await reader.cancel()
      },
      /^$/,
    ],
  ])('a sink that %s', async (_, write, message) => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const report = await run(world, { page_id, fetch, sink: { write } })
    // One chunk is the whole of these files.
    const isWhole = message.source === '^$'
    expect(report.failed).toHaveLength(isWhole ? 0 : 7)
    for (const { error } of report.failed)
      expect(error).toMatchObject({ _tag: 'SinkError', message: expect.stringMatching(message) })
    expect(Object.keys(report.manifest.files)).toHaveLength(isWhole ? 7 : 0)
  })

  test('a sink that cancels a stream of unknown size has not written it', async () => {
    const world = await tried()
    const { page_id } = await aPage(world)
    const fetch: FileFetch = async () =>
      new Response(
        new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10)) }, { highWaterMark: 0 }),
      )
    const write: MirrorSink['write'] = async (_, stream) => {
      for await (const _chunk of stream) break
    }
    const report = await run(world, { page_id, fetch, sink: { write } })
    expect(report).toMatchObject({ complete: false, written: [], manifest: { files: {} } })
    for (const { error } of report.failed) expect(error).toMatchObject({ _tag: 'SinkError' })
  })

  test('params: concurrency of any number', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const report = await run(world, { page_id, fetch, sink: memory().sink, concurrency: Number.MAX_SAFE_INTEGER })
    expect(report.written).toHaveLength(7)
  })

  test('a sink that cannot tell a size', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { manifest } = await run(world, { page_id, fetch, sink: memory().sink })
    const size = () => Promise.reject(new Error('no disk'))
    const report = await run(world, { page_id, fetch, sink: { ...memory().sink, size }, manifest })
    expect(report).toMatchObject({ complete: false, written: [], manifest })
    expect(report.failed).toHaveLength(7)
    for (const { error } of report.failed) expect(error).toMatchObject({ _tag: 'SinkError' })
  })

  test('params: signal ends the wait for a size that never comes', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { manifest } = await run(world, { page_id, fetch, sink: memory().sink })
    const controller = new AbortController()
    const size = (): Promise<number> => {
      controller.abort('enough')
      return new Promise(() => undefined)
    }
    const sink = { ...memory().sink, size }
    const report = await run(world, { page_id, fetch, sink, manifest, signal: controller.signal })
    expect(report).toMatchObject({ complete: false, written: [], skipped: [], manifest })
  })

  test('a stream that fails is not the failure of the sink; nothing of it is in the manifest', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const endless: FileFetch = async (url, init) =>
      url === EXTERNAL
        ? new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) }))
        : fetch(url, init)
    for (const write of [
      memory().sink.write,
      async (_: string, stream: ReadableStream) =>
        void (await stream
          .getReader()
          .read()
          .catch(() => undefined)),
    ]) {
      const report = await run(world, { page_id, fetch: endless, sink: { write } })
      expect(report.failed).toMatchObject([{ error: { _tag: 'DownloadError', reason: 'network' } }])
      expect(Object.keys(report.manifest.files)).toHaveLength(6)
    }
  })

  test('params: signal: what was not reached is named, and the next run goes on', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink, files, writes } = memory()
    const controller = new AbortController()
    const on_file = () => controller.abort('enough')
    const first = await run(world, { page_id, fetch, sink, concurrency: 1, signal: controller.signal, on_file })
    expect(first).toMatchObject({ complete: false, gone: [] })
    expect(first.written).toHaveLength(1)
    expect([...first.failed.map(({ error }) => error), ...first.missing][0]).toMatchObject({ _tag: 'AbortError' })
    const second = await run(world, { page_id, fetch, sink, manifest: first.manifest })
    expect(second.complete).toBe(true)
    expect([sizesIn(files), new Set(writes).size]).toEqual([SIZES, 7])
    expect(second.skipped).toEqual(first.written)
  })

  test('params: signal ends the wait for a sink that hangs', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const controller = new AbortController()
    const write = (): Promise<void> => {
      controller.abort('enough')
      return new Promise(() => undefined)
    }
    const report = await run(world, { page_id, fetch, sink: { write }, signal: controller.signal })
    expect(report).toMatchObject({ complete: false, written: [] })
  })

  test('params: max_requests', async () => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink } = memory()
    const report = await run(world, { page_id, fetch, sink, max_requests: 2 })
    expect(report).toMatchObject({
      complete: false,
      requests: 2,
      missing: [{ _tag: 'AbortError', reason: 'max_requests' }],
    })
  })
})

describe('behavior: one request fails', () => {
  // The page, the blocks of the page, and those of the toggle.
  test.each(
    Object.entries(EVERY_FAULT).flatMap(([name, failing]) =>
      turnsOf(name, 3).map((index) => ({ name, failing, index })),
    ),
  )('request $index: $name', async ({ failing, index }) => {
    const world = await tried()
    const { page_id, fetch } = await aPage(world)
    const { sink, files } = memory()
    world.failAt(index, failing)
    const result = await mirrorFiles(world.ctx, { page_id, fetch, sink })()
    expect(result).toMatchObject({ right: { complete: true } })
    expect(sizesIn(files)).toEqual(SIZES)
  })
})

describe('error: invalid parameters', () => {
  test.each<[string, object]>([
    ['page_id', { sink: memory().sink }],
    ['sink', { page_id: HOME, sink: {} }],
    ['manifest', { page_id: HOME, sink: memory().sink, manifest: { files: {} } }],
    ['concurrency', { page_id: HOME, sink: memory().sink, concurrency: 0 }],
  ])('%s', async (field, params) => {
    const { ctx, sent } = await tried()
    expect(await mirrorFiles(ctx, unsafeCast(params))()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field }] },
    })
    expect(sent()).toBe(0)
  })

  test('the manifest of another page', async () => {
    const { ctx } = await tried()
    const manifest = { version: 1, page_id: 'x', files: {} } as const
    expect(await mirrorFiles(ctx, { page_id: HOME, sink: memory().sink, manifest })()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'manifest' }] },
    })
  })

  test('a page that is not there', async () => {
    const { ctx } = await tried()
    const page_id = '00000000-0000-4000-8000-00000000dead'
    expect(await mirrorFiles(ctx, { page_id, sink: memory().sink })()).toMatchObject({
      left: { _tag: 'NotFoundError' },
    })
  })
})
