/**
 * Reads the parts of a file, in order and on demand.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import { invalidJob } from '../../shared/jobParams.js'
import { failedWork } from '../shared/failures.js'
import { type OpenContent, sizeOf } from './fileData.js'
import { type PartPlan, partsOf, type UploadPlan, wrongSize } from './planUpload.js'

/** A part with its content. */
export interface ReadPart {
  readonly part: PartPlan
  readonly content: Blob
}

/** The content to read, and the job. */
export interface ReadOptions {
  readonly op: string
  readonly content: OpenContent
  readonly content_type: string
  readonly plan: UploadPlan
  /** The numbers of the parts that are not needed. */
  readonly without: ReadonlySet<number>
  readonly signal: AbortSignal | undefined
}

/** The bytes of one part of a stream, which must have the given size. */
const readPart = async (
  { op, content, content_type, plan, without }: ReadOptions,
  part: PartPlan,
): Promise<Either<NotionError, Blob>> => {
  const { start, end } = part
  if (content.kind === 'whole') return right(content.slice(start, end, content_type))
  const isLast = end === plan.size
  // Nothing may follow the last part.
  const pieces = await content.read(end - start + (isLast ? 1 : 0))
  const size = sizeOf(pieces)
  if (size === end - start) {
    const isNeeded = !without.has(part.number)
    return right(new Blob(isNeeded ? [...pieces] : [], { type: content_type }))
  }
  const came = size < end - start ? `only ${start + size}` : 'more'
  return left(invalidJob(op, [wrongSize(plan.size, came)]))
}

/** The parts, each read on demand. It ends with the first `Left`. Parts are read one after another. */
export async function* readParts(options: ReadOptions): AsyncGenerator<Either<NotionError, ReadPart>, void, undefined> {
  const { op, content, plan, without, signal } = options
  for (const part of partsOf(plan)) {
    const isNeeded = !without.has(part.number)
    // A stream must be read up to the next needed part.
    if (!isNeeded && content.kind === 'whole') continue
    try {
      const read = await readPart(options, part)
      if (read._tag === 'Left') return yield read
      if (isNeeded) yield right({ part, content: read.right })
    } catch (thing) {
      return yield left(failedWork(op, 'data could not be read', thing, signal))
    }
  }
}
