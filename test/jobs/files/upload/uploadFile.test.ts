import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { fetchFetcher, getBotUser, makeContext } from '../../../../src/index.js'
import { MAX_SINGLE } from '../../../../src/jobs/files/upload/planUpload.js'
import { type UploadFileParams, uploadFile } from '../../../../src/jobs/files/upload/uploadFile.js'
import { HOME, ok } from '../../../simulator/world.js'
import { tried } from '../../../support/everyFault.js'
import { brokenAfter, isSame, keptContent, MEBIBYTE, someBytes, streamOf } from './samples.js'

const LARGE = someBytes(MAX_SINGLE + 1_234_567)
const SMALL = someBytes(3000)

/** Uploads on a simulator, and says what it cost and what Notion keeps. */
const uploaded = async (params: UploadFileParams, limit?: number) => {
  const { ctx, simulator, sent } = await tried()
  if (limit !== undefined) {
    const bot = { ...(await ok(getBotUser(ctx))), bot: { workspace_limits: { max_file_upload_size_in_bytes: limit } } }
    await simulator.load([bot])
  }
  const before = sent()
  const result = await uploadFile(ctx, params)()
  const requests = sent() - before
  const content = E.isRight(result) ? await keptContent(ctx, simulator.fetch, result.right) : new Uint8Array()
  return { result, requests, content }
}

describe('default: a file of any form', () => {
  test.each<[string, () => Partial<UploadFileParams> & Pick<UploadFileParams, 'data'>]>([
    ['bytes', () => ({ data: SMALL })],
    ['an ArrayBuffer', () => ({ data: SMALL.slice().buffer })],
    ['a part of a buffer', () => ({ data: new DataView(LARGE.buffer, 0, 3000) })],
    [
      'shared memory',
      () => {
        const shared = new Uint8Array(new SharedArrayBuffer(3000))
        shared.set(SMALL)
        return { data: shared }
      },
    ],
    ['a Blob', () => ({ data: new Blob([SMALL], { type: 'text/csv' }) })],
    ['a stream', () => ({ data: streamOf(SMALL, 7).stream })],
    ['a stream of known length', () => ({ data: streamOf(SMALL, 1000).stream, size: 3000 })],
    [
      'an iterable',
      () => ({
        data: (async function* () {
          yield SMALL.subarray(0, 10)
          yield new Uint8Array()
          yield SMALL.subarray(10)
        })(),
      }),
    ],
    ['a function', () => ({ data: async () => streamOf(SMALL).stream })],
    ['the body of a response', () => ({ data: new Response(SMALL).body ?? SMALL })],
  ])('%s: two requests', async (_, params) => {
    const { result, requests, content } = await uploaded({ filename: 'tasks.csv', ...params() })
    expect(result).toMatchObject({
      right: { status: 'uploaded', filename: 'tasks.csv', content_type: 'text/csv', content_length: 3000 },
    })
    expect([requests, isSame(content, SMALL)]).toEqual([2, true])
  })

  test.each<[string, () => Partial<UploadFileParams> & Pick<UploadFileParams, 'data'>]>([
    ['bytes', () => ({ data: LARGE })],
    ['a Blob', () => ({ data: new Blob([LARGE]) })],
    ['a stream', () => ({ data: streamOf(LARGE).stream })],
    ['a stream of known length', () => ({ data: streamOf(LARGE).stream, size: LARGE.length })],
    ['a function', () => ({ data: () => streamOf(LARGE).stream })],
  ])('%s above 20 MiB: the limit, one request a part, and two', async (_, params) => {
    const { result, requests, content } = await uploaded({ filename: 'large.txt', ...params() })
    expect(result).toMatchObject({
      right: { status: 'uploaded', content_length: LARGE.length, number_of_parts: { total: 3, sent: 3 } },
    })
    expect([requests, isSame(content, LARGE)]).toEqual([6, true])
  })

  test('exactly 20 MiB: one part', async () => {
    const { result, requests } = await uploaded({ filename: 'a.txt', data: LARGE.subarray(0, MAX_SINGLE) })
    expect(result).toMatchObject({ right: { content_length: MAX_SINGLE } })
    expect(result).not.toHaveProperty('right.number_of_parts')
    expect(requests).toBe(3)
  })

  test('params: part_size', async () => {
    const { result } = await uploaded({ filename: 'a.txt', data: LARGE, part_size: 5 * MEBIBYTE })
    expect(result).toMatchObject({ right: { number_of_parts: { total: 5 } } })
  })

  test('params: on_progress counts bytes', async () => {
    const seen: Array<number> = []
    await uploaded({
      filename: 'a.txt',
      data: LARGE,
      concurrency: 1,
      on_progress: ({ done, total }) => seen.push(done, total ?? 0),
    })
    expect(seen).toEqual([10 * MEBIBYTE, LARGE.length, 20 * MEBIBYTE, ...Array(5).fill(LARGE.length)])
  })
})

