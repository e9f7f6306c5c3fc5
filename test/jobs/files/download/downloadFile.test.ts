import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import {
  appendBlockChildren,
  createComment,
  createDatabase,
  createPage,
  deleteBlock,
  fetchFetcher,
  getBlock,
  getComment,
  getPage,
  isFullDatabase,
  isFullPage,
  makeContext,
  updatePage,
} from '../../../../src/index.js'
import {
  type DownloadFileParams,
  downloadFile,
  type FileDownload,
} from '../../../../src/jobs/files/download/downloadFile.js'
import type { FileOwner } from '../../../../src/jobs/files/download/fileOwner.js'
import { type FoundFile, filesOf } from '../../../../src/jobs/files/download/filesOf.js'
import { fileOf } from '../../../../src/jobs/files/fileOf.js'
import { uploadFile } from '../../../../src/jobs/files/upload/uploadFile.js'
import { HOME, ok } from '../../../simulator/world.js'
import { EVERY_FAULT, type Tried, tried } from '../../../support/everyFault.js'
import { manualClock, settled } from '../../../support/fakes.js'
import { isSame, someBytes } from '../upload/samples.js'
import { fileHost, type HostOptions, type Whim } from './fileHost.js'

const BYTES = someBytes(10_000)

const bytesOf = async (result: E.Either<{ readonly message: string }, FileDownload>): Promise<Uint8Array> => {
  if (E.isLeft(result)) throw new Error(result.left.message)
  return new Uint8Array(await new Response(result.right.body).arrayBuffer())
}

/** The failure that reading the body ends with. */
const failureOf = async (result: E.Either<{ readonly message: string }, FileDownload>): Promise<unknown> => {
  try {
    await bytesOf(result)
  } catch (thing) {
    return thing
  }
  throw new Error('no failure')
}

const only = (files: ReadonlyArray<FoundFile>): FoundFile => {
  const [file] = files
  if (!file || files.length !== 1) throw new Error(`${files.length} files`)
  return file
}

/** A file in a block below the page. */
const aFileBlock = async (
  { ctx }: Tried,
  bytes = BYTES,
): Promise<{ readonly id: string; readonly owner: FileOwner }> => {
  const upload = await uploadFile(ctx, { data: bytes, filename: 'plan.pdf', content_type: 'application/pdf' })()
  if (E.isLeft(upload)) throw new Error(upload.left.message)
  const { results } = await ok(
    appendBlockChildren(ctx, { block_id: HOME, children: [{ file: fileOf(upload.right, { name: 'The plan.pdf' }) }] }),
  )
  const block = await ok(getBlock(ctx, { block_id: results[0]?.id ?? '' }))
  return { id: block.id, owner: only(filesOf(block)).owner }
}

