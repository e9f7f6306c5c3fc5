/** Uploads a file of 30 MB while requests fail, attaches it, downloads it again over a connection that breaks, and compares. */

import { appendBlockChildren, type Context, getBlock } from 'notion-fp'
import {
  type DownloadFileParams,
  downloadFile,
  type FileFetch,
  filesOf,
  type Progress,
  withUpload,
} from 'notion-fp/files'
import { E, pipe, TE } from 'notion-fp/fp'
import { type Example, type ExampleError, say } from './support/example.js'

const SIZE = 30_000_000

/** Content in which a part at the wrong place would be found. */
const content = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Uint32Array.from({ length: SIZE / 4 }, (_, index) => Math.imul(index, 2654435761)).buffer)

const secondsSince = (started: number): string => ((performance.now() - started) / 1000).toFixed(1)

const describe = ({ done, requests, retries }: Progress): string =>
  `${(done / 1e6).toFixed(1)} MB, ${requests} requests, ${retries} failures on the way`

/** A fetch whose first connection breaks after so many bytes. */
const breakingAfter = (bytes: number): FileFetch => {
  let isFirst = true
  return async (url, init) => {
    const response = await fetch(url, init)
    if (!isFirst || !response.body) return response
    isFirst = false
    let passed = 0
    const breaking = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        passed += chunk.length
        if (passed > bytes) controller.error(new TypeError('the connection broke'))
        else controller.enqueue(chunk)
      },
    })
    return new Response(response.body.pipeThrough(breaking), response)
  }
}

const upload =
  (ctx: Context, block_id: string, data: Uint8Array): TE.TaskEither<ExampleError, string> =>
  () => {
    const started = performance.now()
    let progress: Progress = { requests: 0, retries: 0, done: 0 }
    const on_progress = (now: Progress): void => {
      progress = now
    }
    return pipe(
      withUpload(ctx, { data, filename: 'recording.txt', on_progress }, (file) =>
        appendBlockChildren(ctx, { block_id, children: [{ file }] }),
      ),
      TE.map(({ results: [block] }) => {
        say(`uploaded and attached: ${describe(progress)}, ${secondsSince(started)} s`)
        return block?.id ?? ''
      }),
    )()
  }

const download = (ctx: Context, params: DownloadFileParams): TE.TaskEither<ExampleError, Uint8Array> =>
  pipe(
    downloadFile(ctx, params),
    TE.flatMap((file) =>
      TE.tryCatch(
        async () => new Uint8Array(await new Response(file.body).arrayBuffer()),
        (reason): ExampleError => ({ _tag: 'DownloadError', message: `${reason}` }),
      ),
    ),
  )

export const moveLargeFile: Example = (ctx, { page_id, disturb }) => {
  const data = content()
  return pipe(
    TE.fromIO<void, ExampleError>(() => disturb(true)),
    TE.flatMap(() => upload(ctx, page_id, data)),
    TE.flatMap((block_id) => getBlock(ctx, { block_id })),
    TE.flatMapEither((block) => E.fromNullable({ _tag: 'NoFile', message: 'no file' })(filesOf(block)[0])),
    TE.flatMap(({ owner }) => {
      const started = performance.now()
      return pipe(
        download(ctx, { owner, fetch: breakingAfter(SIZE / 2) }),
        TE.map((bytes) => {
          const isSame = bytes.length === data.length && bytes.every((byte, index) => byte === data[index])
          say(`downloaded, with a connection that broke at half: ${secondsSince(started)} s`)
          say(isSame ? 'every byte is the same' : 'the bytes differ')
        }),
      )
    }),
    TE.tapIO(() => () => disturb(false)),
  )
}
