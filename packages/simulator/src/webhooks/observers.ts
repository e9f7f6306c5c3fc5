import { finishImport } from '../domain/files/import.js'
import { uploadStatus } from '../domain/files/status.js'
import { isMeeting } from '../domain/meetings/meeting.js'
import { findProperty, propertiesOf, sourceOf } from '../domain/properties/find.js'
import { parentOf } from '../domain/state/tree.js'
import type { Node, PageNode } from '../domain/state/types.js'
import type { Workspace } from '../domain/state/workspace.js'
import { dashed, encodeId } from '../domain/values/id.js'
import { asArray, asObject, asString, type JsonObject } from '../domain/values/json.js'
import type { ApiRequest, Route } from '../http/route.js'
import {
  captureState,
  changes,
  contentUpdated,
  nodeEvent,
  pageAbove,
  parentIn,
  rowsChanged,
  type WebhookEvent,
} from './nodeEvents.js'

type WebhookEvents = ReadonlyArray<WebhookEvent>

/** Called before a request is carried out; the function that it returns gets the response and returns the events. */
type Observer = (request: ApiRequest) => (response: JsonObject) => WebhookEvents

const nodeAt = (workspace: Workspace, id: unknown): Node | undefined =>
  workspace.nodes.get(typeof id === 'string' ? dashed(id) : '')

/** An observer that needs only the response. */
const after =
  (eventsOf: (request: ApiRequest, response: JsonObject) => WebhookEvents): Observer =>
  (request) =>
  (response) =>
    eventsOf(request, response)

/** The page of a response; that of a task is its result. */
const pageOf = (workspace: Workspace, response: JsonObject): PageNode | undefined => {
  const made = response.object === 'async_task' ? workspace.tasks.get(asString(response.id))?.result : response
  const node = nodeAt(workspace, made?.id)
  return node?.kind === 'page' ? node : undefined
}

