/** Pages to copy. */
import type { Context } from '../../../../src/core/call/context.js'
import { createPage } from '../../../../src/index.js'
import { appendTree } from '../../../../src/jobs/blocks/appendTree.js'
import type { BlockTreeRequest } from '../../../../src/jobs/blocks/blockTreeRequest.js'
import { uploadFile } from '../../../../src/jobs/files/upload/uploadFile.js'
import { done, run } from '../../../support/blockTrees.js'

/** Writes blocks at the end of a page. */
export const write = (ctx: Context, block_id: string, children: ReadonlyArray<BlockTreeRequest>) =>
  done(appendTree(ctx, { block_id, children }))

/** Creates a page in another one, and returns its id. */
export const newPage = async (ctx: Context, parent: string, title: string, more: object = {}): Promise<string> => {
  const properties = { title: { title: run(title) } }
  return (await done(createPage(ctx, { parent: { page_id: parent }, properties, ...more }))).id
}

/** The first bytes of a picture. */
export const pngBytes = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13])

/** Uploads a picture. */
export const upload = (ctx: Context, filename: string) => done(uploadFile(ctx, { data: pngBytes, filename }))

/** A paragraph that is a link. */
export const textLink = (content: string, url: string): BlockTreeRequest => ({
  paragraph: { rich_text: [{ text: { content, link: { url } } }] },
})

/** A paragraph that mentions a page. */
export const mention = (id: string): BlockTreeRequest => ({ paragraph: { rich_text: [{ mention: { page: { id } } }] } })

/** A block as it was read, last edited long ago. */
export const oldBlock = (page_id: string, key: number, type: string, content: object): object => ({
  object: 'block',
  id: `bbbbbbbb-0000-4000-8000-00000000000${key}`,
  parent: { type: 'page_id', page_id },
  created_time: '2020-01-01T00:00:00.000Z',
  last_edited_time: '2020-01-01T00:00:00.000Z',
  type,
  [type]: content,
})
