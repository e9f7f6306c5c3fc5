import { sorted } from '../../domain/agents/filter.js'
import { addBlocks } from '../../domain/blocks/addBlocks.js'
import { invalid } from '../../domain/errors.js'
import { assertAttachable, markAttached } from '../../domain/files/source.js'
import { serializeRichText } from '../../domain/richText/richText.js'
import { serializeBlock } from '../../domain/serialize/block.js'
import { isMeeting } from '../../domain/serialize/meeting.js'
import { assertNotInTrash, findBlock, findPage, parentRecord } from '../../domain/state/find.js'
import {
  atEnd,
  insertAt,
  isContainer,
  isTrashed,
  type Position,
  parentOf,
  stampNow,
  touch,
} from '../../domain/state/tree.js'
import type { BlockNode, PageNode } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import {
  assertValid,
  boolean,
  type Check,
  fields,
  integer,
  list,
  oneOf,
  optional,
  problem,
  string,
  uuid,
} from '../../domain/validate/check.js'
import { bodyId } from '../../domain/values/id.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../domain/values/json.js'
import type { ApiRequest, Route } from '../route.js'
import { MEETING_PROPERTIES, matchesMeetingFilter, meetingFilter, meetingValues } from './meetingFilter.js'

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

const RECORDED = new Set(['audio', 'video', 'file'])

interface Place {
  readonly parent: BlockNode | PageNode
  readonly position: Position
}

/** After a recording that is a block already. */
const besideBlock = (workspace: Workspace, id: string): Place => {
  const block = findBlock(workspace, id)
  assertNotInTrash(workspace, block)
  const parent = parentOf(workspace, block)
  if (block.kind !== 'block' || !RECORDED.has(block.type) || parent === undefined || !isContainer(parent))
    throw invalid(`Block ${block.id} is not a recording that can be transcribed.`)
  return { parent, position: { at: 'after', id: block.id } }
}

const onPage = (workspace: Workspace, id: string): Place => {
  const page = findPage(workspace, id)
  assertNotInTrash(workspace, page)
  return { parent: page, position: atEnd }
}

const plain = (content: string): Json => ({ paragraph: { rich_text: [{ text: { content } }] } })

const SECTIONS = ['Summary', 'Notes', 'Transcript']

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  assertValid(createCheck, body, 'body')
  const source = asObject(body.source)
  const upload = { file_upload: { id: source.file_upload_id ?? '' } }
  const place =
    source.type === 'block'
      ? besideBlock(workspace, bodyId(source.block_id))
      : onPage(workspace, bodyId(asObject(body.parent).page_id))
  if (source.type === 'file_upload') assertAttachable(workspace, upload)

  const block: BlockNode = {
    kind: 'block',
    id: workspace.newId(),
    parent: parentRecord(place.parent),
    ...stampNow(workspace),
    inTrash: false,
    shared: true,
    type: 'meeting_notes',
    payload: {},
    children: [],
    claimsChildren: false,
  }
  workspace.nodes.set(block.id, block)
  insertAt(place.parent.children, [block.id], place.position)
  const summed = asObject(body.options).kickoff_summary !== false
  const created = addBlocks(workspace, block, SECTIONS.map(plain), atEnd)
  const [summary = '', notes = '', transcript = ''] = created.map(({ id }) => id)
  block.payload = {
    title: serializeRichText(workspace, [{ text: { content: asString(body.title) } }]),
    status: 'notes_ready',
    children: {
      ...(summed ? { summary_block_id: summary } : {}),
      notes_block_id: notes,
      transcript_block_id: transcript,
    },
    recording: { start_time: new Date(workspace.now()).toISOString() },
  }
  workspace.transcriptions.set(block.id, workspace.now())
  markAttached(workspace, upload)
  touch(workspace, block)
  return serializeBlock(workspace, block, version)
}

/** The default number of results. */
const LIMIT = 50

const sortCheck = list(
  fields({ property: oneOf(...MEETING_PROPERTIES), direction: oneOf('ascending', 'descending') }, true),
  100,
)

const query = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const checks = { filter: optional(meetingFilter()), sort: optional(sortCheck), limit: optional(integer(1, 100)) }
  assertValid(fields(checks, true), body, 'body')
  const found = [...workspace.nodes.values()].flatMap((node) =>
    node.kind === 'block' && isMeeting(node) && node.shared && !isTrashed(workspace, node) ? [node] : [],
  )
  const requested = found
    .filter(
      (block) =>
        body.filter === undefined ||
        matchesMeetingFilter(body.filter, meetingValues(workspace, block), workspace.now()),
    )
    .sort((left, right) => right.createdTime - left.createdTime)
  const ordered = sorted(requested, asArray(body.sort), (block) => meetingValues(workspace, block))
  const limit = typeof body.limit === 'number' ? body.limit : LIMIT
  const results = ordered.slice(0, limit).map((block) => serializeBlock(workspace, block, version))
  return { results, has_more: ordered.length > limit }
}

/** `/v1/blocks/meeting_notes` */
export const meetingNoteRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/blocks/meeting_notes', handler: create },
  { method: 'POST', path: '/v1/blocks/meeting_notes/query', handler: query },
]
