import { isObject, type Json, type JsonObject, parseJson } from '../json.js'
import { brokenJson, failedValidation, Refusal } from './errors.js'

/** The largest JSON body, in bytes. */
const MAX_BODY = 500_000
/** Deeper nesting than any request of the API has. */
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

/** A body as a handler takes it. */
export interface ReadBody {
  readonly json: JsonObject
  readonly form: FormData | undefined
}

const nothing: ReadBody = { json: {}, form: undefined }

const readForm = async (request: Request): Promise<ReadBody> => {
  try {
    return { json: {}, form: await request.formData() }
  } catch {
    throw new Refusal(400, 'validation_error', 'The multipart body could not be parsed.')
  }
}

/** Reads the body of a request: JSON, or a multipart form where one is sent. */
export const readBody = async (request: Request): Promise<ReadBody> => {
  if (request.method === 'GET' || request.method === 'DELETE') return nothing
  if ((request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) return readForm(request)
  const text = await request.text()
  if (text.trim() === '') return nothing
  if (new TextEncoder().encode(text).length > MAX_BODY)
    throw new Refusal(413, 'validation_error', `Request body too large: it should be at most ${MAX_BODY} bytes.`)
  if (isTooDeep(text)) throw failedValidation('body', ['body should be nested less deeply.'])
  const json: Json | undefined = parseJson(text)
  if (json === undefined) throw brokenJson()
  if (!isObject(json))
    throw failedValidation('body', [`body should be an object, instead was \`${JSON.stringify(json)}\`.`])
  return { json, form: undefined }
}
