/** Queries of meeting notes. They have no cursors: a query returns at most 100, and whether there are more. */
import { sortList } from '../lists/sort.js'
import { isTrashed } from '../state/tree.js'
import type { BlockNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, integer, list, oneOf, optional } from '../validate/check.js'
import { asArray, type JsonObject } from '../values/json.js'
import { MEETING_PROPERTIES, matchesMeetingFilter, meetingFilterCheck, meetingValues } from './filter.js'
import { isMeeting } from './meeting.js'

/** The default number of results. */
const DEFAULT_LIMIT = 50

const sortCheck = list(
  fields({ property: oneOf(...MEETING_PROPERTIES), direction: oneOf('ascending', 'descending') }, true),
  100,
)

/** Checks a query of meeting notes. */
export const meetingQueryCheck: Check = fields(
  { filter: optional(meetingFilterCheck()), sort: optional(sortCheck), limit: optional(integer(1, 100)) },
  true,
)

/** The meeting notes that a checked query returns, the newest first by default, and whether there are more of them. */
export const queryMeetings = (
  workspace: Workspace,
  request: JsonObject,
): { readonly meetings: ReadonlyArray<BlockNode>; readonly hasMore: boolean } => {
  const shared = [...workspace.nodes.values()].flatMap((node) =>
    node.kind === 'block' && isMeeting(node) && node.shared && !isTrashed(workspace, node) ? [node] : [],
  )
  const found = shared
    .filter(
      (block) =>
        request.filter === undefined ||
        matchesMeetingFilter(request.filter, meetingValues(workspace, block), workspace.now()),
    )
    .sort((left, right) => right.createdTime - left.createdTime)
  const ordered = sortList(found, asArray(request.sort), (block) => meetingValues(workspace, block))
  const limit = typeof request.limit === 'number' ? request.limit : DEFAULT_LIMIT
  return { meetings: ordered.slice(0, limit), hasMore: ordered.length > limit }
}
