/**
 * Converts the properties of a page for writing to another page.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { DataSource } from '../../../ops/data_sources/dataSource.js'
import { computedTypes } from '../../../props/computedTypes.js'
import { configCodecs } from '../../../props/configCodecs.js'
import type { PropertyValuesRequest } from '../../../props/propertyValueRequest.js'
import { type Lose, writableCaption } from '../writableText.js'

/** A hosted file in a value, which must be uploaded again. */
export interface FileInProperty {
  /** The key of the property in the request. */
  readonly key: string
  readonly name: string
  readonly property_id: string
  /** Its index in the list of files. */
  readonly index: number
  readonly file: unknown
}

/** The values to write. */
export interface WritableProperties {
  readonly properties: PropertyValuesRequest
  readonly files: ReadonlyArray<FileInProperty>
}

/** The schema of the data source of the copy; `undefined` for a page outside of a data source, which has only a title. */
export type Schema = Pick<DataSource, 'properties'> | undefined

const MAX_REFERENCES = 100

const listIn = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

const references = (value: unknown, lose: Lose): ReadonlyArray<JsonObject> => {
  const all = listIn(value).map((one): JsonObject => {
    const object = field(one, 'object')
    return { ...(object !== undefined && { object }), id: field(one, 'id') }
  })
  const rest = all.length - MAX_REFERENCES
  if (rest > 0) lose('', `a request has at most ${MAX_REFERENCES} references; the last ${rest} are left out`)
  return all.slice(0, MAX_REFERENCES)
}

const option = (value: unknown): JsonObject | undefined => {
  const name = field(value, 'name')
  return typeof name === 'string' ? { name } : undefined
}

const optionsOf = (config: unknown): ReadonlyArray<unknown> =>
  listIn(field(field(config, 'status'), 'options')).map((one) => field(one, 'name'))

/** A value converted for writing; `undefined` if it is empty or cannot be written. */
const writableValue = (type: string, value: unknown, config: unknown, lose: Lose): unknown => {
  switch (type) {
    case 'title':
    case 'rich_text':
      return writableCaption(value, lose)
    case 'people':
    case 'relation':
      return references(value, lose)
    case 'multi_select':
      return listIn(value).flatMap((one) => option(one) ?? [])
    case 'select':
      return option(value)
    case 'status': {
      const status = option(value)
      if (status && !optionsOf(config).includes(status.name)) {
        lose('', `the target has no status ${status.name}`)
        return undefined
      }
      return status
    }
    case 'date': {
      if (!isRecord(value)) return undefined
      const { start, end, time_zone } = value
      return { start, ...(end != null && { end }), ...(time_zone != null && { time_zone }) }
    }
    case 'number':
    case 'checkbox':
    case 'url':
    case 'email':
    case 'phone_number':
    case 'place':
      return value ?? undefined
    case 'verification':
      if (field(value, 'state') === 'verified') lose('', 'the copy is not verified')
      return undefined
    case 'files':
      return listIn(value).filter((file) => /^(file|external)$/.test(`${field(file, 'type')}`))
    default:
      // What Notion returns of any other type can be written as it is.
      if (Object.hasOwn(configCodecs, type)) return value
      lose('', `the API cannot write values of the type ${type}`)
      return undefined
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)

/** Whether a relation of the target leads to the same data source. */
const isSameRelation = (config: unknown, source: unknown): boolean => {
  const [target, origin] = [config, source].map((one) => field(field(one, 'relation'), 'data_source_id'))
  return target !== undefined && target === origin
}

/**
 * The values that can be written, without those that Notion computes. Every other value that the target cannot have is reported as lost.
 *
 * @param source The schema of the original; the same object as `target` if both are in one data source.
 */
export const writableProperties = (
  properties: JsonObject,
  target: Schema,
  source: Schema,
  lose: Lose,
): WritableProperties => {
  const written: { [name: string]: unknown } = {}
  const files: Array<FileInProperty> = []
  for (const [name, read] of Object.entries(properties)) {
    const type = `${field(read, 'type')}`
    const loseHere: Lose = (_, why) => lose(`properties.${name}`, why)
    const config: unknown = target?.properties[name]
    const isTitle = type === 'title'
    const hasProperty = isTitle || field(config, 'type') === type
    if (computedTypes.includes(type)) {
      if (!hasProperty) loseHere('', 'the target has no such property; Notion computes its value')
      continue
    }
    const values: Array<string> = []
    const value = writableValue(type, field(read, type), config, (_, why) => values.push(why))
    if (isEmpty(value) && values.length === 0) continue
    const isOther = type === 'relation' && target !== source && !isSameRelation(config, source?.properties[name])
    if (!hasProperty || isOther) {
      const why = isOther
        ? 'the relation of the target leads to another data source'
        : 'the target has no property of this name and type'
      // An unchecked checkbox equals a missing value, so nothing is lost.
      if (value !== false) loseHere('', why)
      continue
    }
    for (const why of values) loseHere('', why)
    if (isEmpty(value)) continue
    // A name may equal an id: another property can have the name `title`.
    const key = isTitle ? 'title' : `${field(config, 'id') ?? name}`
    if (type === 'files') {
      listIn(value).forEach((file, index) => {
        if (field(file, 'type') === 'file') files.push({ key, name, property_id: `${field(read, 'id')}`, index, file })
      })
    }
    written[key] = { [type]: value }
  }
  // Each value has the shape of its type.
  return { properties: unsafeCast(written), files }
}
