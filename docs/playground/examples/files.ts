// Upload a file, attach it to a page, and download it again through its block, since its address expires.
import { appendBlockChildren, createContext } from 'notion-fp'
import { downloadFile, fileOf, filesOf, uploadFile } from 'notion-fp/files'
import { E, pipe, TE } from 'notion-fp/fp'

const ctx = createContext({ auth: 'ntn_playground' })
const data = new Blob(['Name,Days\nOrder the cake,1\nBook the boats,5'])

const roundTrip = pipe(
  uploadFile(ctx, { data, filename: 'tasks.csv' }),
  TE.flatMap((upload) =>
    appendBlockChildren(ctx, {
      block_id: '0f0e0d0c0b0a49088706050403020100',
      children: [{ file: fileOf(upload, { caption: 'All tasks' }) }],
    }),
  ),
  TE.map(({ results }) => results.flatMap(filesOf)),
  TE.flatMapEither(([file]) => (file ? E.right(file) : E.left({ _tag: 'NoFile', message: 'There is no file.' }))),
  TE.flatMap(({ owner }) => downloadFile(ctx, { owner })),
)

const result = await roundTrip()
if (result._tag === 'Left') throw new Error(result.left.message)
console.log(await new Response(result.right.body).text())
