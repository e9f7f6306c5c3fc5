/** Version 2021-08-16, in which the text of blocks and the filters on texts are called `text`. */
import { findOnlySource } from '../../domain/pages/parent.js'
import { findProperty } from '../../domain/properties/find.js'
import type { DataSourceNode } from '../../domain/state/types.js'
import { asObject, asString, isArray, isObject, type Json, type JsonObject } from '../../domain/values/json.js'
import { routeName } from '../changes.js'
import { pathId } from '../route.js'
import { type Call, mapObjects, mapResults, type Step, withBody } from './step.js'

// --- Blocks ---

/** Renames a key of every payload of a block and of the blocks in it. */
const renamed = (block: JsonObject, from: string, to: string): JsonObject =>
  mapObjects(block, (payload) => {
    const { [from]: text, children, ...rest } = payload
    return {
      ...rest,
      ...(isArray(text) ? { [to]: text } : text === undefined ? {} : { [from]: text }),
      ...(children === undefined ? {} : { children: renamedAll(children, from, to) }),
    }
  })

const renamedAll = (blocks: Json, from: string, to: string): Json =>
  isArray(blocks) ? blocks.map((each) => (isObject(each) ? renamed(each, from, to) : each)) : blocks

// --- Filters ---

/** The types of properties whose filters were all called `text`. */
const TEXTS = new Set(['title', 'rich_text', 'url', 'email', 'phone_number'])

/** The name of a condition, which depends on the type of the property. */
const conditionName = (source: DataSourceNode, property: Json | undefined, name: string): string => {
  if (name === 'phone') return 'phone_number'
  if (name !== 'text') return name
  const type = findProperty(source.properties.values(), asString(property))?.type
  return type !== undefined && TEXTS.has(type) ? type : 'rich_text'
}

const newerFilter = (source: DataSourceNode, filter: Json): Json => {
  if (isArray(filter)) return filter.map((each) => newerFilter(source, each))
  if (!isObject(filter)) return filter
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]): [string, Json] => {
      if (key === 'and' || key === 'or') return [key, newerFilter(source, value)]
      return isObject(value) ? [conditionName(source, filter.property, key), value] : [key, value]
    }),
  )
}

const query = (call: Call): ReadonlyArray<Call> => {
  const { request } = call
  const { body, workspace } = request
  if (body.filter === undefined) return [call]
  const source = findOnlySource(workspace, pathId(request, 'database_id'))
  return [withBody(call, { ...body, filter: newerFilter(source, body.filter) })]
}

// --- The version ---

const requests = (call: Call): ReadonlyArray<Call> => {
  const { body } = call.request
  switch (routeName(call.route)) {
    case 'POST /v1/databases/:database_id/query':
      return query(call)
    case 'PATCH /v1/blocks/:block_id':
      return [withBody(call, renamed(body, 'text', 'rich_text'))]
    case 'POST /v1/pages':
    case 'PATCH /v1/blocks/:block_id/children':
      return body.children === undefined
        ? [call]
        : [withBody(call, { ...body, children: renamedAll(body.children, 'text', 'rich_text') })]
    default:
      return [call]
  }
}

/** A block whose text is called `text`. */
export const olderBlock = (block: JsonObject): JsonObject => {
  const type = asString(block.type)
  const { rich_text: text, ...payload } = asObject(block[type])
  return text === undefined ? block : { ...block, [type]: { ...payload, text } }
}

const response: Step['response'] = (_, newer) =>
  mapResults(newer, (each) => (each.object === 'block' ? olderBlock(each) : each))

/** 2021-08-16: the text of blocks and the filters of texts are called `text`, those of phone numbers `phone`. */
export const textBlocks: Step = { version: '2021-08-16', requests, response }
