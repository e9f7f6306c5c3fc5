import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { fetchFetcher, makeContext } from '../../../src/index.js'
import { downloadFile } from '../../../src/jobs/files/download/downloadFile.js'
import type { FileOwner } from '../../../src/jobs/files/download/fileOwner.js'
import { uploadFile } from '../../../src/jobs/files/upload/uploadFile.js'
import { HOME } from '../../simulator/world.js'
import { fakeClock } from '../../support/fakes.js'
import { MEBIBYTE } from './upload/samples.js'

const GIBIBYTE = 1024 * MEBIBYTE
const PART = 10 * MEBIBYTE
const CHUNK = new Uint8Array(MEBIBYTE).fill(65)

/** Notion, as far as an upload needs it: it counts the bytes that it received, and keeps none. */
const countingNotion = () => {
  let received = 0
  let parts = 0
  const upload = (status: string) => ({
    object: 'file_upload',
    id: '34033ea0-c1e4-8103-b3a0-00b2e89d59b5',
    created_time: '2026-04-12T21:19:00.000Z',
    last_edited_time: '2026-04-12T21:19:00.000Z',
    expiry_time: '2026-04-12T22:19:00.000Z',
    in_trash: false,
    status,
    filename: 'large.txt',
    content_type: 'text/plain',
    content_length: received,
  })
  const fetch = async (url: string, { body }: RequestInit): Promise<Response> => {
    if (url.endsWith('/users/me'))
      return Response.json({ object: 'user', id: HOME, name: null, avatar_url: null, type: 'bot', bot: {} })
    const file = body instanceof FormData ? body.get('file') : undefined
    // As a connection does, it takes the bytes some time after it was given them.
    await new Promise((resolve) => setImmediate(resolve))
    if (file instanceof Blob) {
      received += file.size
      parts++
    }
    return Response.json(upload(url.endsWith('/complete') ? 'uploaded' : 'pending'))
  }
  return { fetch, received: () => received, parts: () => parts }
}

test('behavior: a stream of 1 GiB is uploaded with two parts in memory', async () => {
  const { fetch, received, parts } = countingNotion()
  const ctx = makeContext({ auth: 'ntn_test', fetch: unsafeCast(fetch), clock: fakeClock() }, fetchFetcher)
  let held = 0
  async function* data(): AsyncGenerator<Uint8Array> {
    for (let given = 0; given < GIBIBYTE; given += CHUNK.length) {
      yield CHUNK
      held = Math.max(held, given + CHUNK.length - received())
    }
  }
  const result = await uploadFile(ctx, { data: data(), size: GIBIBYTE, filename: 'large.txt' })()
  expect(result).toMatchObject({ right: { status: 'uploaded', content_length: GIBIBYTE } })
  expect([received(), parts()]).toEqual([GIBIBYTE, 103])
  // Two parts, and the chunk in which the next begins.
  expect(held).toBeLessThanOrEqual(2 * PART + CHUNK.length)
  expect(held).toBeGreaterThan(PART)
})

test('behavior: a file of 1 GiB is downloaded with one chunk in memory', async () => {
  const { fetch } = countingNotion()
  const ctx = makeContext({ auth: 'ntn_test', fetch: unsafeCast(fetch), clock: fakeClock() }, fetchFetcher)
  const owner: FileOwner = {
    type: 'block',
    block_id: HOME,
    file: { type: 'external', external: { url: 'https://example.com/large.txt' } },
  }
  let given = 0
  let read = 0
  let ahead = 0
  const host = async (): Promise<Response> =>
    new Response(
      new ReadableStream<Uint8Array>(
        {
          pull: (controller) => {
            if (given === GIBIBYTE) return controller.close()
            given += CHUNK.length
            controller.enqueue(CHUNK)
          },
        },
        { highWaterMark: 0 },
      ),
      { headers: { 'content-length': `${GIBIBYTE}` } },
    )
  const result = await downloadFile(ctx, { owner, fetch: host })()
  if (E.isLeft(result)) throw new Error(result.left.message)
  for (const reader = result.right.body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) break
    ahead = Math.max(ahead, given - read)
    read += value.length
  }
  expect([read, ahead]).toEqual([GIBIBYTE, CHUNK.length])
})
