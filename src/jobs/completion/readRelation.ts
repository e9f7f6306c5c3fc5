/**
 * Reads the complete current value of a relation.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failedCall, invalidInputError, type NotionError } from '../../core/call/error.js'
import { send } from '../../core/call/send.js'
import { decoded } from '../../core/call/url.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import { isFullDataSource } from '../../ops/data_sources/dataSource.js'
import { getDataSourceRequest } from '../../ops/data_sources/getDataSource.js'
import { getPageRequest } from '../../ops/pages/getPage.js'
import { isFullPage, type Page } from '../../ops/pages/page.js'
import { findProperty } from '../../props/findProperty.js'
import { isIncomplete } from '../../props/incompleteProps.js'
import type { RelationPropertyValue } from '../../props/relation.js'
import { wholeValue } from './completeValue.js'
import { readProperty } from './propertyItems.js'
import type { OtherSide } from './relationParams.js'

/** A relation of a page. */
export interface ReadRelation {
  readonly page: Page
  readonly property_id: string
  /** Its current name. */
  readonly name: string
  /** The ids of the related pages that were read. */
  readonly ids: ReadonlyArray<string>
  /** Why the list may be incomplete; absent if it is complete. */
  readonly refused?: 'not_visible' | 'changing'
}

const call = (op: string) => ({ op, kind: 'read', method: 'GET', path: '' }) as const

const relationsOf = ({ properties }: Page): string =>
  Object.entries(properties)
    .flatMap(([name, { type }]) => (type === 'relation' ? [name] : []))
    .join(', ')

/** The maximum number of times that a list of several pages is read until two consecutive reads agree. */
const MAX_READINGS = 4

const idsIn = ({ relation }: RelationPropertyValue): ReadonlyArray<string> => relation.map(({ id }) => id)

const isSame = (one: ReadonlyArray<string> | undefined, other: ReadonlyArray<string>): boolean =>
  one?.length === other.length && one.every((id, index) => id === other[index])

/**
 * Reads the rest of a relation. A change between two pages of a list may hide an element, so a list of several pages is read until two
 * reads agree.
 */
const readWhole = async (
  ctx: Context,
  { page, value, name }: { readonly page: Page; readonly value: RelationPropertyValue; readonly name: string },
  signal: AbortSignal | undefined,
): Promise<Either<NotionError, ReadRelation>> => {
  const relation = { page, property_id: value.id, name }
  let before: ReadonlyArray<string> | undefined
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    const { result, requests } = await readProperty(ctx, page.id, value.id, signal)
    if (isLeft(result)) return result
    const whole = wholeValue(value, result.right)
    if ('reason' in whole && whole.reason === 'not_visible') {
      return right({ ...relation, ids: idsIn(value), refused: 'not_visible' })
    }
    if ('reason' in whole || whole.value.type !== 'relation') {
      const details = { status: 200, headers: {}, body: result.right }
      return left(failedCall('UnexpectedResponseError', call('getPageProperty'), 'not-applied', 'no relation', details))
    }
    const ids = idsIn(whole.value)
    if (requests === 1 || isSame(before, ids)) return right({ ...relation, ids })
    before = ids
  }
  return right({ ...relation, ids: before ?? [], refused: 'changing' })
}

/** Reads a relation of a page completely. */
export const readRelation = async (
  op: string,
  ctx: Context,
  page_id: string,
  property: string,
  signal: AbortSignal | undefined,
): Promise<Either<NotionError, ReadRelation>> => {
  const answer = await send(ctx, getPageRequest({ page_id }))()
  if (isLeft(answer)) return answer
  const page = answer.right
  const name = isFullPage(page) ? findProperty(page.properties, property) : undefined
  const value = isFullPage(page) && name !== undefined ? page.properties[name] : undefined
  if (!isFullPage(page) || name === undefined || value?.type !== 'relation') {
    const relations = isFullPage(page) ? relationsOf(page) : ''
    const allowed = `the name or id of a relation of the page${relations && `: ${relations}`}`
    return left(invalidInputError(call(op), [{ field: 'property', given: property, allowed }]))
  }
  return isIncomplete(value, page.properties)
    ? readWhole(ctx, { page, value, name }, signal)
    : right({ page, property_id: value.id, name, ids: idsIn(value) })
}

/** The other side of a two-way relation, according to the schema; `undefined` if there is none, or the schema cannot be read. */
export const findOtherSide = async (
  ctx: Context,
  { page, property_id }: ReadRelation,
): Promise<OtherSide | undefined> => {
  const { parent } = page
  if (parent.type !== 'data_source_id') return undefined
  const source = await send(ctx, getDataSourceRequest({ data_source_id: parent.data_source_id }))()
  if (isLeft(source) || !isFullDataSource(source.right)) return undefined
  const { properties } = source.right
  return tryTo(() => {
    const config = Object.values(properties).find(({ id }) => decoded(id) === decoded(property_id))
    if (config?.type !== 'relation') return undefined
    const { data_source_id, database_id, dual_property } = config.relation
    return dual_property?.synced_property_id
      ? {
          data_source_id: data_source_id ?? database_id,
          property_id: dual_property.synced_property_id,
          property_name: dual_property.synced_property_name,
        }
      : undefined
  })
}
