/**
 * Plans an upsert: checks the rows, and compares them with those that exist.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { NotionError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { decoded } from '../../core/call/url.js'
import { field } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import { isIncomplete } from '../../props/incompleteProps.js'
import type { AnyProp } from '../../props/schema.js'
import { checkJobParams, invalidJob } from '../shared/jobParams.js'
import { checkDefinition, type Declared, declaredProperties } from './declared.js'
import { declaredOptions, optionName } from './optionNames.js'
import { dataSourceIdOf } from './queryRows.js'
import type { AnyDefinition } from './rowTypes.js'
import { isSameValue } from './sameValue.js'
import { KEY_TYPES, UPSERT_CHECKS, type UpsertRowsParams } from './upsertParams.js'
import { type WrittenRow, type WrittenValue, writtenRow } from './writeValues.js'

/** A row to create or update. */
export interface WantedRow extends WrittenRow {
  readonly index: number
  readonly key: string
}

/** The checked parameters of an upsert. */
export interface UpsertInput {
  readonly data_source_id: string
  readonly key: Declared
  /** The properties that the rows have. */
  readonly used: ReadonlyArray<Declared>
  /** The rows to write, without completed and omitted ones. */
  readonly rows: ReadonlyArray<WantedRow>
  readonly skipped: ReadonlyArray<{ readonly index: number; readonly key: string }>
}

/** A key as text: of a payload of a request or of a response; `undefined` without a value. */
export const keyText = (prop: AnyProp, payload: unknown): string | undefined => {
  const { type } = prop
  if (type === 'title' || type === 'rich_text') {
    const texts = [payload].flat().map((run) => field(run, 'plain_text') ?? field(field(run, 'text'), 'content') ?? '')
    return texts.join('') || undefined
  }
  const value = type === 'select' || type === 'status' ? optionName(declaredOptions(prop), payload) : payload
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? `${value}` : undefined
}

/** Checks the parameters of an upsert. */
export const upsertInput = (params: UpsertRowsParams<AnyDefinition, boolean>): Either<NotionError, UpsertInput> => {
  const checked = checkJobParams('upsertRows', params, UPSERT_CHECKS, ['source', 'key', 'rows'])
  if (isLeft(checked)) return checked
  const { source, rows, on_duplicate = 'refuse', allow_new_options, resume } = params
  const definition = checkDefinition('upsertRows', source)
  if (isLeft(definition)) return definition
  const issues: Array<InvalidInput> = []
  const declared = declaredProperties(source)
  const data_source_id = dataSourceIdOf(source, issues)
  const key = declared.find((one) => one.key === params.key)
  const keys = declared.filter(({ prop }) => KEY_TYPES.includes(prop.type))
  if (!key || !keys.includes(key)) {
    issues.push({ field: 'key', given: params.key, allowed: `one of ${keys.map((one) => one.key).join(', ')}` })
    return left(invalidJob('upsertRows', issues))
  }
  if (resume && resume.rows !== rows.length) {
    issues.push({ field: 'resume.rows', given: resume.rows, allowed: `${rows.length}: the same rows as before` })
  }
  const done = new Set(resume?.done)
  const chosen = new Map<string, WantedRow>()
  const skipped: Array<{ readonly index: number; readonly key: string }> = []
  const used = new Set<Declared>([key])
  for (const [index, row] of rows.entries()) {
    const at = `rows[${index}]`
    const written = writtenRow(declared, row, at, allow_new_options === true, issues)
    for (const value of written.values) {
      used.add(value.declared)
      if (value.declared.prop.type === 'status' && value.payload === null) {
        const allowed = 'the name of an option: null stands for the default of the property'
        issues.push({ field: `${at}.${value.declared.key}`, given: null, allowed })
      }
    }
    const own = written.values.find((value) => value.declared === key)
    const text = own && keyText(key.prop, own.payload)
    if (text === undefined) {
      const refused = issues.some(({ field: place }) => place === `${at}.${key.key}` || place === at)
      if (!refused)
        issues.push({ field: `${at}.${key.key}`, given: field(row, key.key), allowed: 'the key of the row' })
      continue
    }
    const wanted = { ...written, index, key: text }
    const other = chosen.get(text)
    if (other && on_duplicate === 'refuse') {
      const allowed = `another key than that of rows[${other.index}], or use on_duplicate`
      issues.push({ field: `${at}.${key.key}`, given: text, allowed })
    } else if (other && on_duplicate === 'first') skipped.push({ index, key: text })
    else {
      if (other) skipped.push({ index: other.index, key: text })
      chosen.delete(text)
      chosen.set(text, wanted)
    }
  }
  if (issues.length > 0) return left(invalidJob('upsertRows', issues))
  return right({
    data_source_id,
    key,
    used: [...used],
    rows: [...chosen.values()].filter(({ index }) => !done.has(index)),
    skipped: skipped.filter(({ index }) => !done.has(index)),
  })
}

/** The part of an existing row that the upsert needs. */
export interface FoundRow {
  readonly id: string
  /** The payloads by the keys of the properties; `undefined` for one that is missing. */
  readonly payloads: ReadonlyMap<string, unknown>
  /** The ids of the lists that Notion truncated, by key. */
  readonly cut: ReadonlyMap<string, string>
}

/** The part of a row that an upsert needs; `undefined` if the row is not a page. */
export const foundRow = (used: ReadonlyArray<Declared>, page: PageOrDataSource): FoundRow | undefined => {
  const properties = page.object === 'page' ? field(page, 'properties') : undefined
  if (properties === undefined) return undefined
  const entries = Object.entries<unknown>(Object(properties))
  const payloads = new Map<string, unknown>()
  const cut = new Map<string, string>()
  for (const { key, id, name, prop } of used) {
    const value = entries.find(([own, one]) =>
      id === undefined ? own === name : decoded(`${field(one, 'id')}`) === decoded(id),
    )?.[1]
    const payload = field(value, prop.type)
    payloads.set(key, payload)
    // A decoded value of the declared type, which itself shows whether it is truncated.
    if (payload && isIncomplete(unsafeCast(value), {})) cut.set(key, `${field(value, 'id')}`)
  }
  return { id: page.id, payloads, cut }
}

/** The values that a row does not have yet. */
export const differences = ({ values }: WantedRow, { payloads }: FoundRow): ReadonlyArray<WrittenValue> =>
  values.filter(({ declared, payload }) => !isSameValue(declared.prop.type, payload, payloads.get(declared.key)))
