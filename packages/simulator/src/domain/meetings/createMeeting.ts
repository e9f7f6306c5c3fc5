/** Creates meeting notes from a recording: an uploaded file, or a block that contains one. */
import { addBlocks } from '../blocks/addBlocks.js'
import { invalid } from '../errors.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { assertNotInTrash, findBlock, findPage, parentRecord } from '../state/find.js'
import { atEnd, insertAt, isContainer, type Position, parentOf, stampNow, touch } from '../state/tree.js'
import type { BlockNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { bodyId } from '../values/id.js'
import { asObject, asString, type Json, type JsonObject } from '../values/json.js'

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

/** Creates a meeting note with its sections from a checked request. Its transcription progresses with time. */
export const createMeeting = (workspace: Workspace, request: JsonObject): BlockNode => {
  const source = asObject(request.source)
  const upload = { file_upload: { id: source.file_upload_id ?? '' } }
  const place =
    source.type === 'block'
      ? besideBlock(workspace, bodyId(source.block_id))
      : onPage(workspace, bodyId(asObject(request.parent).page_id))
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
  const hasSummary = asObject(request.options).kickoff_summary !== false
  const created = addBlocks(workspace, block, SECTIONS.map(plain), atEnd)
  const [summary = '', notes = '', transcript = ''] = created.map(({ id }) => id)
  block.payload = {
    title: serializeRichText(workspace, [{ text: { content: asString(request.title) } }]),
    status: 'notes_ready',
    children: {
      ...(hasSummary ? { summary_block_id: summary } : {}),
      notes_block_id: notes,
      transcript_block_id: transcript,
    },
    recording: { start_time: new Date(workspace.now()).toISOString() },
  }
  workspace.transcriptions.set(block.id, workspace.now())
  markAttached(workspace, upload)
  touch(workspace, block)
  return block
}
