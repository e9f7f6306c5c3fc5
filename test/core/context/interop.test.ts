import * as TE from 'fp-ts/TaskEither'
import { expect, test } from 'vitest'
import { NotionException, reader, toPromise } from '../../../src/core/context/interop.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import { anError } from '../../support/fixtures.js'
import { aContext } from '../../support/server.js'

test('default: toPromise resolves to the result', async () => {
  expect(await toPromise(TE.right('ok'))).toBe('ok')
})

test('error: toPromise rejects with a NotionException', async () => {
  const error = anError('NotFoundError', { message: 'getPage: 404' })
  const rejected: unknown = await toPromise(TE.left(error)).catch((thrown: unknown) => thrown)
  expect(rejected).toBeInstanceOf(Error)
  expect(rejected).toBeInstanceOf(NotionException)
  expect(rejected).toMatchObject({ name: 'NotionException', message: 'NotFoundError: getPage: 404', cause: error })
})

test('error: toPromise rejects with the error of a job, and all its fields', async () => {
  const error = { _tag: 'PartialAppendError', message: 'appendTree: wrote 1 of 2 blocks', resume: { done: 1 } } as const
  const rejected: unknown = await toPromise(TE.left(error)).catch((thrown: unknown) => thrown)
  expect(rejected).toMatchObject({ message: `${error._tag}: ${error.message}`, cause: error })
})

test('default: reader and toPromise accept jobs', async () => {
  const result = toPromise(reader(appendTree)({ block_id: 'no id', children: [] })(aContext()))
  await expect(result).rejects.toThrow('InvalidInputError')
})

test('default: reader takes the parameters first and the context last', async () => {
  const ctx = aContext()
  const op = (given: typeof ctx, params: { readonly page_id: string }) => TE.right([given === ctx, params.page_id])
  expect(await reader(op)({ page_id: 'a' })(ctx)()).toEqual({ _tag: 'Right', right: [true, 'a'] })
})