describe('params: concurrency', () => {
  test.each([1, 3])('at most %d parts at a time', async (concurrency) => {
    let flying = 0
    let most = 0
    const { simulator, ctx } = await tried()
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      if (url.endsWith('/send')) most = Math.max(most, ++flying)
      await new Promise((resolve) => setImmediate(resolve))
      const response = await simulator.fetch(url, init)
      if (url.endsWith('/send')) flying--
      return response
    }
    const own = makeContext(
      { auth: 'ntn_test', fetch: unsafeCast(fetch), logLevel: 'silent', clock: ctx.config.clock },
      fetchFetcher,
    )
    const data = LARGE
    expect(E.isRight(await uploadFile(own, { data, filename: 'a.txt', concurrency, part_size: 5 * MEBIBYTE })())).toBe(
      true,
    )
    expect(most).toBe(concurrency)
  })
})

describe('error: refused before anything is sent', () => {
  test.each<[string, object, string]>([
    ['nothing', {}, 'data'],
    ['a text', { data: 'hello', filename: 'a.txt' }, 'data'],
    ['no name', { data: SMALL }, 'filename'],
    ['an empty file', { data: new Uint8Array(), filename: 'a.txt' }, 'data'],
    ['an empty stream', { data: new Blob([]).stream(), filename: 'a.txt' }, 'data'],
    ['an empty stream of known length', { data: new Blob([]).stream(), size: 0, filename: 'a.txt' }, 'data'],
    ['an unknown extension', { data: SMALL, filename: 'a.exe' }, 'filename'],
    ['an unknown type', { data: SMALL, filename: 'a.txt', content_type: 'application/x-foo' }, 'content_type'],
    ['a wrong size', { data: SMALL, filename: 'a.txt', size: 2999 }, 'size'],
    ['small parts', { data: SMALL, filename: 'a.txt', part_size: 1000 }, 'part_size'],
    ['a misspelt option', { data: SMALL, filename: 'a.txt', partSize: 1 }, 'partSize'],
    ['a foreign resume', { data: SMALL, filename: 'a.txt', resume: { id: 'x' } }, 'resume'],
  ])('%s', async (_, params, field) => {
    const { ctx, sent } = await tried()
    const result = await uploadFile(ctx, unsafeCast(params))()
    expect(result).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: expect.arrayContaining([expect.objectContaining({ field })]) },
    })
    expect(sent()).toBe(0)
  })

  test('a function that returns no content, throws or rejects', async () => {
    const { ctx, sent } = await tried()
    const give = (data: () => unknown) => uploadFile(ctx, { data: unsafeCast(data), filename: 'a.txt' })()
    expect(await give(() => 'words')).toMatchObject({
      left: { _tag: 'NetworkError', message: expect.stringContaining('must be a Blob') },
    })
    expect(
      await give(() => {
        throw new Error('closed')
      }),
    ).toMatchObject({ left: { message: expect.stringContaining('closed') } })
    expect(
      await give(async () => {
        throw new Error('closed')
      }),
    ).toMatchObject({ left: { message: expect.stringContaining('closed') } })
    const { stream } = streamOf(SMALL)
    stream.getReader()
    expect(await give(() => stream)).toMatchObject({ left: { _tag: 'NetworkError' } })
    expect(sent()).toBe(0)
  })

  test('a file above the limit of a free plan: nothing but the limit is asked for', async () => {
    const { result, requests } = await uploaded({ data: LARGE, filename: 'a.txt' }, 5 * MEBIBYTE)
    expect(result).toMatchObject({
      left: { _tag: 'InvalidInputError', message: expect.stringContaining('free plans') },
    })
    expect(requests).toBe(1)
  })

  test.each<[string, () => Response, string]>([
    ['may not be known', () => new Response('{}', { status: 403 }), 'uploaded'],
    [
      'is not said',
      () => Response.json({ object: 'user', id: HOME, name: null, avatar_url: null, type: 'bot', bot: {} }),
      'uploaded',
    ],
    ['cannot be read', () => new Response('{}', { status: 400 }), 'ValidationError'],
  ])('the limit of the workspace %s', async (_, answer, outcome) => {
    const { ctx, failAt } = await tried()
    failAt(0, async () => answer())
    const result = await uploadFile(ctx, { data: LARGE.subarray(0, 6 * MEBIBYTE), filename: 'a.txt' })()
    expect(E.isLeft(result) ? result.left._tag : result.right.status).toBe(outcome)
  })

  test('a stream of unknown length on a free plan: it is cancelled soon after 5 MiB', async () => {
    const { stream, cancelled } = streamOf(LARGE)
    const { result, requests } = await uploaded({ data: stream, filename: 'a.txt' }, 5 * MEBIBYTE)
    expect(result).toMatchObject({
      left: { _tag: 'InvalidInputError', message: expect.stringContaining('free plans') },
    })
    expect([requests, cancelled()]).toEqual([1, true])
  })

  test.each([
    ['shorter', 1, 'only 3000'],
    ['longer', -1, 'more'],
  ])('a small stream that is %s than its size', async (_, by, came) => {
    const data = streamOf(SMALL).stream
    const { result, requests } = await uploaded({ data, size: SMALL.length + by, filename: 'a.txt' })
    const message = expect.stringContaining(`which has ${came}`)
    expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', message, issues: [{ field: 'size' }] } })
    expect(requests).toBe(0)
  })
})

