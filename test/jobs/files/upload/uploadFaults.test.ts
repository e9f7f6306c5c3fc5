import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { collect, getFileUploads } from '../../../../src/index.js'
import { MAX_SINGLE } from '../../../../src/jobs/files/upload/planUpload.js'
import { type UploadFileParams, uploadFile } from '../../../../src/jobs/files/upload/uploadFile.js'
import type { UploadResume } from '../../../../src/jobs/files/upload/uploadResume.js'
import { ok } from '../../../simulator/world.js'
import { EVERY_FAULT, FAULT_KINDS, type Failing, type Tried, tried } from '../../../support/everyFault.js'
import { isSame, keptContent, someBytes, streamOf } from './samples.js'

const LARGE = someBytes(MAX_SINGLE + 1)
const SMALL = someBytes(3000)

/** The requests of an upload: the limit, the creation, three parts, the completion; or the creation and the only part. */
const WAYS: { readonly [name: string]: { readonly bytes: Uint8Array; readonly requests: number } } = {
  'a large file': { bytes: LARGE, requests: 6 },
  'a small file': { bytes: SMALL, requests: 2 },
}

/** The resume of a failure, after a journey through JSON. */
const resumeOf = (result: E.Either<object, unknown>): UploadResume | undefined =>
  E.isLeft(result) && 'resume' in result.left ? JSON.parse(JSON.stringify(result.left.resume)) : undefined

/** One upload is complete, and has every byte. */
const expectWhole = async (
  { ctx, simulator }: Tried,
  result: Awaited<ReturnType<ReturnType<typeof uploadFile>>>,
  bytes: Uint8Array,
): Promise<void> => {
  if (E.isLeft(result)) throw new Error(result.left.message)
  const complete = await ok(collect(getFileUploads)(ctx, { status: 'uploaded' }))
  expect(complete.map(({ id }) => id)).toEqual([result.right.id])
  expect(isSame(await keptContent(ctx, simulator.fetch, result.right), bytes)).toBe(true)
}

const cases = Object.entries(WAYS).flatMap(([way, { bytes, requests }]) =>
  Object.keys(EVERY_FAULT).flatMap((fault) =>
    Array.from({ length: requests }, (_, index) => ({ way, bytes, fault, index })),
  ),
)

describe('behavior: one request of an upload fails', () => {
  test.each(cases.filter(({ bytes }) => bytes === SMALL))(
    '$way, request $index: $fault',
    async ({ bytes, fault, index }) => {
      const world = await tried()
      const failing = EVERY_FAULT[fault] ?? (() => Promise.reject())
      const params: UploadFileParams = { data: bytes, filename: 'a.txt', concurrency: 1 }
      world.failAt(index, failing)
      const result = await uploadFile(world.ctx, params)()
      await expectWhole(world, result, bytes)
    },
  )
})

describe('behavior: every request of an upload in parts fails once', () => {
  // A run for each request and each fault would move 20 MiB each time: the faults of a kind take turns.
  test.each(FAULT_KINDS)('they are $kind', async ({ faults }) => {
    const world = await tried()
    const turns = Object.values(faults)
    let count = 0
    const fail: Failing = (send) => {
      const failing = turns[(count / 2) % turns.length]
      return count++ % 2 === 0 && failing ? failing(send) : send()
    }
    world.failAt(0, fail, Number.POSITIVE_INFINITY)
    const result = await uploadFile(world.ctx, { data: LARGE, filename: 'a.txt', concurrency: 1 })()
    expect(count).toBeGreaterThanOrEqual(2 * 6)
    world.heal()
    await expectWhole(world, result, LARGE)
  })
})

/** What a process does not survive; the rest ends in the same ways. */
const LASTING = ['connection refused', '503', 'connection reset after the request was applied', 'half a response']

/** One that is not applied, and one that is: each run of a large file moves 20 MiB. */
const LASTING_IN_PARTS = ['connection refused', 'connection reset after the request was applied']

describe('behavior: every request from one on fails, and the upload goes on in another process', () => {
  test.each(cases.filter(({ bytes, fault }) => (bytes === LARGE ? LASTING_IN_PARTS : LASTING).includes(fault)))(
    '$way, from request $index: $fault',
    async ({ bytes, fault, index }) => {
      const world = await tried()
      const failing = EVERY_FAULT[fault] ?? (() => Promise.reject())
      const data = () => (bytes === LARGE ? streamOf(bytes).stream : new Blob([SMALL]))
      world.failAt(index, failing, Number.POSITIVE_INFINITY)
      const first = await uploadFile(world.ctx, {
        data: data(),
        size: bytes.length,
        filename: 'a.txt',
        concurrency: 1,
      })()
      expect(E.isLeft(first)).toBe(true)
      const resume = resumeOf(first)
      // Once the upload exists, it is not begun again.
      expect(resume !== undefined).toBe(index > (bytes === LARGE ? 1 : 0))
      expect(JSON.stringify(first)).not.toContain('ntn_test')
      world.heal()
      const second = await uploadFile(world.ctx, { data: data(), size: bytes.length, filename: 'a.txt', resume })()
      if (resume && E.isRight(second)) expect(second.right.id).toBe(resume.file_upload_id)
      await expectWhole(world, second, bytes)
    },
  )
})
