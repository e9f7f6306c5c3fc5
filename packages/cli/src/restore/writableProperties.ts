/** Requests for the properties, icons and covers of pages. */
import type { DataSource, Page } from 'notion-fp'
import type { PageRecord, StoredFile } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { field, type Json } from '../values/json.js'
import { hostedUrl } from './prepareBlock.js'
import type { RestoreRun } from './restoreRun.js'
import { contentHash, isRefusal, uploadContent, whyLost } from './uploadContent.js'
import { writableText } from './writableContent.js'

const listIn = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** How many references a request can have. */
export const MAX_REFERENCES = 100

const COMPUTED =
  /^(formula|rollup|created_time|created_by|last_edited_time|last_edited_by|last_visited_time|unique_id)$/

/** A place where a file goes. */
interface Place {
  readonly of: string
  readonly kind: string
  readonly what: string
  readonly files: ReadonlyArray<StoredFile>
}

/** The request for a file that Notion hosts; `undefined` if it is lost. */
const hostedFile = async (
  run: RestoreRun,
  url: string,
  name: string,
  { of, kind, what, files }: Place,
): Promise<Result<Json | undefined>> => {
  const sha256 = contentHash(files, url)
  const lose = (why: string): Result<undefined> => {
    run.state.lose({ kind, what, why, of })
    return ok(undefined)
  }
  if (sha256 === undefined) return lose('the backup does not have the file')
  const id = await uploadContent(run, sha256, name)
  if (id._tag === 'Right') return ok({ type: 'file_upload', file_upload: { id: id.right } })
  return isRefusal(id.left) ? lose(whyLost(id.left)) : id
}

/** The request for an icon or a cover. */
export const decoration = async (
  run: RestoreRun,
  what: 'icon' | 'cover',
  given: unknown,
  place: Omit<Place, 'what'>,
): Promise<Result<unknown>> => {
  if (given === null || given === undefined) return ok(undefined)
  const url = hostedUrl(given)
  if (url !== undefined) return hostedFile(run, url, '', { ...place, what })
  const type = String(field(given, 'type'))
  const value = field(given, type)
  switch (type) {
    case 'emoji':
      return ok({ type, emoji: value })
    case 'external':
      return ok({ type, external: { url: field(value, 'url') } })
    case 'custom_emoji':
      return ok({ type, custom_emoji: { id: field(value, 'id') } })
    case 'icon': {
      const color = field(value, 'color')
      return ok({ type, icon: { name: field(value, 'name'), ...(color !== undefined && { color }) } })
    }
    default:
      run.state.lose({ kind: place.kind, what, why: `the API cannot write the type ${type}`, of: place.of })
      return ok(undefined)
  }
}

const files = async (run: RestoreRun, value: unknown, place: Place): Promise<Result<ReadonlyArray<Json>>> => {
  const written: Array<Json> = []
  for (const file of listIn(value)) {
    const name = String(field(file, 'name') ?? '')
    const url = hostedUrl(file)
    if (url === undefined) {
      written.push({ name, type: 'external', external: { url: field(field(file, 'external'), 'url') } })
      continue
    }
    const hosted = await hostedFile(run, url, name, place)
    if (hosted._tag === 'Left') return hosted
    if (hosted.right) written.push({ name, ...hosted.right })
  }
  return ok(written)
}

const people = ({ reach, state }: RestoreRun, value: unknown, { of, kind, what }: Place): ReadonlyArray<Json> => {
  const there = listIn(value).filter((one) => {
    const isThere = field(one, 'object') === 'group' || reach.user(String(field(one, 'id')))
    if (!isThere) state.lose({ kind, what, why: 'the person is not in the workspace', of })
    return isThere
  })
  return there.slice(0, MAX_REFERENCES).map((one) => ({ object: field(one, 'object') ?? 'user', id: field(one, 'id') }))
}

const named = (value: unknown): Json | undefined => {
  const name = field(value, 'name')
  return typeof name === 'string' ? { name } : undefined
}

const date = (value: unknown): Json | undefined => {
  if (value === null || value === undefined) return undefined
  const [end, time_zone] = [field(value, 'end'), field(value, 'time_zone')]
  return { start: field(value, 'start'), ...(end != null && { end }), ...(time_zone != null && { time_zone }) }
}

/** The request for a value, without references to rows; `undefined` if it is empty or cannot be written. */
const writableValue = async (run: RestoreRun, type: string, value: unknown, place: Place): Promise<Result<unknown>> => {
  const { of, kind, what } = place
  switch (type) {
    case 'title':
    case 'rich_text':
      return ok(writableText(run, value, of, kind))
    case 'people':
      return ok(people(run, value, place))
    case 'multi_select':
      return ok(listIn(value).flatMap((one) => named(one) ?? []))
    case 'select':
    case 'status':
      return ok(named(value))
    case 'date':
      return ok(date(value))
    case 'files':
      return files(run, value, place)
    case 'number':
    case 'checkbox':
    case 'url':
    case 'email':
    case 'phone_number':
    case 'place':
      return ok(value ?? undefined)
    case 'verification':
      if (field(value, 'state') === 'verified') run.state.lose({ kind, what, why: 'the copy is not verified', of })
      return ok(undefined)
    case 'button':
      return ok(undefined)
    default:
      run.state.lose({ kind, what, why: `the API cannot write values of the type ${type}`, of })
      return ok(undefined)
  }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0)

/** The request for properties, without relations. */
export const writableProperties = async (
  run: RestoreRun,
  { id, page, files: stored }: PageRecord,
  target: Pick<DataSource, 'properties'> | undefined,
): Promise<Result<Json>> => {
  const written: { [name: string]: unknown } = {}
  for (const [name, read] of Object.entries(page.properties)) {
    const type = String(field(read, 'type'))
    if (type === 'relation' || COMPUTED.test(type)) continue
    const isTitle = type === 'title'
    const place = { of: id, kind: 'row', what: `properties.${name}`, files: stored }
    const value = await writableValue(run, type, field(read, type), isTitle ? { ...place, kind: 'page' } : place)
    if (value._tag === 'Left') return value
    if (isEmpty(value.right)) continue
    if (!isTitle && target?.properties[name]?.type !== type) {
      run.state.lose({ kind: 'row', what: `properties.${name}`, why: 'the property could not be created', of: id })
      continue
    }
    written[isTitle ? 'title' : name] = { [type]: value.right }
  }
  return ok(written)
}

/** The relations of a row: ids in the backup, by the names of the properties. */
export const relationsOf = (page: Page): ReadonlyArray<readonly [name: string, ids: ReadonlyArray<string>]> =>
  Object.entries(page.properties).flatMap(([name, value]) => {
    const list =
      value.type === 'relation' ? listIn(field(value, 'relation')).map((one) => String(field(one, 'id'))) : []
    return list.length > 0 ? [[name, list] as const] : []
  })
