/**
 * Sends the parts of an upload, several at a time.
 *
 * @internal
 */
import { isLeft, mapLeft } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import type { FileUpload } from '../../../ops/file_uploads/fileUpload.js'
import type { Meter } from '../../shared/meter.js'
import type { UploadPlan } from './planUpload.js'
import type { ReadPart, readParts } from './readParts.js'
import { type Settled, sendPart, settled } from './uploadRequests.js'
import type { UploadResume } from './uploadResume.js'

/** The outcome of the parts. */
export interface SentParts {
  /** The numbers of all accepted parts, earlier ones included. */
  readonly parts: ReadonlyArray<number>
  /** The error because of which the rest was not sent. */
  readonly error?: NotionError
  /** The upload, if it had a single part. */
  readonly upload?: FileUpload
}

const errorOf = mapLeft<Settled, NotionError>(({ error }) => error)

/**
 * Sends parts until one fails; those in flight are still completed. At most `concurrency` parts are in memory, since each is read only when
 * it can be sent.
 */
export const sendParts = async (
  meter: Meter,
  resume: UploadResume,
  plan: UploadPlan,
  source: ReturnType<typeof readParts>,
  concurrency: number,
): Promise<SentParts> => {
  const { file_upload_id, filename, content_type } = resume
  const accepted = new Set(resume.parts)
  let error: NotionError | undefined
  let upload: FileUpload | undefined

  const sendOne = async ({ part, content }: ReadPart): Promise<void> => {
    const file = { filename, data: content, content_type }
    const isSingle = plan.mode === 'single_part'
    const params = { file_upload_id, file, ...(!isSingle && { part_number: part.number }) }
    const sent = await sendPart(meter.ctx, params, content.size)
    const done = isSingle ? errorOf(await settled(meter.ctx, file_upload_id, sent)) : sent
    if (isLeft(done)) {
      error ??= done.left
      return
    }
    if (isSingle) upload = done.right
    accepted.add(part.number)
    meter.advance(part.end - part.start, plan.size)
  }

  const work = async (): Promise<void> => {
    while (!error) {
      const { done, value } = await source.next()
      if (done) return
      if (isLeft(value)) error ??= value.left
      else await sendOne(value.right)
    }
  }

  await Promise.all(Array.from({ length: Math.min(concurrency, plan.number_of_parts) }, work))
  const parts = [...accepted].sort((left, right) => left - right)
  return { parts, ...(error && { error }), ...(upload && { upload }) }
}
