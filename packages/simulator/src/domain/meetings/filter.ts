/** Filters of meeting notes. Their format differs from that of data source filters. */
import { plainText } from '../richText/plainText.js'
import type { BlockNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, missing, oneOf, optional, problem, string } from '../validate/check.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { attendeesOf, meetingPayload } from './meeting.js'
import { EMPTY, type MeetingTest, OPERATORS } from './operators.js'

const KINDS: Readonly<Record<string, 'text' | 'time' | 'people'>> = {
  title: 'text',
  created_time: 'time',
  last_edited_time: 'time',
  created_by: 'people',
  last_edited_by: 'people',
  attendees: 'people',
}

/** The properties that meeting notes can be filtered and sorted by. */
export const MEETING_PROPERTIES: ReadonlyArray<string> = Object.keys(KINDS)

/** The values of a meeting note for filters and sorts. */
export const meetingValues = (workspace: Workspace, block: BlockNode): JsonObject => ({
  title: plainText(meetingPayload(workspace, block).title),
  created_time: new Date(block.createdTime).toISOString(),
  last_edited_time: new Date(block.lastEditedTime).toISOString(),
  created_by: [block.createdBy],
  last_edited_by: [block.lastEditedBy],
  attendees: attendeesOf(block.payload),
})

const testOf = (property: string, operator: string): MeetingTest | undefined => {
  const kind = KINDS[property]
  return kind === undefined ? undefined : OPERATORS[kind].get(operator)
}

const leafCheck: Check = (value, path) => {
  const { property, filter } = asObject(value)
  const problems = fields({ property: oneOf(...MEETING_PROPERTIES), filter: fields({ operator: string() }) }, true)(
    value,
    path,
  )
  if (problems.length > 0) return problems
  const { operator, value: requested } = asObject(filter)
  if (testOf(asString(property), asString(operator)) === undefined)
    return problem(`${path}.filter.operator`, `an operator of ${asString(property)}`, operator)
  if (requested === undefined && !Object.hasOwn(EMPTY, asString(operator))) return missing(`${path}.filter.value`)
  return []
}

/** The maximum depth of groups. */
const MAX_DEPTH = 3

/** Checks a filter in a request: a group of conditions and groups. */
export const meetingFilterCheck =
  (depth = 1): Check =>
  (value, path) => {
    const group = fields({ operator: oneOf('and', 'or'), filters: depth === 1 ? optional(anyList) : anyList }, true)
    const problems = group(value, path)
    if (problems.length > 0) return problems
    return asArray(asObject(value).filters).flatMap((each, index) => {
      const where = `${path}.filters[${index}]`
      if (!isObject(each) || each.property !== undefined) return leafCheck(each, where)
      return depth < MAX_DEPTH ? meetingFilterCheck(depth + 1)(each, where) : problem(where, 'nested less deeply', each)
    })
  }

const anyList: Check = list(() => [], 100)

/** Whether the values of a meeting note match a checked filter. */
export const matchesMeetingFilter = (filter: Json, values: JsonObject, now: number): boolean => {
  const { operator, filters, property, filter: condition } = asObject(filter)
  if (typeof property === 'string') {
    const { operator: name, value = null } = asObject(condition)
    return testOf(property, asString(name))?.(values[property] ?? null, value, now) ?? false
  }
  const parts = asArray(filters)
  const partMatches = (part: Json): boolean => matchesMeetingFilter(part, values, now)
  if (parts.length === 0) return true
  return operator === 'or' ? parts.some(partMatches) : parts.every(partMatches)
}