describe('default: a file of every owner', () => {
  test('is downloaded through it, also once its address has expired', async () => {
    const { ctx } = await tried()
    const upload = await uploadFile(ctx, { data: BYTES, filename: 'plan.pdf' })()
    if (E.isLeft(upload)) throw new Error(upload.left.message)
    const file = fileOf(upload.right)
    const { results } = await ok(
      appendBlockChildren(ctx, {
        block_id: HOME,
        children: [{ pdf: file }, { callout: { rich_text: [], icon: file } }],
      }),
    )
    const database = await ok(
      createDatabase(ctx, {
        parent: { type: 'page_id', page_id: HOME },
        initial_data_source: { properties: { Name: { title: {} }, 'My files': { files: {} } } },
      }),
    )
    const data_source_id = isFullDatabase(database) ? (database.data_sources[0]?.id ?? '') : ''
    const page = await ok(
      createPage(ctx, {
        parent: { type: 'data_source_id', data_source_id },
        properties: { 'My files': { files: [file, fileOf(upload.right, { name: 'again.pdf' })] } },
        icon: file,
        cover: file,
      }),
    )
    const comment = await ok(createComment(ctx, { parent: { page_id: page.id }, markdown: 'See', attachments: [file] }))
    const found = [
      ...(await Promise.all(results.map(async ({ id }) => filesOf(await ok(getBlock(ctx, { block_id: id })))))).flat(),
      ...filesOf(await ok(getPage(ctx, { page_id: page.id }))),
      ...filesOf(await ok(getComment(ctx, { comment_id: comment.id }))),
    ]
    expect(found.map(({ owner }) => owner.type)).toEqual([
      'block',
      'block_icon',
      'page_icon',
      'page_cover',
      'page_property',
      'page_property',
      'comment_attachment',
    ])
    expect(new Set(found.map(({ key }) => key)).size).toBe(7)
    for (const minutes of [0, 61]) {
      await ctx.config.clock.sleep(minutes * 60_000)
      for (const { owner } of found) {
        const { file: _, ...place } = owner
        const results = [await downloadFile(ctx, { owner })(), await downloadFile(ctx, { owner: place })()]
        for (const result of results) {
          expect(result).toMatchObject({ right: { size: 10_000, content_type: 'application/pdf' } })
          expect(isSame(await bytesOf(result), BYTES)).toBe(true)
        }
      }
    }
  })

  test('a fresh address costs no request to Notion, an expiring one costs one', async () => {
    const world = await tried()
    const { owner } = await aFileBlock(world)
    const count = async (): Promise<number> => {
      let requests = 0
      const result = await downloadFile(world.ctx, {
        owner,
        on_progress: (progress) => {
          requests = progress.requests
        },
      })()
      expect(result).toMatchObject({ right: { filename: 'The plan.pdf' } })
      await bytesOf(result)
      return requests
    }
    expect(await count()).toBe(0)
    await world.ctx.config.clock.sleep(58 * 60_000)
    expect(await count()).toBe(0)
    await world.ctx.config.clock.sleep(61_000)
    expect(await count()).toBe(1)
  })
})

/** A download from a host, of a file whose block is on a simulator. */
const fromHost = async (
  whims: ReadonlyArray<Whim | undefined>,
  options?: HostOptions,
  params: Partial<DownloadFileParams> = {},
) => {
  const world = await tried()
  const { owner, id } = await aFileBlock(world)
  const host = fileHost(BYTES, whims, options)
  const before = world.sent()
  const result = await downloadFile(world.ctx, { owner, fetch: host.fetch, ...params })()
  return { ...world, ...host, id, result, requests: () => world.sent() - before }
}

describe('behavior: what goes to the host', () => {
  test('no token, and no range for the whole', async () => {
    const { arrived, result } = await fromHost([])
    await bytesOf(result)
    expect(arrived).toHaveLength(1)
    expect(arrived[0]?.headers).toEqual({ 'accept-encoding': 'identity' })
    expect(JSON.stringify(arrived)).not.toContain('ntn_test')
  })

  test('nothing more than was asked for: the stream is read on demand', async () => {
    const { result, cancelled } = await fromHost([])
    if (E.isLeft(result)) throw new Error('unexpected')
    const reader = result.right.body.getReader()
    expect((await reader.read()).value?.length).toBe(1000)
    await reader.cancel()
    expect(cancelled).toEqual([0])
  })
})

describe('behavior: a hosted file that its host refuses', () => {
  // 403 for an expired signature, 400 for expired credentials behind it.
  test.each([400, 401, 403])('%d once: the address is read again', async (status) => {
    const { arrived, result, requests } = await fromHost([{ status }])
    expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    expect([arrived.length, requests()]).toEqual([2, 1])
  })

  test('error: twice', async () => {
    const { result, requests } = await fromHost([{ status: 403 }, { status: 403 }])
    expect(result).toMatchObject({ left: { _tag: 'DownloadError', reason: 'forbidden', status: 403 } })
    expect(requests()).toBe(1)
    if (E.isLeft(result)) expect(JSON.stringify(result.left)).not.toMatch(/X-Amz|ntn_test/)
  })

  test('error: of an external file the link is kept, and nothing is read again', async () => {
    const owner: FileOwner = {
      type: 'block',
      block_id: HOME,
      file: { type: 'external', external: { url: 'https://example.com/a.pdf?id=1' } },
    }
    const { result, requests } = await fromHost([{ status: 403 }], {}, { owner })
    expect(result).toMatchObject({ left: { reason: 'forbidden', link: 'https://example.com/a.pdf?id=1' } })
    expect(requests()).toBe(0)
  })
})

