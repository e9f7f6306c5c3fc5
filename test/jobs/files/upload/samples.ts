/** What the tests of uploads share: content in which misplaced bytes are found, and what Notion keeps of it. */
import type { Context } from '../../../../src/core/call/context.js'
import { appendBlockChildren } from '../../../../src/index.js'
import { fileOf } from '../../../../src/jobs/files/fileOf.js'
import { HOME, ok } from '../../../simulator/world.js'

export const MEBIBYTE = 1_048_576

/** Bytes that differ from part to part. */
export const someBytes = (size: number): Uint8Array<ArrayBuffer> => {
  const words = new Uint32Array(Math.ceil(size / 4))
  for (let index = 0; index < words.length; index++) words[index] = Math.imul(index + 1, 2654435761)
  return new Uint8Array(words.buffer, 0, size)
}

/** Whether two contents are the same. */
export const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  Buffer.compare(Buffer.from(left.buffer, left.byteOffset, left.length), right) === 0

/** A stream of the bytes in chunks, which says whether it was cancelled. */
export const streamOf = (
  bytes: Uint8Array,
  chunk = 700_000,
): { readonly stream: ReadableStream<Uint8Array>; readonly cancelled: () => boolean } => {
  let at = 0
  let cancelled = false
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, at + chunk))
      at += chunk
    },
    cancel: () => {
      cancelled = true
    },
  })
  return { stream, cancelled: () => cancelled }
}

/** A stream that gives some bytes and then fails, or hangs. */
export async function* brokenAfter(bytes: Uint8Array, reason?: Error): AsyncGenerator<Uint8Array> {
  yield bytes
  if (reason) throw reason
  await new Promise(() => undefined)
}

/** The content of an upload, as Notion gives it back once it is attached. */
export const keptContent = async (
  ctx: Context,
  fetch: (url: string) => Promise<Response>,
  upload: { readonly id: string },
): Promise<Uint8Array> => {
  const { results } = await ok(appendBlockChildren(ctx, { block_id: HOME, children: [{ file: fileOf(upload) }] }))
  const [block] = results
  if (block?.type !== 'file' || block.file.type !== 'file') throw new Error('no file block')
  return new Uint8Array(await (await fetch(block.file.file.url)).arrayBuffer())
}
