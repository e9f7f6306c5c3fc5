import { answerSource, attach, demandSource, fileSource, nameFromUrl } from '../blocks/media.js'
import { answerRichText, richText } from '../richText/richText.js'
import { boolean, type Check, fields, list, nullable, number, optional, string } from '../validate/check.js'
import { dateValue } from '../validate/date.js'
import { answerDate } from '../values/date.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, isObject, type Json } from '../values/json.js'
import { kind, type PropertyKind } from './kind.js'

/** `title` and `rich_text`. */
export const textKind: PropertyKind = kind({
  value: richText,
  store: (workspace, _, request) => answerRichText(workspace, request),
  empty: [],
})

/** `number`. */
export const numberKind: PropertyKind = kind({
  config: fields({ format: optional(string(100)) }),
  configure: (request, { previous }) => ({ format: request.format ?? previous?.config.format ?? 'number' }),
  value: nullable(number),
})

/** `checkbox`. */
export const checkboxKind: PropertyKind = kind({ value: boolean, empty: false })

const words = (limit: number): PropertyKind =>
  kind({ value: nullable(string(limit)), store: (_, __, request) => (request === '' ? null : request) })

/** `url`: at most 2,000 characters. */
export const urlKind: PropertyKind = words(2000)
/** `email`: at most 200 characters. */
export const emailKind: PropertyKind = words(200)
/** `phone_number`: at most 200 characters. */
export const phoneKind: PropertyKind = words(200)

/** `date`. */
export const dateKind: PropertyKind = kind({
  value: nullable(dateValue),
  store: (_, __, request) => (isObject(request) ? answerDate(request) : null),
})

/** A file goes by a name, which an upload has of itself. */
const file: Check = (value, path) => {
  const uploaded = isObject(value) && value.file_upload !== undefined
  const problems = fileSource(value, path)
  return problems.length > 0
    ? problems
    : fields({ name: uploaded ? optional(string(2000)) : string(2000) })(value, path)
}

/** `files`: external files and uploads. */
export const filesKind: PropertyKind = kind({
  value: list(file, 100),
  vet: (workspace, _, request) => {
    for (const each of asArray(request)) demandSource(workspace, each)
  },
  store: (workspace, _, request) =>
    asArray(request).map((each): Json => {
      const given = asObject(each)
      const source = answerSource(workspace, given)
      const address = asString(asObject(source.external ?? source.file).url)
      const upload = workspace.uploads.get(dashed(asString(asObject(given.file_upload).id)))
      attach(workspace, each)
      return { name: asString(given.name) || (upload?.filename ?? nameFromUrl(address)), ...source }
    }),
  empty: [],
})

const PLACE_WORDS = ['name', 'address', 'aws_place_id', 'google_place_id']

const placeWord = optional(nullable(string()))

/** `place`. What is not said of one is null. */
export const placeKind: PropertyKind = kind({
  value: nullable(
    fields({ lat: number, lon: number, ...Object.fromEntries(PLACE_WORDS.map((word) => [word, placeWord])) }),
  ),
  store: (_, __, request) =>
    isObject(request)
      ? {
          lat: request.lat ?? null,
          lon: request.lon ?? null,
          ...Object.fromEntries(PLACE_WORDS.map((word) => [word, request[word] ?? null])),
        }
      : null,
})