describe('error: a file that is not there', () => {
  test.each([404, 410])('%d from the host is no reason for a new address', async (status) => {
    const { result, requests, arrived } = await fromHost([{ status }])
    expect(result).toMatchObject({ left: { _tag: 'DownloadError', reason: 'not_found', status } })
    expect([requests(), arrived.length]).toEqual([0, 1])
  })

  test('its owner is gone', async () => {
    const { ctx } = await tried()
    const owner: FileOwner = { type: 'block', block_id: '00000000-0000-4000-8000-00000000dead' }
    expect(await downloadFile(ctx, { owner })()).toMatchObject({ left: { _tag: 'NotFoundError' } })
  })

  test('its owner has no file', async () => {
    const { ctx } = await tried()
    expect(await downloadFile(ctx, { owner: { type: 'page_icon', page_id: HOME } })()).toMatchObject({
      left: { _tag: 'DownloadError', reason: 'no_file', owner: { type: 'page_icon', page_id: HOME } },
    })
  })

  test.each(['ftp://example.com/a', 'file:///etc/passwd', 'nonsense', 'data:image/png'])(
    'no http address: %s',
    async (url) => {
      const owner: FileOwner = { type: 'block', block_id: HOME, file: { type: 'external', external: { url } } }
      const { result, arrived } = await fromHost([], {}, { owner })
      expect(result).toMatchObject({ left: { reason: 'no_file' } })
      expect(arrived).toEqual([])
    },
  )
})

const BREAKS = ['error', 'end'] as const

