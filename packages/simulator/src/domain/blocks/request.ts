/**
 * Checks new blocks in a request. The API limits their depth, their number in an array and their number in a request,
 * and some types require children.
 */
import { type Check, list, missing, problem } from '../validate/check.js'
import { asArray, asObject, get, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import type { BlockType } from './blockType.js'
import { BLOCK_TYPES, CREATABLE_TYPES } from './blockTypes.js'

/** The most children in one array, and the most blocks in one request. */
const MAX_CHILDREN = 100
const MAX_BLOCKS = 1000

/** Other keys of a block in a response: allowed, and ignored. */
const IGNORED_KEYS: ReadonlyArray<string> = [
  'object',
  'type',
  'has_children',
  'in_trash',
  'created_time',
  'last_edited_time',
]

/** The type of a block in a request: the key that names it. */
export const typeOfRequest = (request: JsonObject): string | undefined =>
  CREATABLE_TYPES.find((type) => get(request, type) !== undefined)

/** The children of a block in a request. */
export const childrenOfRequest = (request: JsonObject): ReadonlyArray<Json> =>
  asArray(asObject(get(request, typeOfRequest(request) ?? '')).children)

const rowProblems = (table: JsonObject, path: string): ReadonlyArray<string> =>
  asArray(table.children).flatMap((row, index) => {
    const payloadPath = `${path}.children[${index}].table_row`
    const cells = asObject(asObject(row).table_row).cells
    if (!isArray(cells)) return missing(payloadPath)
    return cells.length === table.table_width
      ? []
      : [
          `${payloadPath}.cells.length should be equal to the table_width \`${JSON.stringify(table.table_width ?? null)}\`, instead was \`${cells.length}\`.`,
        ]
  })

const columnProblems = (columns: ReadonlyArray<Json>, path: string): ReadonlyArray<string> => [
  ...(columns.length < 2 ? problem(`${path}.children.length`, '≥ `2`', columns.length) : []),
  ...columns.flatMap((column, index) => {
    const payloadPath = `${path}.children[${index}].column`
    const payload = get(asObject(column), 'column')
    if (!isObject(payload)) return missing(payloadPath)
    return isArray(payload.children) ? [] : missing(`${payloadPath}.children`)
  }),
]

const requiredChildren = (
  type: string,
  payload: JsonObject,
  children: ReadonlyArray<Json>,
  path: string,
): ReadonlyArray<string> => {
  if (!isArray(payload.children)) return missing(`${path}.children`)
  if (type === 'column_list') return columnProblems(children, path)
  if (type === 'tab')
    return children.flatMap((child, index) =>
      get(asObject(child), 'paragraph') === undefined ? missing(`${path}.children[${index}].paragraph`) : [],
    )
  if (type === 'table')
    return children.length === 0 ? problem(`${path}.children.length`, '≥ `1`', 0) : rowProblems(payload, path)
  return []
}

/** How much deeper the children of a type may be nested: columns are part of their list. */
const levelsOf = (type: string): number => (type === 'column_list' ? 1 : 0)

const blockAt =
  (levels: number): Check =>
  (value, path) => {
    if (!isObject(value)) return value === undefined ? missing(path) : problem(path, 'an object', value)
    const type = typeOfRequest(value)
    if (type === undefined) return CREATABLE_TYPES.flatMap((each) => missing(`${path}.${each}`))
    const stated = get(value, 'type')
    if (stated !== undefined && stated !== type) return missing(`${path}.${String(stated)}`)
    const known = BLOCK_TYPES.get(type)
    const payload = get(value, type)
    if (known === undefined) return missing(`${path}.${type}`)
    if (!isObject(payload)) return problem(`${path}.${type}`, 'an object', payload)
    const payloadPath = `${path}.${type}`
    const own = [
      ...known.create(payload, payloadPath),
      ...Object.keys(value).flatMap((key) =>
        key === type || IGNORED_KEYS.includes(key) ? [] : problem(`${path}.${key}`, 'not present', value[key]),
      ),
    ]
    // At the maximum depth of a request, the tabs of a tab block are appended later.
    const childrenRequired = known.nesting === 'required' && (type !== 'tab' || levels > 0)
    const required = childrenRequired ? requiredChildren(type, payload, childrenOfRequest(value), payloadPath) : []
    const children = get(payload, 'children')
    return [
      ...own,
      ...required,
      ...(children === undefined ? [] : nestedProblems(known, type, levels, children, `${payloadPath}.children`)),
    ]
  }

const nestedProblems = (
  known: BlockType,
  type: string,
  levels: number,
  children: Json,
  path: string,
): ReadonlyArray<string> => {
  if (type === 'table') return childrenAt(0)(children, path)
  if (known.nesting === 'none' && asArray(children).length === 0) return []
  if (known.nesting === 'none' || levels <= 0) return problem(path, 'not present', children)
  return childrenAt(levels - 1 + levelsOf(type))(children, path)
}

const childrenAt = (levels: number): Check => list((value, path) => blockAt(levels)(value, path), MAX_CHILDREN)

const countBlocks = (children: ReadonlyArray<Json>): number =>
  children.reduce<number>((sum, child) => sum + 1 + countBlocks(childrenOfRequest(asObject(child))), 0)

/** Checks children in a request: at most 100 in an array, two levels of nesting, 1,000 in total. */
export const childBlocks: Check = (value, path) => {
  const problems = childrenAt(2)(value, path)
  if (problems.length > 0) return problems
  const count = countBlocks(asArray(value))
  return count <= MAX_BLOCKS ? [] : [`${path} should hold at most \`${MAX_BLOCKS}\` blocks, instead was \`${count}\`.`]
}