describe('behavior: a stream that ends too early', () => {
  test('a failure of the source: what was sent is in resume, and the upload goes on', async () => {
    const { ctx, simulator, sent } = await tried()
    const data = brokenAfter(LARGE.subarray(0, 15 * MEBIBYTE), new Error('disk on fire'))
    const first = await uploadFile(ctx, { data, size: LARGE.length, filename: 'a.txt' })()
    expect(first).toMatchObject({
      left: {
        _tag: 'PartialUploadError',
        message: expect.stringMatching(/1 of 3 parts of a\.txt sent, then: .*disk on fire.*`resume`/),
        cause: { _tag: 'NetworkError' },
        resume: { parts: [1], size: LARGE.length, filename: 'a.txt' },
      },
    })
    if (E.isRight(first) || first.left._tag !== 'PartialUploadError') throw new Error('unexpected')
    const before = sent()
    const resume = JSON.parse(JSON.stringify(first.left.resume))
    const second = await uploadFile(ctx, { data: streamOf(LARGE).stream, filename: 'a.txt', resume })()
    if (E.isLeft(second)) throw new Error(second.left.message)
    // The status, two parts, and the completion.
    expect(sent() - before).toBe(4)
    expect(isSame(await keptContent(ctx, simulator.fetch, second.right), LARGE)).toBe(true)
  })

  test.each([
    ['shorter', 1],
    ['longer', -1],
  ])('a large stream that is %s than its size is not completed', async (_, by) => {
    const { result, requests } = await uploaded({
      data: streamOf(LARGE).stream,
      size: LARGE.length + by,
      filename: 'a.txt',
    })
    const cause = { _tag: 'InvalidInputError', issues: [{ field: 'size' }] }
    expect(result).toMatchObject({ left: { _tag: 'PartialUploadError', cause, resume: { parts: [1, 2] } } })
    expect(requests).toBe(4)
  })

  test('a failure before anything was sent', async () => {
    const { result, requests } = await uploaded({ data: brokenAfter(SMALL, new Error('gone')), filename: 'a.txt' })
    expect(result).toMatchObject({ left: { _tag: 'NetworkError', message: expect.stringContaining('gone') } })
    expect(requests).toBe(0)
  })

  test('chunks that are no bytes', async () => {
    const { result } = await uploaded({
      data: unsafeCast(
        (async function* () {
          yield 'words'
        })(),
      ),
      filename: 'a.txt',
    })
    expect(result).toMatchObject({ left: { _tag: 'NetworkError', message: expect.stringContaining('Uint8Array') } })
  })
})

describe('params: signal', () => {
  test('aborted while a stream hangs: nothing is sent, the source is closed', async () => {
    const { ctx } = await tried()
    const controller = new AbortController()
    let closed = false
    const data: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: async () => {
          closed = true
          return { done: true, value: undefined }
        },
      }),
    }
    const running = uploadFile(ctx, { data, filename: 'a.txt', signal: controller.signal })()
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort('enough')
    expect(await running).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
    expect(closed).toBe(true)
  })

  test('aborted between two parts: the source is cancelled, and resume has what was sent', async () => {
    const { ctx } = await tried()
    const controller = new AbortController()
    const { stream, cancelled } = streamOf(LARGE)
    const result = await uploadFile(ctx, {
      data: stream,
      size: LARGE.length,
      filename: 'a.txt',
      concurrency: 1,
      signal: controller.signal,
      on_progress: () => controller.abort('enough'),
    })()
    expect(result).toMatchObject({
      left: { _tag: 'PartialUploadError', cause: { _tag: 'AbortError', reason: 'enough' }, resume: { parts: [1] } },
    })
    expect(cancelled()).toBe(true)
  })
})

