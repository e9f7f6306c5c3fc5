import { failedValidation, invalid, Refusal } from '../domain/errors.js'
import { isArray, isObject, type Json, type JsonObject, parseJson } from '../domain/values/json.js'
import { invalidJson } from './errors.js'

/** The maximum size of a JSON body, in bytes. */
const MAX_BODY = 500_000
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

/** A body as handlers get it, or why it is refused. */
export interface ReadBody {
  /** Undefined when there is none. */
  readonly json: JsonObject | undefined
  readonly form: FormData | undefined
  /** The bytes of the form's `file`. */
  readonly file: Uint8Array<ArrayBuffer> | undefined
  /** Why the body is refused; the token is checked before. */
  readonly refusal: Refusal | undefined
}

const NO_BODY: ReadBody = { json: undefined, form: undefined, file: undefined, refusal: undefined }

const refused = (refusal: Refusal): ReadBody => ({ ...NO_BODY, refusal })

const readForm = async (request: Request): Promise<ReadBody> => {
  try {
    const form = await request.formData()
    const file = form.get('file')
    return { ...NO_BODY, form, file: file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : undefined }
  } catch {
    return refused(invalid('The multipart body could not be parsed.'))
  }
}

/** Reads the body of a request: JSON, or a multipart form. */
export const readBody = async (request: Request): Promise<ReadBody> => {
  if (request.method === 'GET' || request.method === 'DELETE') return NO_BODY
  if ((request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) return readForm(request)
  const text = await request.text()
  if (text.trim() === '') return NO_BODY
  if (new TextEncoder().encode(text).length > MAX_BODY)
    return refused(new Refusal('body_too_large', `Request body too large: it should be at most ${MAX_BODY} bytes.`))
  if (isTooDeep(text)) return refused(failedValidation('body', ['body should be nested less deeply.']))
  const json: Json | undefined = parseJson(text)
  // The API's parser accepts only objects and arrays: any other JSON is invalid.
  if (!isObject(json) && !isArray(json)) return refused(invalidJson())
  return isObject(json)
    ? { ...NO_BODY, json }
    : refused(failedValidation('body', [`body should be an object, instead was \`${JSON.stringify(json)}\`.`]))
}