describe('behavior: a connection that breaks', () => {
  test.each(BREAKS.flatMap((how) => [true, false].map((ranges) => ({ how, ranges }))))(
    'at half ($how), with ranges: $ranges',
    async ({ how, ranges }) => {
      const { arrived, result } = await fromHost([{ breakAfter: 5500, how }], { ranges })
      expect(isSame(await bytesOf(result), BYTES)).toBe(true)
      expect(arrived.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=5500-'])
      expect(arrived[1]?.headers['if-range']).toBe('"1"')
    },
  )

  test.each([0, 1, 999, 1000, 9999].flatMap((at) => [true, false].map((ranges) => ({ at, ranges }))))(
    'at byte $at again and again, with ranges: $ranges',
    async ({ at, ranges }) => {
      const { result } = await fromHost(
        [{ breakAfter: at }, { status: 503 }, { breakAfter: at }, { throws: new Error('reset') }],
        { ranges },
      )
      expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    },
  )

  test('and an address that expires meanwhile', async () => {
    const world = await tried()
    const { owner } = await aFileBlock(world)
    const host = fileHost(BYTES, [{ breakAfter: 5000 }])
    const before = world.sent()
    const result = await downloadFile(world.ctx, { owner, fetch: host.fetch })()
    await world.ctx.config.clock.sleep(3_600_000)
    expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    expect(world.sent() - before).toBe(1)
    expect(host.arrived[0]?.url).not.toBe(host.arrived[1]?.url)
  })

  test('without any length, what identifies the content, or a plain encoding', async () => {
    const unknown = await fromHost([{ breakAfter: 5000 }], { length: false, etag: () => undefined })
    expect(unknown.result).not.toHaveProperty('right.size')
    expect(isSame(await bytesOf(unknown.result), BYTES)).toBe(true)
    const compressed = await fromHost([{ breakAfter: 5000 }], {
      headers: { 'content-encoding': 'gzip', 'content-length': '17' },
    })
    expect(compressed.result).not.toHaveProperty('right.size')
    expect(isSame(await bytesOf(compressed.result), BYTES)).toBe(true)
    expect(compressed.arrived[1]?.headers).not.toHaveProperty('range')
  })

  test('silence is a connection that broke', async () => {
    const clock = manualClock()
    const { simulator } = await tried()
    const ctx = makeContext(
      { auth: 'ntn_test', fetch: unsafeCast(simulator.fetch), clock, timeoutMs: 5000 },
      fetchFetcher,
    )
    const host = fileHost(BYTES, [{ breakAfter: 5000, how: 'silence' }])
    const owner: FileOwner = {
      type: 'block',
      block_id: HOME,
      file: { type: 'external', external: { url: 'https://a.b/c.pdf' } },
    }
    const result = await downloadFile(ctx, { owner, fetch: host.fetch })()
    const bytes = bytesOf(result)
    while (host.arrived.length < 2) {
      await settled()
      if (clock.sleeping() > 0) await clock.advance(5000)
    }
    expect(isSame(await bytes, BYTES)).toBe(true)
    expect(host.cancelled).toEqual([0])
  })

  test('error: that never stops, with the bytes that arrived', async () => {
    const breaks = Array.from(
      { length: 40 },
      (_, index): Whim => (index === 0 ? { breakAfter: 3000 } : { breakAfter: 0 }),
    )
    const { result } = await fromHost(breaks)
    expect(await failureOf(result)).toMatchObject({
      name: 'DownloadError',
      _tag: 'DownloadError',
      reason: 'network',
      received: 3000,
    })
  })

  test.each<[string, HostOptions]>([
    ['another etag', { etag: (number) => `"${number}"` }],
    ['another weak etag', { etag: (number) => `W/"${number}"` }],
    ['another etag, and no ranges', { etag: (number) => `"${number}"`, ranges: false }],
  ])('error: the content changed meanwhile: %s', async (_, options) => {
    const { result } = await fromHost([{ breakAfter: 3000 }], options)
    expect(await failureOf(result)).toMatchObject({ reason: 'changed', received: 3000 })
  })

  test('error: the owner has another file meanwhile', async () => {
    const world = await tried()
    const { owner } = await aFileBlock(world)
    const other = await aFileBlock(world, someBytes(20_000))
    const host = fileHost(BYTES, [{ breakAfter: 5000 }, { status: 403 }])
    const mixed = unsafeCast<FileOwner>({ ...owner, block_id: other.id })
    expect(await failureOf(await downloadFile(world.ctx, { owner: mixed, fetch: host.fetch })())).toMatchObject({
      reason: 'changed',
    })
  })

  test.each<[string, ReadonlyArray<Whim | undefined>, object]>([
    ['breaks', [{ breakAfter: 5000 }, { breakAfter: 2000 }], {}],
    ['breaks again and again', [{ breakAfter: 5000 }, ...Array(9).fill({ breakAfter: 2000 })], { reason: 'network' }],
    ['ends', [{ breakAfter: 5000 }, { breakAfter: 2000, how: 'end' }], { reason: 'changed' }],
  ])('while what is there is passed over, since the host knows no ranges: it %s', async (_, whims, failure) => {
    const { result } = await fromHost(whims, { ranges: false })
    if (!('reason' in failure)) expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    else expect(await failureOf(result)).toMatchObject({ ...failure, received: 5000 })
  })

  test('and an owner that is gone when its address has expired', async () => {
    const world = await tried()
    const { owner, id } = await aFileBlock(world)
    const host = fileHost(BYTES, [{ breakAfter: 5000 }])
    const result = await downloadFile(world.ctx, { owner, fetch: host.fetch })()
    await ok(deleteBlock(world.ctx, { block_id: id }))
    await world.ctx.config.clock.sleep(3_600_000)
    world.failAt(0, async () => new Response('{}', { status: 404 }), Number.POSITIVE_INFINITY)
    expect(await failureOf(result)).toMatchObject({ name: 'NotFoundError' })
    expect(host.arrived).toHaveLength(1)
  })

  test.each<[string, ReadonlyArray<Whim | undefined>]>([
    ['connection that breaks twice', [{ breakAfter: 5000 }, { breakAfter: 0 }, { breakAfter: 0 }]],
    ['host in trouble', [{ breakAfter: 5000 }, { status: 503 }]],
  ])('params: signal: aborted in the pause after a %s', async (_, whims) => {
    const world = await tried()
    const { owner } = await aFileBlock(world)
    const controller = new AbortController()
    const { clock } = world.ctx.config
    const sleep: typeof clock.sleep = async (milliseconds, signal) => {
      controller.abort('enough')
      await clock.sleep(milliseconds, signal)
    }
    const ctx = makeContext(
      { auth: 'ntn_test', fetch: unsafeCast(world.simulator.fetch), clock: { ...clock, sleep } },
      fetchFetcher,
    )
    const host = fileHost(BYTES, whims)
    const result = await downloadFile(ctx, { owner, fetch: host.fetch, signal: controller.signal })()
    expect(await failureOf(result)).toMatchObject({ name: 'AbortError', reason: 'enough' })
  })

  test.each(BREAKS.flatMap((how) => [true, false].map((length) => ({ how, length }))))(
    'after the last byte ($how), with a length: $length: nothing is missing',
    async ({ how, length }) => {
      const end = { status: 416, headers: { 'content-range': `bytes */${BYTES.length}` } }
      const { result, arrived } = await fromHost([{ breakAfter: BYTES.length, how }, end], { length })
      expect(isSame(await bytesOf(result), BYTES)).toBe(true)
      // Only a file of unknown size that broke may go on.
      expect(arrived).toHaveLength(length || how === 'end' ? 1 : 2)
    },
  )

  test.each([true, false])('a length that is too small counts what is compressed; breaks: %s', async (breaks) => {
    const whims = breaks ? [{ breakAfter: 6000 }] : []
    const { result, arrived } = await fromHost(whims, { headers: { 'content-length': '5000' } })
    expect(result).toMatchObject({ right: { size: 5000 } })
    expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    expect(arrived.map(({ headers }) => headers.range)).toEqual(breaks ? [undefined, undefined] : [undefined])
  })

  test('error: a length that is too large', async () => {
    const headers = { 'content-length': '12000' }
    const { result } = await fromHost([undefined, { status: 416 }], { headers })
    expect(await failureOf(result)).toMatchObject({ _tag: 'DownloadError', received: BYTES.length })
  })

  test('error: 416', async () => {
    const { result } = await fromHost([{ breakAfter: 5000 }, { status: 416 }])
    expect(await failureOf(result)).toMatchObject({ reason: 'changed', received: 5000 })
  })
})

describe('behavior: a host in trouble', () => {
  test.each([202, 408, 429, 500, 502, 503])('%d passes', async (status) => {
    const whim = { status, headers: { 'retry-after': '7' } }
    const { result, arrived, ctx } = await fromHost([whim, whim, { throws: new TypeError('fetch failed') }])
    expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    expect(arrived).toHaveLength(4)
    expect(ctx.config.clock).toBeDefined()
  })

  test('error: it lasts', async () => {
    const { result, arrived } = await fromHost(Array.from({ length: 9 }, () => ({ status: 503 })))
    expect(result).toMatchObject({ left: { reason: 'status', status: 503, received: 0 } })
    expect(arrived).toHaveLength(5)
  })

  test('error: no connection at all', async () => {
    const { result } = await fromHost(Array.from({ length: 9 }, () => ({ throws: new TypeError('fetch failed') })))
    expect(result).toMatchObject({ left: { reason: 'network', cause: { message: 'fetch failed' } } })
  })

  test.each([206, 304, 400, 451])('error: %d', async (status) => {
    const whim = status === 304 ? { status: 300 } : { status }
    const { result } = await fromHost([whim, whim])
    expect(result).toMatchObject({ left: { reason: 'status' } })
  })

  test('error: a fetch whose responses have no body', async () => {
    const fetch = async () => ({ status: 200, headers: new Headers(), text: async () => '' })
    const { result } = await fromHost([], {}, { fetch })
    expect(result).toMatchObject({ left: { message: expect.stringContaining('use a `fetch`') } })
  })

  test('a fetch whose headers cannot be read, or are no texts', async () => {
    const get = () => {
      throw new Error('mine')
    }
    const body = async function* () {
      yield new Uint8Array([1, 2, 3])
    }
    for (const headers of [{ get }, { get: () => unsafeCast<string>(5) }]) {
      const { result } = await fromHost([], {}, { fetch: async () => ({ status: 200, headers, body: body() }) })
      expect(result).toMatchObject({ _tag: 'Right' })
      const refused = await fromHost([], {}, { fetch: async () => ({ status: 404, headers, body: null }) })
      expect(refused.result).toMatchObject({ left: { status: 404 } })
    }
  })

  test('error: a fetch that throws at once, or gives nothing', async () => {
    const thrown = await fromHost(
      [],
      {},
      {
        fetch: () => {
          throw new Error('mine')
        },
      },
    )
    expect(thrown.result).toMatchObject({ left: { reason: 'network', message: expect.stringContaining('mine') } })
    const nothing = await fromHost([], {}, { fetch: unsafeCast(async () => undefined) })
    expect(nothing.result).toMatchObject({ left: { reason: 'network' } })
  })
})

describe('behavior: redirects', () => {
  const to = (location: string, status = 302): Whim => ({ status, headers: { location } })

  test.each([301, 302, 303, 307, 308])('%d is followed, also after a break', async (status) => {
    const { result, arrived } = await fromHost([
      to('/elsewhere', status),
      { breakAfter: 4000 },
      to('https://cdn.example.com/x', status),
    ])
    expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    expect(arrived.map(({ url }) => new URL(url).host + new URL(url).pathname.slice(0, 10))).toMatchObject([
      expect.stringContaining('prod-files'),
      'prod-files-secure.s3.us-west-2.amazonaws.com/elsewhere',
      expect.stringContaining('prod-files'),
      'cdn.example.com/x',
    ])
    expect(arrived[3]?.headers.range).toBe('bytes=4000-')
  })

  test.each(['http://example.com/a', 'file:///etc/passwd', 'data:,a', '//', ''])(
    'error: one to %j is not followed',
    async (location) => {
      const { result, arrived } = await fromHost([to(location)])
      expect(result).toMatchObject({ left: { reason: 'redirect', status: 302 } })
      expect(arrived).toHaveLength(1)
    },
  )

  test('error: in circles', async () => {
    const { result, arrived } = await fromHost(Array.from({ length: 20 }, () => to('/again')))
    expect(result).toMatchObject({ left: { reason: 'redirect', message: expect.stringContaining('more than 5') } })
    expect(arrived).toHaveLength(6)
  })

  test('one that a browser hides is left to it', async () => {
    const host = fileHost(BYTES)
    const asked: Array<string> = []
    const { result } = await fromHost(
      [],
      {},
      {
        fetch: (url, init) => {
          asked.push(init.redirect)
          return init.redirect === 'manual'
            ? Promise.resolve({ status: 0, headers: new Headers(), body: null })
            : host.fetch(url, init)
        },
      },
    )
    expect(isSame(await bytesOf(result), BYTES)).toBe(true)
    expect(asked).toEqual(['manual', 'follow'])
  })
})

describe('params: max_bytes', () => {
  test('a file of just this size', async () => {
    expect(isSame(await bytesOf((await fromHost([], {}, { max_bytes: 10_000 })).result), BYTES)).toBe(true)
  })

  test('error: a larger one, before anything is read', async () => {
    const { result, cancelled } = await fromHost([], {}, { max_bytes: 9_999 })
    expect(result).toMatchObject({ left: { reason: 'too_large', received: 0 } })
    expect(cancelled).toEqual([0])
  })

  test('error: one that turns out larger', async () => {
    const { result, cancelled } = await fromHost([], { length: false }, { max_bytes: 2500 })
    expect(await failureOf(result)).toMatchObject({ reason: 'too_large', received: 2000 })
    expect(cancelled).toEqual([0])
  })

  test('data: addresses have a size, too', async () => {
    const owner: FileOwner = {
      type: 'block',
      block_id: HOME,
      file: { type: 'external', external: { url: 'data:text/csv,a%2Cb' } },
    }
    const { result, arrived } = await fromHost([], {}, { owner })
    expect(result).toMatchObject({ right: { size: 3, content_type: 'text/csv', filename: 'file' } })
    expect(new TextDecoder().decode(await bytesOf(result))).toBe('a,b')
    expect(arrived).toEqual([])
    expect((await fromHost([], {}, { owner, max_bytes: 2 })).result).toMatchObject({ left: { reason: 'too_large' } })
  })
})

describe('params: signal', () => {
  test('aborted before', async () => {
    const { result, arrived } = await fromHost([], {}, { signal: AbortSignal.abort('enough') })
    expect(result).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
    expect(arrived).toEqual([])
  })

  test('aborted while the content arrives', async () => {
    const controller = new AbortController()
    const on_progress = () => controller.abort('enough')
    const { result, cancelled } = await fromHost([], {}, { signal: controller.signal, on_progress })
    expect(await failureOf(result)).toMatchObject({ name: 'AbortError', reason: 'enough' })
    expect(cancelled).toEqual([0])
  })
})

describe('behavior: one request fails while an expired address is read again', () => {
  test.each(Object.entries(EVERY_FAULT))('%s', async (_, failing) => {
    const world = await tried()
    const { owner } = await aFileBlock(world)
    await world.ctx.config.clock.sleep(3_600_000)
    world.failAt(0, failing)
    const result = await downloadFile(world.ctx, { owner })()
    expect(isSame(await bytesOf(result), BYTES)).toBe(true)
  })

  test('params: max_requests', async () => {
    const world = await tried()
    const { owner } = await aFileBlock(world)
    const { file: _, ...place } = owner
    const host = fileHost(BYTES, [{ status: 403 }])
    expect(await downloadFile(world.ctx, { owner: place, fetch: host.fetch, max_requests: 1 })()).toMatchObject({
      left: { _tag: 'AbortError', reason: 'max_requests' },
    })
  })
})

describe('behavior: a list of files that was changed', () => {
  test('finds the same file at another index, and says when it is gone', async () => {
    const { ctx } = await tried()
    const upload = async (name: string, bytes: Uint8Array) => {
      const uploaded = await uploadFile(ctx, { data: bytes, filename: name })()
      if (E.isLeft(uploaded)) throw new Error(uploaded.left.message)
      return fileOf(uploaded.right)
    }
    const files = [await upload('a.txt', someBytes(10)), await upload('a.txt', BYTES)]
    const database = await ok(
      createDatabase(ctx, {
        parent: { type: 'page_id', page_id: HOME },
        initial_data_source: { properties: { Name: { title: {} }, Files: { files: {} } } },
      }),
    )
    const data_source_id = isFullDatabase(database) ? (database.data_sources[0]?.id ?? '') : ''
    const page = await ok(
      createPage(ctx, { parent: { type: 'data_source_id', data_source_id }, properties: { Files: { files } } }),
    )
    const [first, second] = isFullPage(page) ? filesOf(page) : []
    expect(first?.name).toBe(second?.name)
    expect(first?.key).not.toBe(second?.key)
    await ok(updatePage(ctx, { page_id: page.id, properties: { Files: { files: files.slice(1) } } }))
    await ctx.config.clock.sleep(3_600_000)
    if (!first || !second) throw new Error('no files')
    expect(isSame(await bytesOf(await downloadFile(ctx, { owner: second.owner })()), BYTES)).toBe(true)
    expect(await downloadFile(ctx, { owner: first.owner })()).toMatchObject({ left: { reason: 'no_file' } })
  })
})

test('behavior: without an index and a file, the first file of a property; an icon that is none any more', async () => {
  const answers: ReadonlyArray<object> = [
    { object: 'property_item', type: 'files', files: [{ name: 'a', external: { url: 'data:,first' } }] },
    { object: 'property_item', type: 'files', files: 'damaged' },
    { object: 'page', icon: null },
  ]
  const owners: ReadonlyArray<FileOwner> = [
    { type: 'page_property', page_id: HOME, property_id: 'f' },
    { type: 'page_property', page_id: HOME, property_id: 'f' },
    { type: 'page_icon', page_id: HOME },
  ]
  const results = owners.map((owner, index) => {
    const fetch = async () => Response.json(answers[index])
    return downloadFile(makeContext({ auth: 'ntn_test', fetch, logLevel: 'silent' }, fetchFetcher), { owner })()
  })
  const [first, ...rest] = await Promise.all(results)
  expect(new TextDecoder().decode(await bytesOf(first ?? expect.fail()))).toBe('first')
  for (const result of rest) expect(result).toMatchObject({ left: { reason: 'no_file' } })
})

describe('error: invalid parameters', () => {
  test.each<[string, object]>([
    ['owner', {}],
    ['owner', { owner: { type: 'page', page_id: HOME } }],
    ['owner', { owner: { type: 'page_property', page_id: HOME } }],
    ['max_bytes', { owner: { type: 'page_icon', page_id: HOME }, max_bytes: 0 }],
    ['fetch', { owner: { type: 'page_icon', page_id: HOME }, fetch: 'curl' }],
  ])('%s', async (field, params) => {
    const { ctx, sent } = await tried()
    expect(await downloadFile(ctx, unsafeCast(params))()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field }] },
    })
    expect(sent()).toBe(0)
  })

  test('an id that is none', async () => {
    const { ctx, sent } = await tried()
    expect(await downloadFile(ctx, { owner: { type: 'block', block_id: '../users' } })()).toMatchObject({
      left: { _tag: 'InvalidInputError' },
    })
    expect(sent()).toBe(0)
  })
})

describe('error: what is no file, and what is no response', () => {
  test.each<unknown>(['x', 7, [], {}, { type: 'external', external: null }])('a file that is %j', async (file) => {
    const { ctx } = await tried()
    expect(await downloadFile(ctx, { owner: unsafeCast({ type: 'block', block_id: HOME, file }) })()).toMatchObject({
      left: { _tag: 'DownloadError', reason: 'no_file' },
    })
  })

  const headers = new Headers()
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no headers', { status: 200, body: new Blob(['abc']).stream() }],
    ['a text as its body', { status: 200, headers, body: 'abc' }],
    ['bytes as its body', { status: 200, headers, body: new Uint8Array(3) }],
  ])('a fetch that returns %s is no empty file', async (_, response) => {
    const { ctx } = await tried()
    const external = { type: 'external', external: { url: 'https://example.com/a.pdf' } } as const
    const owner = { type: 'block', block_id: HOME, file: external } as const
    expect(await downloadFile(ctx, { owner, fetch: async () => unsafeCast(response) })()).toMatchObject({
      left: { _tag: 'DownloadError', reason: 'network' },
    })
  })
})
