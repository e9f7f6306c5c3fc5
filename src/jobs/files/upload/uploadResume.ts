/** An upload that has begun, as JSON, and the error that carries it. */
import type { NotionError } from '../../../core/call/error.js'
import { idIn } from '../../../core/input/id.js'
import { isRecord } from '../../../core/internal/json.js'
import { MAX_PARTS, MAX_SINGLE, type UploadPlan } from './planUpload.js'

/** An upload that has begun, as JSON: pass it to `uploadFile` with the same data, in this process or another, to continue. */
export interface UploadResume {
  readonly file_upload_id: string
  readonly filename: string
  readonly content_type: string
  /** The size of the file, in bytes. */
  readonly size: number
  /** The size of each part except the last, in bytes. */
  readonly part_size: number
  /** The numbers of the parts that Notion has accepted, in ascending order. */
  readonly parts: ReadonlyArray<number>
  /** When Notion deletes the upload, ISO 8601. After that, `uploadFile` starts again. */
  readonly expiry_time: string | null
}

/** A file that could not be uploaded completely. */
export interface PartialUploadError {
  readonly _tag: 'PartialUploadError'
  /** What was sent, why the upload stopped, and how to continue. */
  readonly message: string
  /** The error that stopped the upload. */
  readonly cause: NotionError
  /** Pass this to `uploadFile` to continue. */
  readonly resume: UploadResume
}

/**
 * The plan of an upload that has begun.
 *
 * @internal
 */
export const planOfResume = ({ size, part_size }: UploadResume): UploadPlan => ({
  mode: size <= MAX_SINGLE ? 'single_part' : 'multi_part',
  size,
  part_size,
  number_of_parts: Math.ceil(size / part_size),
})

const isCount = (given: unknown): boolean => Number.isInteger(given) && Number(given) >= 1

/**
 * Whether a value has the form of an upload that has begun.
 *
 * @internal
 */
export const isUploadResume = (given: unknown): boolean => {
  if (!isRecord(given)) return false
  const { file_upload_id, filename, content_type, size, part_size, parts, expiry_time } = given
  const whole = Number(size)
  const count = Math.ceil(whole / Number(part_size))
  return (
    idIn(file_upload_id, '/') !== undefined &&
    typeof filename === 'string' &&
    typeof content_type === 'string' &&
    isCount(size) &&
    isCount(part_size) &&
    (whole > MAX_SINGLE ? Number(part_size) <= MAX_SINGLE && count <= MAX_PARTS : part_size === size) &&
    Array.isArray(parts) &&
    parts.every((part) => isCount(part) && part <= count) &&
    new Set(parts).size === parts.length &&
    (expiry_time === null || typeof expiry_time === 'string')
  )
}

/**
 * The error of an upload that has begun.
 *
 * @internal
 */
export const partialUploadError = (op: string, cause: NotionError, resume: UploadResume): PartialUploadError => {
  const { number_of_parts } = planOfResume(resume)
  const until = resume.expiry_time === null ? '' : ` before ${resume.expiry_time}`
  const sent = `${resume.parts.length} of ${number_of_parts} ${number_of_parts === 1 ? 'part' : 'parts'} of ${resume.filename} sent`
  const message = `${op}: ${sent}, then: ${cause.message}. To continue, call uploadFile with the same data and \`resume\`${until}.`
  return { _tag: 'PartialUploadError', message, cause, resume }
}
