/**
 * Reads the rows of a data source that have one of the keys of an upsert.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failedCall, type NotionError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { field } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { iterate } from '../../core/pagination/paginate.js'
import { type QueryDataSourceParams, queryDataSourceRequest } from '../../ops/data_sources/queryDataSource.js'
import { getPageProperty } from '../../ops/pages/getPageProperty.js'
import { invalidJob } from '../shared/jobParams.js'
import type { Meter } from '../shared/meter.js'
import { referenceOf } from './declared.js'
import { type FoundRow, foundRow, keyText, type UpsertInput, type WantedRow } from './planUpsert.js'
import { readWindows } from './readWindows.js'

/** The query of an upsert. */
export const existingQuery = ({ data_source_id, used }: UpsertInput): QueryDataSourceParams => ({
  data_source_id,
  filter_properties: used.map(referenceOf),
})

/** Reads all rows of the data source, and keeps those with a wanted key, oldest first. */
export const readExisting = async (
  { ctx, advance }: Meter,
  input: UpsertInput,
): Promise<Either<NotionError, ReadonlyMap<string, ReadonlyArray<FoundRow>>>> => {
  const { key, used, rows } = input
  const wanted = new Set(rows.map((row) => row.key))
  const found = new Map<string, Array<FoundRow>>()
  const query = existingQuery(input)
  for await (const list of readWindows(ctx, query)) {
    if (isLeft(list)) return list
    // No row is done yet, but a large data source takes many requests.
    advance(0, rows.length)
    for (const page of list.right) {
      const row = foundRow(used, page)
      if (!row) continue
      const payload = row.payloads.get(key.key)
      if (payload === undefined) {
        const mismatches = [{ path: `properties.${key.name}`, expected: key.prop.type, actual: undefined }]
        const message = `the key ${key.key} of row ${row.id} cannot be read, so that rows with the same key could be created`
        const details = { status: 200, headers: {}, body: page, mismatches }
        return left(failedCall('DecodeError', queryDataSourceRequest(query), 'not-applied', message, details))
      }
      const text = keyText(key.prop, payload)
      if (text === undefined || !wanted.has(text)) continue
      const others = found.get(text)
      if (others) others.push(row)
      else found.set(text, [row])
    }
  }
  return right(found)
}

/** The error for keys that occur in several rows of the data source. */
export const duplicateRows = (
  { key, rows }: UpsertInput,
  existing: ReadonlyMap<string, ReadonlyArray<FoundRow>>,
): Either<NotionError, void> => {
  const issues = rows.flatMap((row): ReadonlyArray<InvalidInput> => {
    const found = existing.get(row.key) ?? []
    const ids = found.map(({ id }) => id).join(', ')
    const allowed = `a key of one row of the data source (${found.length} have it: ${ids}), or use on_duplicate`
    return found.length > 1 ? [{ field: `rows[${row.index}].${key.key}`, given: row.key, allowed }] : []
  })
  return issues.length > 0 ? left(invalidJob('upsertRows', issues)) : right(undefined)
}

/** The row with complete lists, if they are needed to compare a value with the wanted one. */
export const withWholeLists = async (
  ctx: Context,
  wanted: WantedRow,
  row: FoundRow,
): Promise<Either<NotionError, FoundRow>> => {
  const payloads = new Map(row.payloads)
  for (const { declared, payload } of wanted.values) {
    const property_id = row.cut.get(declared.key)
    const shown = row.payloads.get(declared.key)
    if (property_id === undefined || !Array.isArray(payload) || !Array.isArray(shown)) continue
    // A wanted list that is shorter than the truncated one differs in any case.
    if (/^(relation|people)$/.test(declared.prop.type) && payload.length < shown.length) continue
    const items: Array<unknown> = []
    for await (const item of iterate(getPageProperty)(ctx, { page_id: row.id, property_id })) {
      if (isLeft(item)) return item
      items.push(field(item.right, declared.prop.type))
    }
    payloads.set(declared.key, items)
  }
  return right({ ...row, payloads })
}

/** The id of a row with a key, if there is one now. */
export const findByKey = async (
  ctx: Context,
  input: UpsertInput,
  text: string,
): Promise<Either<NotionError, string | undefined>> => {
  const { key, used } = input
  const { type } = key.prop
  const filter = { property: referenceOf(key), [type]: { equals: type === 'number' ? Number(text) : text } }
  // The condition belongs to the type of the property.
  const query = { ...existingQuery(input), filter: unsafeCast<NonNullable<QueryDataSourceParams['filter']>>(filter) }
  for await (const list of readWindows(ctx, query)) {
    if (isLeft(list)) return list
    const found = list.right.find((page) => keyText(key.prop, foundRow(used, page)?.payloads.get(key.key)) === text)
    if (found) return right(found.id)
  }
  return right(undefined)
}
