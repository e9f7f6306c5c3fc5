/**
 * Compares values to write with those that a row has.
 *
 * @internal
 */
import { isObject, isRecord } from '../../core/internal/json.js'
import { field } from '../../core/internal/orUndefined.js'

const listOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** A text with what a reader sees of its runs: adjacent runs of the same style are one, as Notion joins them. */
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
    const of = isObject(mention)
      ? Object.entries(mention).map(([type, value]) => [type, field(value, 'id') ?? field(value, 'start')])
      : undefined
    const style = JSON.stringify([annotations, link, equation, of?.filter(([type]) => type !== 'type')])
    const text = `${field(field(run, 'text'), 'content') ?? ''}`
    const last = parts.at(-1)
    if (last?.style === style) last.text += text
    else if (text !== '' || equation !== undefined || of) parts.push({ style, text })
  }
  return JSON.stringify(parts)
}

const bareId = (id: unknown): string => {
  const hex = `${id}`.replace(/-/g, '').toLowerCase()
  return /[0-9a-f]{32}(?![0-9a-f])/.exec(hex)?.[0] ?? hex
}

const idsOf = (value: unknown): string =>
  [...new Set(listOf(value).map((one) => bareId(field(one, 'id'))))].sort().join()

const HAS_OFFSET = /(Z|[+-]\d\d:?\d\d)$/

/** How far a time zone is ahead of UTC at an instant, in milliseconds. */
const offsetIn = (zone: string, instant: number): number => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(instant / 1000) * 1000
}

/** A date as it is, or an instant. A time without an offset is in the time zone, or in UTC. */
const momentOf = (moment: unknown, zone: unknown): string => {
  if (typeof moment !== 'string') return ''
  if (!moment.includes('T')) return moment
  if (HAS_OFFSET.test(moment)) return `${Date.parse(moment)}`
  const utc = Date.parse(`${moment}Z`)
  if (typeof zone !== 'string') return `${utc}`
  // The offset at the instant itself, which is not known before the offset is.
  return `${utc - offsetIn(zone, utc - offsetIn(zone, utc))}`
}

const dateOf = (value: unknown): string =>
  value === null
    ? ''
    : [field(value, 'start'), field(value, 'end')]
        .map((moment) => momentOf(moment, field(value, 'time_zone')))
        .join('/')

/** The address of a file; one that was just uploaded has none yet. */
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

/**
 * Whether a row has a value already. Lists of options, people and pages are compared without their order; a text without its
 * style if none is given.
 *
 * @param type The type of the property.
 * @param wanted The payload of the request.
 * @param live The payload of the property of the row.
 */
export const isSameValue = (type: string, wanted: unknown, live: unknown): boolean => {
  switch (type) {
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
      return wanted === live
  }
}