describe('params: resume', () => {
  const interrupted = async () => {
    const world = await tried()
    const first = await uploadFile(world.ctx, { data: LARGE, filename: 'a.txt', concurrency: 1, max_requests: 3 })()
    if (E.isRight(first) || first.left._tag !== 'PartialUploadError') throw new Error('unexpected')
    expect(first.left).toMatchObject({ cause: { reason: 'max_requests' }, resume: { parts: [1] } })
    return { ...world, resume: first.left.resume }
  }

  test.each<[string, Partial<UploadFileParams>]>([
    ['of another size', { data: LARGE.subarray(1) }],
    ['of another name', { filename: 'b.txt' }],
  ])('error: a file %s', async (_, other) => {
    const { ctx, resume, sent } = await interrupted()
    const before = sent()
    expect(await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume, ...other })()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'resume' }] },
    })
    expect(sent()).toBe(before)
  })

  test.each<[string, object]>([
    ['of a single part that is too small', { size: 3000, part_size: 1000 }],
    ['of too many parts', { part_size: 1 }],
    ['of parts that are too large', { part_size: LARGE.length }],
    ['with a part twice', { parts: [1, 1] }],
    ['with a part that does not exist', { parts: [4] }],
    ['without an id', { file_upload_id: '' }],
    ['without a name', { filename: 1 }],
    ['without parts', { parts: 'x' }],
    ['without a time', { expiry_time: undefined }],
  ])('error: a damaged one %s', async (_, damage) => {
    const { ctx, sent } = await tried()
    const whole = {
      file_upload_id: '00000000-0000-4000-8000-00000000dead',
      filename: 'a.txt',
      content_type: 'text/plain',
      size: LARGE.length,
      part_size: 10 * MEBIBYTE,
      parts: [],
      expiry_time: null,
    }
    const resume = unsafeCast<UploadFileParams['resume']>({ ...whole, ...damage })
    const data = 'size' in damage ? SMALL : LARGE
    expect(await uploadFile(ctx, { data, filename: 'a.txt', resume })()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'resume' }] },
    })
    expect(sent()).toBe(0)
  })

  test('an upload that has expired begins again', async () => {
    const { ctx, resume, simulator } = await interrupted()
    await ctx.config.clock.sleep(3_700_000)
    const result = await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume })()
    if (E.isLeft(result)) throw new Error(result.left.message)
    expect(result.right.id).not.toBe(resume.file_upload_id)
    expect(isSame(await keptContent(ctx, simulator.fetch, result.right), LARGE)).toBe(true)
  })

  test('an upload that Notion does not know begins again', async () => {
    const { ctx, resume } = await interrupted()
    const unknown = { ...resume, file_upload_id: '00000000-0000-4000-8000-00000000dead' }
    expect(await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume: unknown })()).toMatchObject({
      right: { status: 'uploaded' },
    })
  })

  test('parts that Notion does not have are sent again', async () => {
    const { ctx, resume, simulator } = await interrupted()
    const result = await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume: { ...resume, parts: [1, 2, 3] } })()
    if (E.isLeft(result)) throw new Error(result.left.message)
    expect(isSame(await keptContent(ctx, simulator.fetch, result.right), LARGE)).toBe(true)
  })

  test('error: it cannot be read whether the upload exists: it can be resumed all the same', async () => {
    const { ctx, resume, failAt } = await interrupted()
    failAt(0, async () => new Response('{}', { status: 403 }), Number.POSITIVE_INFINITY)
    const upload = { ...resume, expiry_time: null }
    const result = await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume: upload })()
    expect(result).toMatchObject({ left: { _tag: 'PartialUploadError', resume: upload } })
    expect(result).toHaveProperty('left.message', expect.stringMatching(/`resume`\.$/))
  })

  test('error: the completion fails, and Notion does not say what it has: the parts stay accepted', async () => {
    const { ctx, resume, failAt } = await interrupted()
    // The status, two parts, and the completion.
    failAt(3, async () => new Response('{}', { status: 404 }), Number.POSITIVE_INFINITY)
    expect(await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume })()).toMatchObject({
      left: { _tag: 'PartialUploadError', resume: { parts: [1, 2, 3] } },
    })
  })

  test('an upload that is complete needs nothing', async () => {
    const { ctx, resume, sent } = await interrupted()
    const done = await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume })()
    const before = sent()
    expect(await uploadFile(ctx, { data: LARGE, filename: 'a.txt', resume })()).toMatchObject({
      right: { id: E.isRight(done) ? done.right.id : '' },
    })
    expect(sent() - before).toBe(1)
  })
})
