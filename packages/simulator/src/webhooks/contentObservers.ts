/** Observers of requests that change pages and blocks. */
import { isMeeting } from '../domain/meetings/meeting.js'
import { findProperty, propertiesOf, sourceOf } from '../domain/properties/find.js'
import { parentOf } from '../domain/state/tree.js'
import type { Node, PageNode } from '../domain/state/types.js'
import type { Workspace } from '../domain/state/workspace.js'
import { encodeId } from '../domain/values/id.js'
import { asArray, asObject, asString, type JsonObject } from '../domain/values/json.js'
import type { ApiRequest } from '../http/route.js'
import { contentUpdated, nodeEvent, pageAbove, rowsChanged } from './nodeEvents.js'
import { after, changed, nodeAt, type Observer, type WebhookEvents } from './observer.js'

/** The page of a response; that of a task is its result. */
const pageOf = (workspace: Workspace, response: JsonObject): PageNode | undefined => {
  const created = response.object === 'async_task' ? workspace.tasks.get(asString(response.id))?.result : response
  const node = nodeAt(workspace, created?.id)
  return node?.kind === 'page' ? node : undefined
}

/** `POST /v1/pages` */
export const pageCreated = after(({ workspace }, response) => {
  const page = pageOf(workspace, response)
  return page === undefined ? [] : [nodeEvent(workspace, page, 'created'), ...rowsChanged(workspace, page)]
})

const updatedProperties = ({ workspace, body }: ApiRequest, page: PageNode): WebhookEvents => {
  const known = propertiesOf(sourceOf(workspace, page))
  const ids = Object.keys(asObject(body.properties)).flatMap((key) => {
    const property = findProperty(known, key)
    return property === undefined ? [] : [encodeId(property.id)]
  })
  const appearance = body.icon !== undefined || body.cover !== undefined
  if (ids.length === 0 && !appearance) return []
  return [nodeEvent(workspace, page, 'properties_updated', { updated_properties: ids })]
}

/** `PATCH /v1/pages/{page_id}` */
export const pageUpdated = changed('page_id', (request, node) => {
  if (node.kind !== 'page') return []
  const rewritten = request.body.erase_content === true || request.body.template !== undefined
  return [
    ...updatedProperties(request, node),
    ...(rewritten ? contentUpdated(request.workspace, node, node.children) : []),
  ]
})

/** The deleted transcript of a meeting note, as an event of the page. */
const transcriptDeleted = (workspace: Workspace, node: Node): WebhookEvents => {
  const meeting = parentOf(workspace, node)
  if (meeting?.kind !== 'block' || !isMeeting(meeting)) return []
  if (asObject(meeting.payload.children).transcript_block_id !== node.id) return []
  const page = pageAbove(workspace, meeting)
  const data = { target: { id: meeting.id, type: 'block' }, transcript_id: node.id }
  return page === undefined
    ? []
    : [{ type: 'page.transcription_block.transcript_deleted', entity: { id: page.id, type: 'page' }, data }]
}

const blockContent = changed('block_id', ({ workspace }, node) =>
  node.kind === 'block' ? contentUpdated(workspace, node, [node.id]) : [],
)

/** `PATCH` and `DELETE /v1/blocks/{block_id}` */
export const blockChanged: Observer = (request) => {
  const { workspace, params } = request
  const eventsOf = blockContent(request)
  const trashed = nodeAt(workspace, params.block_id)?.inTrash
  return (response) => {
    const node = nodeAt(workspace, params.block_id)
    const deleted = trashed === false && node?.inTrash === true
    return [...eventsOf(response), ...(deleted ? transcriptDeleted(workspace, node) : [])]
  }
}

/** `PATCH /v1/blocks/{block_id}/children` */
export const appended = changed('block_id', ({ workspace, body }, node, response) => {
  const count = asArray(body.children).length
  const created = asArray(response.results).slice(0, count)
  return contentUpdated(
    workspace,
    node,
    created.map((each) => asString(asObject(each).id)),
  )
})

/** `PATCH /v1/pages/{page_id}/markdown`. A failed task has not changed the page. */
export const rewritten = changed('page_id', ({ workspace }, node, response) =>
  'children' in node && workspace.tasks.get(asString(response.id))?.error === undefined
    ? contentUpdated(workspace, node, node.children)
    : [],
)
