/** Copies a page with its child pages while requests fail: links among them lead to the copies. */
import { createPage } from 'notion-fp'
import { appendTree, type BlockTreeRequest, copyPage } from 'notion-fp/blocks'
import { fileOf, uploadFile } from 'notion-fp/files'
import { pipe, TE } from 'notion-fp/fp'
import { richText, title } from 'notion-fp/props'
import { type Example, say } from './support/example.js'

const PNG = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)

const content = (child: string, photo: { readonly id: string }): ReadonlyArray<BlockTreeRequest> => [
  { heading_2: { rich_text: richText('Agenda').rich_text } },
  { paragraph: { rich_text: [{ text: { content: 'See ' } }, { mention: { page: { id: child } } }] } },
  { image: fileOf(photo, { caption: 'Last year' }) },
]

export const copyPageTree: Example = (ctx, { page_id, disturb }) =>
  pipe(
    createPage(ctx, { parent: { page_id }, properties: { title: title('Conference') }, icon: { emoji: '🎪' } }),
    TE.bindTo('page'),
    TE.bindW('child', ({ page }) =>
      createPage(ctx, { parent: { page_id: page.id }, properties: { title: title('Speakers') } }),
    ),
    TE.bindW('photo', () => uploadFile(ctx, { data: PNG, filename: 'photo.png' })),
    TE.tap(({ page, child, photo }) => appendTree(ctx, { block_id: page.id, children: content(child.id, photo) })),
    TE.tapIO(() => () => disturb(true)),
    TE.flatMap(({ page }) => copyPage(ctx, { page_id: page.id, parent: { page_id }, deep: true })),
    TE.tapIO(() => () => disturb(false)),
    TE.map(({ pages, files, losses, requests, retries }) => {
      say(`copied: ${pages.length} pages, ${files} file, ${requests} requests, ${retries} failures on the way`)
      say(`lost: ${losses.length === 0 ? 'nothing' : losses.map(({ type, what }) => `${what} of ${type}`).join()}`)
      for (const { from, to } of pages) say(`${from} -> ${to}`)
    }),
  )
