import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { fetchFetcher, makeContext } from '../../../src/index.js'
import { importFile } from '../../../src/jobs/files/importFile.js'
import { EVERY_FAULT, tried } from '../../support/everyFault.js'
import { fakeClock } from '../../support/fakes.js'

const URL = 'https://example.com/plan.pdf'

/** An import as Notion was recorded to answer: pending for so many looks, then done. */
const slowImport = (looks: number, end: object = { status: 'uploaded', content_length: 223_005 }) => {
  const clock = fakeClock()
  const pending = {
    object: 'file_upload',
    id: '34033ea0-c1e4-81c3-9f44-00b285881ad3',
    created_time: '2026-04-12T21:19:00.000Z',
    created_by: { id: '6b786605-e456-4237-9c61-5efaff23c081', type: 'bot' },
    last_edited_time: '2026-04-12T21:19:00.000Z',
    expiry_time: '2026-04-12T22:19:00.000Z',
    upload_url: 'https://api.notion.com/v1/file_uploads/34033ea0-c1e4-81c3-9f44-00b285881ad3/send',
    in_trash: false,
    status: 'pending',
    filename: 'plan.pdf',
    content_type: 'application/pdf',
    content_length: null,
    request_id: '9d9a832b-bd1f-434a-9a89-efbf582ccae8',
  }
  let asked = 0
  const fetch = async (_: string, { method }: { readonly method: string }): Promise<Response> =>
    Response.json(method === 'GET' && ++asked > looks ? { ...pending, ...end } : pending)
  const ctx = makeContext({ auth: 'ntn_test', fetch: unsafeCast(fetch), validate: 'strict', clock }, fetchFetcher)
  return { ctx, clock, asked: () => asked }
}

describe('behavior: an import', () => {
  test('waits until Notion is done, with pauses that grow', async () => {
    const { ctx, clock } = slowImport(6)
    expect(await importFile(ctx, { url: URL, filename: 'plan.pdf' })()).toMatchObject({ right: { status: 'uploaded' } })
    expect(clock.slept).toEqual([500, 1000, 2000, 4000, 5000, 5000])
  })

  test('on the simulator: two requests, and the type of the extension', async () => {
    const { ctx, sent } = await tried()
    const result = await importFile(ctx, { url: URL, filename: 'plan.pdf' })()
    expect(result).toMatchObject({
      right: { status: 'uploaded', filename: 'plan.pdf', content_type: 'application/pdf' },
    })
    expect(sent()).toBe(2)
  })

  test.each(
    Object.entries(EVERY_FAULT).flatMap(([name, failing]) => [0, 1].map((index) => ({ name, failing, index }))),
  )('request $index fails: $name', async ({ failing, index }) => {
    const { ctx, failAt } = await tried()
    failAt(index, failing)
    const result = await importFile(ctx, { url: URL, filename: 'plan.pdf' })()
    expect(result).toMatchObject({ right: { status: 'uploaded' } })
  })
})

describe('error: an import', () => {
  test('has the reason of Notion', async () => {
    const { ctx } = await tried()
    expect(await importFile(ctx, { url: 'https://files.test/plan.pdf', filename: 'plan.pdf' })()).toMatchObject({
      left: {
        _tag: 'FileImportError',
        message: expect.stringContaining('could not be downloaded from its address. (file_not_reachable)'),
        failure: { type: 'download_error' },
        upload: { status: 'failed' },
      },
    })
  })

  test('that expired has none', async () => {
    const { ctx } = slowImport(1, { status: 'expired' })
    const result = await importFile(ctx, { url: URL, filename: 'plan.pdf' })()
    expect(result).toMatchObject({
      left: { _tag: 'FileImportError', message: expect.stringContaining('status expired') },
    })
    expect(result).not.toHaveProperty('left.failure')
  })

  test('a URL that Notion refuses at once', async () => {
    const { ctx } = await tried()
    expect(await importFile(ctx, { url: 'https://files.invalid/a.pdf', filename: 'a.pdf' })()).toMatchObject({
      left: { _tag: 'ValidationError', message: expect.stringContaining('external URL') },
    })
  })

  test('takes longer than wait_ms: resume waits further', async () => {
    const { ctx, clock, asked } = slowImport(8)
    const params = { url: URL, filename: 'plan.pdf', wait_ms: 10_000 }
    const first = await importFile(ctx, params)()
    expect(first).toMatchObject({
      left: {
        _tag: 'PartialImportError',
        cause: { _tag: 'TimeoutError' },
        message: expect.stringContaining('`resume`'),
      },
    })
    expect(clock.slept.reduce((sum, each) => sum + each, 0)).toBe(10_000)
    expect(asked()).toBe(6)
    if (E.isRight(first) || first.left._tag !== 'PartialImportError') throw new Error('unexpected')
    const resume = JSON.parse(JSON.stringify(first.left.resume))
    expect(await importFile(ctx, { ...params, resume })()).toMatchObject({ right: { status: 'uploaded' } })
  })

  test('aborted while it waits', async () => {
    const { ctx } = slowImport(100)
    const controller = new AbortController()
    const on_progress = () => controller.abort('enough')
    expect(
      await importFile(ctx, { url: URL, filename: 'plan.pdf', signal: controller.signal, on_progress })(),
    ).toMatchObject({
      left: { _tag: 'PartialImportError', cause: { _tag: 'AbortError', reason: 'enough' } },
    })
  })

  test.each<[string, object]>([
    ['url', { url: 'http://example.com/plan.pdf', filename: 'plan.pdf' }],
    ['url', { url: 'https://', filename: 'plan.pdf' }],
    ['url', { url: `${URL}?${'x'.repeat(2000)}`, filename: 'plan.pdf' }],
    ['filename', { url: URL }],
    ['filename', { url: URL, filename: 'setup.exe' }],
    ['wait_ms', { url: URL, filename: 'plan.pdf', wait_ms: -1 }],
    ['resume', { url: URL, filename: 'plan.pdf', resume: 'x' }],
  ])('invalid %s', async (field, params) => {
    const { ctx, sent } = await tried()
    expect(await importFile(ctx, unsafeCast(params))()).toMatchObject({
      left: { _tag: 'InvalidInputError', issues: [{ field }] },
    })
    expect(sent()).toBe(0)
  })
})
