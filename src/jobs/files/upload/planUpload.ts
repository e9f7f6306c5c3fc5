/**
 * Plans how a file is sent, by its size: in one request, or in parts.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { InvalidInput } from '../../../core/call/issues.js'

const MEBIBYTE = 1_048_576

/** The largest file that is sent in one request, and the largest part. */
export const MAX_SINGLE = 20 * MEBIBYTE

/** The smallest part, except the last. */
export const MIN_PART = 5 * MEBIBYTE

/** The size of parts that Notion recommends. */
const USUAL_PART = 10 * MEBIBYTE

/** The largest file that every workspace accepts: that of a free plan, which has no multi-part uploads. */
export const ALWAYS_ALLOWED = 5 * MEBIBYTE

/** The number of parts that Notion certainly accepts: its documentation states both 1,000 and 10,000. */
export const MAX_PARTS = 1000

/** How a file is sent. */
export interface UploadPlan {
  readonly mode: 'single_part' | 'multi_part'
  readonly size: number
  /** The size of each part except the last, in bytes. */
  readonly part_size: number
  readonly number_of_parts: number
}

/** A part of a file: its number, from 1, and its bytes from `start` to before `end`. */
export interface PartPlan {
  readonly number: number
  readonly start: number
  readonly end: number
}

const sizeIssue = (size: number, limit: number): InvalidInput | undefined => {
  if (size === 0) return { field: 'data', given: 0, allowed: 'at least 1 byte (Notion rejects empty files)' }
  if (size <= limit) return undefined
  const parts = limit <= ALWAYS_ALLOWED ? ', as free plans have no multi-part uploads' : ''
  return { field: 'data', given: size, allowed: `at most ${limit} bytes (the limit of the workspace${parts})` }
}

/** The issue of a stream whose length differs from the given size. */
export const wrongSize = (size: number, came: string): InvalidInput => ({
  field: 'size',
  given: size,
  allowed: `the number of bytes of the stream, which has ${came}`,
})

/**
 * Plans how a file is sent, or returns the issue if it cannot be sent.
 *
 * @param size The size of the file, in bytes.
 * @param limit The largest file that the workspace accepts, in bytes; `Infinity` if it is unknown.
 * @param part_size The size of parts, from 5 to 20 MiB. They become larger if there would be more than 1,000 parts.
 */
export const planUpload = (
  size: number,
  limit: number = Number.POSITIVE_INFINITY,
  part_size: number = USUAL_PART,
): Either<InvalidInput, UploadPlan> => {
  const issue = sizeIssue(size, limit)
  if (issue) return left(issue)
  if (size <= MAX_SINGLE) return right({ mode: 'single_part', size, part_size: size, number_of_parts: 1 })
  const least = Math.ceil(size / MAX_PARTS)
  if (least > MAX_SINGLE) {
    const allowed = `at most ${MAX_PARTS * MAX_SINGLE} bytes (${MAX_PARTS} parts)`
    return left({ field: 'data', given: size, allowed })
  }
  const part = Math.max(part_size, least)
  return right({ mode: 'multi_part', size, part_size: part, number_of_parts: Math.ceil(size / part) })
}

/** The parts of a plan, in order. */
export const partsOf = ({ size, part_size, number_of_parts }: UploadPlan): ReadonlyArray<PartPlan> =>
  Array.from({ length: number_of_parts }, (_, index) => ({
    number: index + 1,
    start: index * part_size,
    end: Math.min((index + 1) * part_size, size),
  }))
