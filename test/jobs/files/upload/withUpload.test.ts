import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { appendBlockChildren, collect, getBlockChildren, type NotionError } from '../../../../src/index.js'
import type { UploadedFile } from '../../../../src/jobs/files/fileOf.js'
import { uploadFile } from '../../../../src/jobs/files/upload/uploadFile.js'
import { withUpload } from '../../../../src/jobs/files/upload/withUpload.js'
import { HOME, ok } from '../../../simulator/world.js'
import { type Tried, tried } from '../../../support/everyFault.js'
import { someBytes, streamOf } from './samples.js'

const BYTES = someBytes(3000)

/** Attaches a file below the page, after so many minutes each time. */
const attachAfter = ({ ctx }: Tried, ...minutes: ReadonlyArray<number>) => {
  const seen: Array<string> = []
  const attach = (image: UploadedFile) => {
    const pause = minutes[seen.length] ?? 0
    seen.push(image.file_upload.id)
    return async () => {
      await ctx.config.clock.sleep(pause * 60_000)
      return appendBlockChildren(ctx, { block_id: HOME, children: [{ image }] })()
    }
  }
  return { seen, attach }
}

const imagesOf = async ({ ctx }: Tried): Promise<number> =>
  (await ok(collect(getBlockChildren)(ctx, { block_id: HOME }))).length

describe('behavior: a file that is attached', () => {
  test.each<[string, () => Parameters<typeof withUpload>[1]['data']]>([
    ['bytes', () => BYTES],
    ['a Blob', () => new Blob([BYTES])],
    ['a function', () => () => streamOf(BYTES).stream],
  ])('%s: uploaded again once it has expired', async (_, data) => {
    const world = await tried()
    const { seen, attach } = attachAfter(world, 61)
    const result = await withUpload(world.ctx, { data: data(), filename: 'a.png', content_type: 'image/png' }, attach)()
    expect(result).toMatchObject({ right: { results: [{ image: { type: 'file' } }] } })
    expect([new Set(seen).size, await imagesOf(world)]).toEqual([2, 1])
  })

  test('params: resume: the upload that has begun is attached', async () => {
    const world = await tried()
    const first = await uploadFile(world.ctx, { data: BYTES, filename: 'a.png', max_requests: 1 })()
    if (E.isRight(first) || first.left._tag !== 'PartialUploadError') throw new Error('unexpected')
    const { resume } = first.left
    const { seen, attach } = attachAfter(world)
    expect(E.isRight(await withUpload(world.ctx, { data: BYTES, filename: 'a.png', resume }, attach)())).toBe(true)
    expect(seen).toEqual([resume.file_upload_id])
  })

  test('in time: uploaded once', async () => {
    const world = await tried()
    const { seen, attach } = attachAfter(world, 50)
    expect(E.isRight(await withUpload(world.ctx, { data: BYTES, filename: 'a.png' }, attach)())).toBe(true)
    expect([seen.length, world.sent()]).toEqual([1, 3])
  })
})

describe('error: a file that cannot be attached', () => {
  test('one that expires twice', async () => {
    const world = await tried()
    const { seen, attach } = attachAfter(world, 61, 61, 61)
    const result = await withUpload(world.ctx, { data: BYTES, filename: 'a.png' }, attach)()
    expect(result).toMatchObject({ left: { _tag: 'ValidationError', message: expect.stringContaining('expired') } })
    expect([seen.length, await imagesOf(world)]).toEqual([2, 0])
  })

  test.each<[string, object]>([
    ['of another kind', { _tag: 'PermissionError', outcome: 'not-applied', message: 'file_upload' }],
    ['that says nothing of the upload', { _tag: 'ValidationError', outcome: 'not-applied', message: 'too long' }],
    ['that may have been applied', { _tag: 'ValidationError', outcome: 'unknown', message: 'file upload expired' }],
    [
      'although the upload is fine',
      { _tag: 'ValidationError', outcome: 'not-applied', message: 'file_upload should be' },
    ],
    [
      'of another upload that has expired',
      { _tag: 'ValidationError', outcome: 'not-applied', message: 'file_upload x has expired' },
    ],
    ['of the caller', new Error('mine')],
  ])('an error %s is final', async (_, error) => {
    const { ctx } = await tried()
    let runs = 0
    const attach = (): TE.TaskEither<NotionError, never> => {
      runs++
      return TE.left(unsafeCast(error))
    }
    expect(await withUpload(ctx, { data: BYTES, filename: 'a.png' }, attach)()).toEqual(E.left(error))
    expect(runs).toBe(1)
  })

  test.each<[string, () => TE.TaskEither<NotionError, never>]>([
    [
      'throws',
      () => {
        throw new Error('mine')
      },
    ],
    ['rejects', () => () => Promise.reject(new Error('mine'))],
  ])('a function that %s runs once, and nobody knows what it did', async (_, attach) => {
    const { ctx, sent } = await tried()
    expect(await withUpload(ctx, { data: BYTES, filename: 'a.png' }, attach)()).toMatchObject({
      left: { _tag: 'NetworkError', outcome: 'unknown', message: expect.stringContaining('mine') },
    })
    expect(sent()).toBe(2)
  })

  test('an upload that Notion no longer knows is sent again', async () => {
    const { ctx, failAt, sent } = await tried()
    const gone = { _tag: 'NotFoundError', outcome: 'not-applied', message: 'Could not find file_upload with ID: x' }
    let runs = 0
    const attach = () => (++runs === 1 ? TE.left(gone) : TE.right('attached'))
    failAt(
      2,
      async () =>
        new Response('{"object":"error","status":404,"code":"object_not_found","message":"x"}', { status: 404 }),
    )
    expect(await withUpload(ctx, { data: BYTES, filename: 'a.png' }, attach)()).toEqual(E.right('attached'))
    expect(sent()).toBe(5)
  })

  test('an upload that fails is not attached', async () => {
    const { ctx } = await tried()
    const attach = () => TE.right('attached')
    expect(await withUpload(ctx, { data: BYTES, filename: 'a.exe' }, attach)()).toMatchObject({
      left: { _tag: 'InvalidInputError' },
    })
  })

  test('a stream that can be read only once', async () => {
    const { ctx, sent } = await tried()
    const params = { data: streamOf(BYTES).stream, filename: 'a.png' }
    expect(await withUpload(ctx, params, () => TE.right('attached'))()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field: 'data' }] },
    })
    expect(sent()).toBe(0)
  })
})
