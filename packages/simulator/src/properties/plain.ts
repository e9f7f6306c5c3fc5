import { answerSource, demandSource, fileSource, nameFromUrl } from '../blocks/media.js'
import { asArray, asObject, asString, isObject, type Json } from '../json.js'
import { answerRichText, richText } from '../richText.js'
import { boolean, type Check, fields, list, nullable, number, optional, string, variant } from '../validate/check.js'
import { dateValue } from '../validate/date.js'
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
  store: (_, __, request) =>
    isObject(request)
      ? { start: asString(request.start), end: request.end ?? null, time_zone: request.time_zone ?? null }
      : null,
})

const file: Check = (value, path) => [
  ...fields({ name: optional(string(2000)) })(value, path),
  ...fileSource(value, path),
]

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
      return { name: asString(given.name) || nameFromUrl(address), ...source }
    }),
  empty: [],
})

/** `place`. */
export const placeKind: PropertyKind = kind({
  value: nullable(
    fields({ lat: number, lon: number, name: optional(nullable(string())), address: optional(nullable(string())) }),
  ),
})

/** `verification`, on the pages of a wiki. */
export const verificationKind: PropertyKind = kind({
  value: variant({ state: string() }),
  store: (workspace, _, request) => {
    const { state = 'unverified', date = null } = asObject(request)
    if (state !== 'verified') return { state: 'unverified', verified_by: null, date: null }
    return { state, verified_by: { object: 'user', id: workspace.botId }, date }
  },
  empty: { state: 'unverified', verified_by: null, date: null },
})
