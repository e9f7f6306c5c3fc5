/** What the compiler accepts and refuses of pages and the values of their properties. Nothing here runs. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../src/core/call/context.js'
import type { NotionError } from '../../src/core/call/error.js'
import type { AsyncTask } from '../../src/ops/async_tasks/asyncTask.js'
import { type CreatePageParams, createPage } from '../../src/ops/pages/createPage.js'
import type { NewPageParentRequest } from '../../src/ops/pages/newPageRequest.js'
import type { Page, PartialPage } from '../../src/ops/pages/page.js'
import type { UpdatePageParams } from '../../src/ops/pages/updatePage.js'
import type { PropertyValueRequest } from '../../src/props/propertyValueRequest.js'

export const refusedValues: ReadonlyArray<PropertyValueRequest> = [
  // @ts-expect-error a misspelt type
  { nubmer: 3 },
  // @ts-expect-error a value of another type
  { number: '3' },
  // @ts-expect-error a type that says another thing than the value
  { type: 'checkbox', number: 3 },
  // @ts-expect-error two values at once
  { number: 3, checkbox: true },
  // @ts-expect-error a misspelt field beside the value
  { number: 3, tpye: 'number' },
  // @ts-expect-error what Notion works out by itself
  { formula: { type: 'number', number: 3 } },
  // @ts-expect-error an option with neither id nor name
  { select: { color: 'red' } },
  // @ts-expect-error a misspelt field of a date
  { date: { strat: '2026-03-11' } },
  // @ts-expect-error an expired verification
  { verification: { state: 'expired' } },
  // @ts-expect-error a file without a name
  { files: [{ external: { url: 'https://example.com' } }] },
  // @ts-expect-error text that is not rich
  { title: 'A title' },
]

export const refusedParents: ReadonlyArray<NewPageParentRequest> = [
  // @ts-expect-error two parents
  { page_id: 'a', data_source_id: 'b' },
  // @ts-expect-error a misspelt parent
  { pageid: 'a' },
  // @ts-expect-error a type that says another thing
  { type: 'page_id', data_source_id: 'b' },
  // @ts-expect-error a block cannot be a parent
  { block_id: 'a' },
]

export const refusedParams: ReadonlyArray<CreatePageParams> = [
  // @ts-expect-error a misspelt parameter
  { childern: [] },
  // @ts-expect-error a misspelt template
  { template: { type: 'templateid', template_id: 'a' } },
  // @ts-expect-error a template without its id
  { template: { type: 'template_id' } },
  // @ts-expect-error a position of blocks, not of pages
  { position: { type: 'start' } },
]

// @ts-expect-error only a new page can have no template
export const refusedUpdate: UpdatePageParams = { page_id: 'a', template: { type: 'none' } }

// A task is part of the answer only where it may be one.
export const page = (ctx: Context): TaskEither<NotionError, Page | PartialPage> => createPage(ctx, {})
export const now = (ctx: Context): TaskEither<NotionError, Page | PartialPage> =>
  createPage(ctx, { allow_async: false })
export const task = (ctx: Context): TaskEither<NotionError, Page | PartialPage | AsyncTask> =>
  createPage(ctx, { allow_async: true })
export const notNow = (ctx: Context): TaskEither<NotionError, Page | PartialPage> =>
  // @ts-expect-error the answer may be a task
  createPage(ctx, { allow_async: true })
