/**
 * Compares values to write with those of a row.
 *
 * @internal
 */
import { parseId } from '../../core/input/id.js'
import { isObject, isRecord } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { PropertyValueRequests, WritablePropertyType } from '../../props/propertyTables.js'
import '../../props/propertyTypes.js'

const listOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** An id in Notion's format, from any format or a URL. */
const idOf = (id: unknown): string => parseId(`${id}`) ?? `${id}`

const idsOf = (value: unknown): string => [...new Set(listOf(value).map((one) => idOf(field(one, 'id'))))].sort().join()

const HAS_OFFSET = /(Z|[+-]\d\d:?\d\d)$/

const MINUTE_MS = 60_000

/** The offset of a time zone from UTC at an instant, in milliseconds. */
const offsetIn = (timeZone: string, instant: number): number => {
  const words = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).format(instant)
  // Some engines write UTC without an offset.
  return -Date.parse(`1970-01-01T00:00${/[+-]\d\d:\d\d/.exec(words) ?? 'Z'}`)
}

/** A date unchanged, or a time rounded down to the minute, as Notion stores it. Without an offset it is in the time zone, or in UTC. */
const momentOf = (moment: unknown, zone: unknown): string => {
  if (typeof moment !== 'string') return ''
  if (!moment.includes('T')) return moment
  const hasOffset = HAS_OFFSET.test(moment)
  const utc = Date.parse(hasOffset ? moment : `${moment}Z`)
  // The offset at the instant itself; the instant depends on the offset.
  const offset = hasOffset || typeof zone !== 'string' ? 0 : offsetIn(zone, utc - offsetIn(zone, utc))
  return `${Math.floor((utc - offset) / MINUTE_MS)}`
}

const dateOf = (value: unknown): string =>
  value === null
    ? ''
    : [field(value, 'start'), field(value, 'end')]
        .map((moment) => momentOf(moment, field(value, 'time_zone')))
        .join('/')

/** The fields that a request has too: a response also has the type. */
const fieldsOf = (value: unknown): ReadonlyArray<[name: string, value: unknown]> =>
  Object.entries<unknown>(Object(value)).filter(([name]) => name !== 'type')

/** The target of a mention: an id, a date, or a placeholder of a template. */
const mentionOf = (mention: unknown): ReadonlyArray<unknown> =>
  fieldsOf(mention).map(([type, value]) => {
    const id = field(value, 'id')
    return [type, id !== undefined ? idOf(id) : type === 'date' ? dateOf(value) : fieldsOf(value)]
  })

/** The visible content of rich text: adjacent runs of the same style are joined, as in Notion. */
const textOf = (runs: unknown): string => {
  const parts: Array<{ readonly style: string; text: string }> = []
  for (const run of listOf(runs)) {
    const given = field(run, 'annotations')
    const annotations = Object.entries(isRecord(given) ? given : {})
      .filter(([, value]) => value !== false && value !== 'default')
      .sort()
    const link = field(field(field(run, 'text'), 'link'), 'url')
    const equation = field(field(run, 'equation'), 'expression')
    const mention = field(run, 'mention')
    const isText = equation === undefined && !isObject(mention)
    // Notion adds a slash to an address without a path.
    const address = link && tryTo(() => new URL(`${link}`).href, link)
    const style = JSON.stringify([annotations, address, equation, mentionOf(mention)])
    const text = `${field(field(run, 'text'), 'content') ?? ''}`
    const last = parts.at(-1)
    if (isText && last?.style === style) last.text += text
    else if (text !== '' || !isText) parts.push({ style, text })
  }
  return JSON.stringify(parts)
}

/** The address of a file; an upload has none yet. */
const fileOf = (file: unknown): string =>
  JSON.stringify([
    field(file, 'name'),
    field(field(file, 'external'), 'url') ??
      `${field(field(file, 'file'), 'url') ?? field(field(file, 'file_upload'), 'id')}`.split('?')[0],
  ])

const placeOf = (value: unknown): string =>
  JSON.stringify(['lat', 'lon', 'name', 'address'].map((name) => field(value, name) ?? null))

const isSameOption = (wanted: unknown, live: unknown): boolean => {
  if (wanted === null || live === null) return wanted === live
  const id = field(wanted, 'id')
  return id === undefined ? field(wanted, 'name') === field(live, 'name') : id === field(live, 'id')
}

/** The types whose values are one text, number or boolean. */
type Plain = {
  [Type in WritablePropertyType]: PropertyValueRequests[Type] extends string | number | boolean | null ? Type : never
}[WritablePropertyType]

/**
 * Whether a row already has a value. Lists of options, people and pages are compared without their order; a text without its style if none
 * is given.
 *
 * @param type The type of the property.
 * @param wanted The payload of the request.
 * @param live The payload of the property of the row.
 */
export const isSameValue = (type: string, wanted: unknown, live: unknown): boolean => {
  // Values are made for a declared property that can be written.
  const written = unsafeCast<WritablePropertyType>(type)
  switch (written) {
    case 'title':
    case 'rich_text': {
      const isPlain = listOf(wanted).every(
        (run) =>
          Object.keys(Object(run)).every((name) => name === 'text' || name === 'type') &&
          !field(field(run, 'text'), 'link'),
      )
      if (!isPlain) return textOf(wanted) === textOf(live)
      const contents = listOf(wanted).map((run) => field(field(run, 'text'), 'content'))
      return (
        contents.join('') ===
        listOf(live)
          .map((run) => field(run, 'plain_text'))
          .join('')
      )
    }
    case 'select':
    case 'status':
      return isSameOption(wanted, live)
    case 'multi_select': {
      const [given, found] = [listOf(wanted), listOf(live)]
      return (
        given.every((one) => found.some((other) => isSameOption(one, other))) &&
        found.every((other) => given.some((one) => isSameOption(one, other)))
      )
    }
    case 'date':
      return dateOf(wanted) === dateOf(live)
    case 'people':
    case 'relation':
      return idsOf(wanted) === idsOf(live)
    case 'files':
      return listOf(wanted).map(fileOf).join() === listOf(live).map(fileOf).join()
    case 'place':
      return wanted === null || live === null ? wanted === live : placeOf(wanted) === placeOf(live)
    case 'verification':
      return (field(wanted, 'state') ?? 'unverified') === (field(live, 'state') ?? 'unverified')
    default:
      written satisfies Plain
      return wanted === live
  }
}