const pageCreated = after(({ workspace }, response) => {
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

/** Observes the node in a path: its changes, and further events. */
const changed =
  (name: string, more: (request: ApiRequest, node: Node, response: JsonObject) => WebhookEvents = () => []): Observer =>
  (request) => {
    const { workspace, params } = request
    const node = nodeAt(workspace, params[name])
    const old = node === undefined ? undefined : captureState(node)
    return (response) => {
      // A placeholder page may have become something else meanwhile.
      const now = nodeAt(workspace, params[name])
      if (now === undefined || old === undefined) return []
      return [...changes(workspace, now, old), ...more(request, now, response)]
    }
  }

const pageUpdated = changed('page_id', (request, node) => {
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

const blockChanged: Observer = (request) => {
  const { workspace, params } = request
  const eventsOf = blockContent(request)
  const trashed = nodeAt(workspace, params.block_id)?.inTrash
  return (response) => {
    const node = nodeAt(workspace, params.block_id)
    const deleted = trashed === false && node?.inTrash === true
    return [...eventsOf(response), ...(deleted ? transcriptDeleted(workspace, node) : [])]
  }
}

const appended = changed('block_id', ({ workspace, body }, node, response) => {
  const count = asArray(body.children).length
  const made = asArray(response.results).slice(0, count)
  return contentUpdated(
    workspace,
    node,
    made.map((each) => asString(asObject(each).id)),
  )
})

/** A failed task has not changed the page. */
const rewritten = changed('page_id', ({ workspace }, node, response) =>
  'children' in node && workspace.tasks.get(asString(response.id))?.error === undefined
    ? contentUpdated(workspace, node, node.children)
    : [],
)

const databaseCreated = after(({ workspace }, response) =>
  [response, ...asArray(response.data_sources).map(asObject)].flatMap(({ id }) => {
    const node = nodeAt(workspace, id)
    return node === undefined ? [] : [nodeEvent(workspace, node, 'created')]
  }),
)

const commentEvent = (what: string): Observer =>
  after(({ workspace }, response) => {
    const parent = parentIn(workspace, { parent: asObject(response.parent) })
    const node = nodeAt(workspace, parent.id)
    const page = (node === undefined ? undefined : pageAbove(workspace, node))?.id ?? asString(parent.id)
    return [
      {
        type: `comment.${what}`,
        entity: { id: asString(response.id), type: 'comment' },
        data: { parent, page_id: page },
      },
    ]
  })

const viewEvent = (what: string, more: (request: ApiRequest, response: JsonObject) => JsonObject): Observer =>
  after((request, response) => [
    {
      type: `view.${what}`,
      entity: { id: asString(response.id), type: 'view' },
      data: { parent: parentIn(request.workspace, { parent: asObject(response.parent) }), ...more(request, response) },
    },
  ])

/** A view may be created together with a database. */
const viewCreated: Observer = (request) => {
  const eventsOf = viewEvent('created', (_, response) => ({ view_type: response.type ?? '' }))(request)
  return (response) => {
    const made = request.body.create_database === undefined ? undefined : asObject(response.parent).database_id
    const database = nodeAt(request.workspace, made)
    return [
      ...(database === undefined ? [] : [nodeEvent(request.workspace, database, 'created')]),
      ...eventsOf(response),
    ]
  }
}

const FIELDS = ['name', 'filter', 'sorts', 'configuration']

/** An event of a file upload. */
const uploadEvent = ({ id }: { readonly id: string }, what: string, data?: JsonObject): WebhookEvent => ({
  type: `file_upload.${what}`,
  entity: { id, type: 'file_upload' },
  data,
})

/** The events of the uploads that have expired by now. */
export const expiredUploads = (workspace: Workspace): ReadonlyArray<WebhookEvent> =>
  [...workspace.uploads.values()]
    .filter((upload) => uploadStatus(upload, workspace.now()) === 'expired')
    .map((upload) => uploadEvent(upload, 'expired'))

/** An imported file is fetched at once: it has succeeded or failed. */
const uploadCreated = after(({ workspace }, response) => {
  const upload = workspace.uploads.get(asString(response.id))
  if (upload === undefined) return []
  const { status, importResult } = finishImport(upload)
  const created = uploadEvent(upload, 'created')
  if (status === 'failed')
    return [created, uploadEvent(upload, 'upload_failed', { file_import_result: importResult ?? {} })]
  return status === 'uploaded' ? [created, uploadEvent(upload, 'completed')] : [created]
})

const uploadSent = after((_, { id, status }) =>
  status === 'uploaded' ? [uploadEvent({ id: asString(id) }, 'completed')] : [],
)

const OBSERVERS: ReadonlyMap<string, Observer> = new Map(
  Object.entries({
    'POST /v1/pages': pageCreated,
    'PATCH /v1/pages/:page_id': pageUpdated,
    'POST /v1/pages/:page_id/move': changed('page_id'),
    'PATCH /v1/pages/:page_id/markdown': rewritten,
    'PATCH /v1/blocks/:block_id': blockChanged,
    'DELETE /v1/blocks/:block_id': blockChanged,
    'PATCH /v1/blocks/:block_id/children': appended,
    'POST /v1/blocks/meeting_notes': after(({ workspace }, response) => {
      const node = nodeAt(workspace, response.id)
      return node === undefined ? [] : contentUpdated(workspace, node, [node.id])
    }),
    'POST /v1/databases': databaseCreated,
    'PATCH /v1/databases/:database_id': changed('database_id'),
    'POST /v1/data_sources': databaseCreated,
    'PATCH /v1/data_sources/:data_source_id': changed('data_source_id'),
    'POST /v1/comments': commentEvent('created'),
    'PATCH /v1/comments/:comment_id': commentEvent('updated'),
    'DELETE /v1/comments/:comment_id': commentEvent('deleted'),
    'POST /v1/views': viewCreated,
    'PATCH /v1/views/:view_id': viewEvent('updated', ({ body }) => ({
      updated_fields: FIELDS.filter((field) => body[field] !== undefined),
    })),
    'DELETE /v1/views/:view_id': viewEvent('deleted', () => ({})),
    'POST /v1/file_uploads': uploadCreated,
    'POST /v1/file_uploads/:file_upload_id/send': uploadSent,
    'POST /v1/file_uploads/:file_upload_id/complete': uploadSent,
  }),
)

/**
 * Observes a request before it is carried out; the function that it returns gets the response and returns the events.
 */
export const observe = (route: Route, request: ApiRequest): ((response: JsonObject) => WebhookEvents) =>
  OBSERVERS.get(`${route.method} ${route.path}`)?.(request) ?? (() => [])
