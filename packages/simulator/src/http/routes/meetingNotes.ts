/** The endpoints of meeting notes, which are blocks. */
import { createMeeting } from '../../domain/meetings/createMeeting.js'
import { meetingQueryCheck, queryMeetings } from '../../domain/meetings/queryMeetings.js'
import { serializeBlock } from '../../domain/serialize/block.js'
import {
  assertValid,
  boolean,
  type Check,
  fields,
  oneOf,
  optional,
  problem,
  string,
  uuid,
} from '../../domain/validate/check.js'
import { asObject, type JsonObject } from '../../domain/values/json.js'
import type { ApiRequest, Route } from '../route.js'

const LANGUAGES = 'auto|en|zh-CN|zh-TW|es|fr|de|ja|ko|pt|ru|th|vi|id|da|fi|no|nl|it|sv|ar|he|pl'.split('|')

const common: Readonly<Record<string, Check>> = {
  title: optional(string(2000)),
  language: optional(oneOf(...LANGUAGES)),
  options: optional(fields({ kickoff_summary: optional(boolean) }, true)),
}

const createCheck: Check = (value, path) => {
  const { source, parent } = asObject(value)
  const problems = fields({ type: oneOf('file_upload', 'block') })(source, `${path}.source`)
  if (problems.length > 0) return problems
  const fromBlock = asObject(source).type === 'block'
  if (fromBlock && parent !== undefined) return problem(`${path}.parent`, 'not present', parent)
  const own = fromBlock
    ? { source: fields({ type: string(), block_id: uuid }, true) }
    : {
        source: fields({ type: string(), file_upload_id: uuid }, true),
        parent: fields({ type: optional(oneOf('page_id')), page_id: uuid }, true),
      }
  return fields({ ...common, ...own }, true)(value, path)
}

const create = ({ workspace, body, version }: ApiRequest): JsonObject => {
  assertValid(createCheck, body, 'body')
  return serializeBlock(workspace, createMeeting(workspace, body), version)
}

const query = ({ workspace, body, version }: ApiRequest): JsonObject => {
  assertValid(meetingQueryCheck, body, 'body')
  const { meetings, hasMore } = queryMeetings(workspace, body)
  return { results: meetings.map((block) => serializeBlock(workspace, block, version)), has_more: hasMore }
}

/** `/v1/blocks/meeting_notes` */
export const meetingNoteRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/blocks/meeting_notes', handler: create },
  { method: 'POST', path: '/v1/blocks/meeting_notes/query', handler: query, changes: false },
]
