/** Which events each endpoint causes. */
import { asArray, asObject, asString, type JsonObject } from '../domain/values/json.js'
import type { ApiRequest, Route } from '../http/route.js'
import { appended, blockChanged, pageCreated, pageUpdated, rewritten } from './contentObservers.js'
import { contentUpdated, nodeEvent, pageAbove, parentIn } from './nodeEvents.js'
import { after, changed, nodeAt, type Observer, type WebhookEvents } from './observer.js'
import { uploadCreated, uploadSent } from './uploadEvents.js'

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
    const createdId = request.body.create_database === undefined ? undefined : asObject(response.parent).database_id
    const database = nodeAt(request.workspace, createdId)
    return [
      ...(database === undefined ? [] : [nodeEvent(request.workspace, database, 'created')]),
      ...eventsOf(response),
    ]
  }
}

const FIELDS = ['name', 'filter', 'sorts', 'configuration']

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
