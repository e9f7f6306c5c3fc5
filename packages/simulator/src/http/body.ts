/** Reads the bodies of requests, within limits of size and depth. A form may contain one part of a file. */
import { failedValidation, invalid, Refusal } from '../domain/errors.js'
import { isArray, isObject, type Json, type JsonObject, parseJson } from '../domain/values/json.js'
import { invalidJson } from './errors.js'

/** The maximum size of a JSON body, in bytes. */
const MAX_BODY = 500_000
/** The maximum size of a form, in bytes: that of a part of a file, and what is around it. */
const MAX_FORM = 22_000_000
/** The maximum size of all bodies that are being read, in bytes. */
const MAX_READING = 268_435_456
/** The maximum depth of a JSON body. */
const MAX_DEPTH = 100

const isTooDeep = (text: string): boolean => {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted && sign === '\\') at += 1
    else if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '{' || sign === '[')) depth += 1
    else if (!quoted && (sign === '}' || sign === ']')) depth -= 1
    if (depth > MAX_DEPTH) return true
  }
  return false
}

/** A body in the form that handlers get, or the refusal. */
export interface ReadBody {
  /** Undefined when there is none. */
  readonly json: JsonObject | undefined
  /** The text of the JSON. */
  readonly text: string | undefined
  readonly form: FormData | undefined
  /** The bytes of the form's `file`. */
  readonly file: Uint8Array<ArrayBuffer> | undefined
  /** Why the body is refused; the token is checked before. */
  readonly refusal: Refusal | undefined
}

const NO_BODY: ReadBody = { json: undefined, text: undefined, form: undefined, file: undefined, refusal: undefined }

const refused = (refusal: Refusal): ReadBody => ({ ...NO_BODY, refusal })

/** The size of the bodies that are being read, in bytes. */
export interface Reading {
  bytes: number
}

const tooLarge = (maxBytes: number): Refusal =>
  new Refusal('body_too_large', `Request body too large: it should be at most ${maxBytes} bytes.`)

/** The declared size of a body, or the limit. */
const sizeOf = ({ headers }: Request, maxBytes: number): number => {
  const declared = Number(headers.get('content-length') ?? Number.NaN)
  return Number.isInteger(declared) ? declared : maxBytes
}

/** How much of a body that is too large is received, in bytes: a sender may read the response only after sending the body. */
const MAX_DISCARDED = 100_000_000

/** Reads a body up to a limit; undefined when it is larger, of which nothing is stored. */
const readUpTo = async (request: Request, maxBytes: number): Promise<Blob | undefined> => {
  const chunks: Array<Uint8Array<ArrayBuffer>> = []
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length
    if (size <= maxBytes) chunks.push(part.value)
    else chunks.length = 0
    if (size > MAX_DISCARDED) {
      await reader?.cancel()
      return undefined
    }
  }
  return size > maxBytes ? undefined : new Blob(chunks)
}

/** The body as a request or response that can be read without a limit: it is not larger than one. */
export const limited = async (request: Request, maxBytes: number): Promise<Request | Response | undefined> => {
  // Not every browser has the stream of a body. It has the body in memory anyway.
  if (sizeOf(request, Number.POSITIVE_INFINITY) <= maxBytes || !('body' in request)) return request
  const body = await readUpTo(request, maxBytes)
  const type = request.headers.get('content-type')
  return body === undefined ? undefined : new Response(body, { headers: type === null ? {} : { 'content-type': type } })
}

const parseForm = async (body: Request | Response): Promise<ReadBody> => {
  try {
    const form = await body.formData()
    const file = form.get('file')
    return { ...NO_BODY, form, file: file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : undefined }
  } catch {
    return refused(invalid('The multipart body could not be parsed.'))
  }
}

const parseText = (text: string): ReadBody => {
  if (text.trim() === '') return NO_BODY
  if (text.length > MAX_BODY || new TextEncoder().encode(text).length > MAX_BODY) return refused(tooLarge(MAX_BODY))
  if (isTooDeep(text)) return refused(failedValidation('body', ['body should be nested less deeply.']))
  const json: Json | undefined = parseJson(text)
  // The API's parser accepts only objects and arrays: any other JSON is invalid.
  if (!isObject(json) && !isArray(json)) return refused(invalidJson())
  return isObject(json)
    ? { ...NO_BODY, json, text }
    : refused(failedValidation('body', [`body should be an object, instead was \`${JSON.stringify(json)}\`.`]))
}

/** Reads the body of a request: JSON, or a multipart form. One that is too large is not stored. */
export const readBody = async (request: Request, reading: Reading): Promise<ReadBody> => {
  if (request.method === 'GET' || request.method === 'DELETE' || request.body === null) return NO_BODY
  const isForm = (request.headers.get('content-type') ?? '').startsWith('multipart/form-data')
  const maxBytes = isForm ? MAX_FORM : MAX_BODY
  const size = Math.min(sizeOf(request, maxBytes), maxBytes)
  if (reading.bytes + size > MAX_READING)
    return refused(new Refusal('overloaded', 'Too many large bodies are being received at the same time.'))
  reading.bytes += size
  try {
    const body = await limited(request, maxBytes)
    if (body === undefined) return refused(tooLarge(maxBytes))
    return isForm ? await parseForm(body) : parseText(await body.text())
  } finally {
    reading.bytes -= size
  }
}
