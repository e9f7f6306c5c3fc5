import { expect, test } from 'vitest'
import {
  appendBlockChildren,
  createComment,
  createDatabase,
  createPage,
  isFullComment,
  isFullDatabase,
  updatePage,
} from '../../../src/index.js'
import { fileOf } from '../../../src/jobs/files/fileOf.js'
import { uploadFile } from '../../../src/jobs/files/upload/uploadFile.js'
import { files } from '../../../src/props/files.js'
import { HOME, ok } from '../../simulator/world.js'
import { tried } from '../../support/everyFault.js'

test('behavior: one form for every place that accepts a file', async () => {
  const { ctx } = await tried()
  const upload = await uploadFile(ctx, { data: new Blob(['a,b']), filename: 'a.csv' })()
  if (upload._tag === 'Left') throw new Error(upload.left.message)
  const file = fileOf(upload.right)
  const caption = [{ text: { content: 'A table' } }]
  const appended = await ok(
    appendBlockChildren(ctx, {
      block_id: HOME,
      children: [
        { image: file },
        { type: 'file', file: fileOf(upload.right, { name: 'b.csv', caption: 'A table' }) },
        { pdf: fileOf(upload.right, { caption }) },
        { video: file },
        { audio: file },
        { callout: { rich_text: [], icon: file } },
      ],
    }),
  )
  expect(appended.results).toMatchObject([
    { image: { type: 'file', caption: [] } },
    { file: { type: 'file', name: 'b.csv', caption: [{ plain_text: 'A table' }] } },
    { pdf: { caption: [{ plain_text: 'A table' }] } },
    { type: 'video' },
    { type: 'audio' },
    { callout: { icon: { type: 'file' } } },
  ])
  expect(await ok(updatePage(ctx, { page_id: HOME, icon: file, cover: file }))).toMatchObject({
    icon: { type: 'file' },
    cover: { type: 'file' },
  })
  const database = await ok(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      icon: file,
      initial_data_source: { properties: { Name: { title: {} }, Files: { files: {} } } },
    }),
  )
  const data_source_id = isFullDatabase(database) ? (database.data_sources[0]?.id ?? '') : ''
  const properties = { Files: { files: [file, fileOf(upload.right, { name: 'c.csv' })] } }
  const page = await ok(createPage(ctx, { parent: { type: 'data_source_id', data_source_id }, properties }))
  expect(page).toMatchObject({ properties: { Files: { files: [{ name: 'a.csv' }, { name: 'c.csv' }] } } })
  await ok(updatePage(ctx, { page_id: page.id, properties: { Files: files([file]) } }))
  const comment = await ok(
    createComment(ctx, {
      parent: { page_id: HOME },
      markdown: 'See',
      attachments: [file, { file_upload_id: upload.right.id }],
    }),
  )
  expect(isFullComment(comment) && comment.attachments?.length).toBe(2)
})
