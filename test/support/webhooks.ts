/** Samples of webhook deliveries. */
import type { WebhookEvent } from '../../src/webhooks/webhookEvent.js'
import { anId } from './fixtures.js'

/** The fields of every delivery. */
const told = {
  id: anId(31),
  timestamp: '2026-03-11T10:00:00.000Z',
  workspace_id: anId(32),
  workspace_name: 'The workspace',
  subscription_id: anId(33),
  integration_id: anId(34),
  authors: [{ id: anId(2), type: 'person' }],
  attempt_number: 1,
  api_version: '2025-09-03',
} as const

const parent = { id: anId(9), type: 'page' } as const
const updated_blocks = [{ id: anId(5), type: 'block' }] as const
const updated_properties = [{ id: 'wX%7Bd', name: 'Stage', action: 'updated' }] as const

const pageEvents = ['created', 'deleted', 'undeleted', 'moved', 'locked', 'unlocked'] as const
const tableEvents = ['created', 'deleted', 'undeleted', 'moved'] as const
const tables = ['data_source', 'database'] as const

const page = { id: anId(1), type: 'page' } as const
const view = { id: anId(7), type: 'view' } as const
const comment = { id: anId(8), type: 'comment' } as const
const file_upload = { id: anId(6), type: 'file_upload' } as const

/** One delivery of every type that Notion documents. */
export const someEvents: ReadonlyArray<WebhookEvent> = [
  ...pageEvents.map((what) => ({ ...told, type: `page.${what}` as const, entity: page, data: { parent } })),
  { ...told, type: 'page.content_updated', entity: page, data: { parent, updated_blocks } },
  { ...told, type: 'page.properties_updated', entity: page, data: { parent, updated_properties: ['title', 'wX%7Bd'] } },
  {
    ...told,
    type: 'page.transcription_block.transcript_deleted',
    entity: page,
    data: { target: { id: anId(5), type: 'block' }, transcript_id: null },
  },
  ...tables.flatMap((table): ReadonlyArray<WebhookEvent> => {
    const entity = { id: anId(3), type: table }
    return [
      ...tableEvents.map((what) => ({ ...told, type: `${table}.${what}` as const, entity, data: { parent } })),
      { ...told, type: `${table}.content_updated`, entity, data: { parent, updated_blocks } },
      { ...told, type: `${table}.schema_updated`, entity, data: { parent, updated_properties } },
    ]
  }),
  ...(['created', 'updated', 'deleted'] as const).map((what) => ({
    ...told,
    type: `comment.${what}` as const,
    entity: comment,
    data: { parent, page_id: anId(9) },
  })),
  { ...told, type: 'view.created', entity: view, data: { parent, view_type: 'board' } },
  { ...told, type: 'view.updated', entity: view, data: { parent, updated_fields: ['filter', 'sorts'] } },
  { ...told, type: 'view.deleted', entity: view, data: { parent } },
  ...(['created', 'completed', 'expired'] as const).map((what) => ({
    ...told,
    type: `file_upload.${what}` as const,
    entity: file_upload,
  })),
  {
    ...told,
    type: 'file_upload.upload_failed',
    entity: file_upload,
    data: {
      file_import_result: {
        imported_time: '2026-03-11T10:00:00.000Z',
        type: 'error',
        error: { type: 'download_error', code: 'not_found', message: 'gone', parameter: null, status_code: 404 },
      },
    },
  },
]

/** One delivery, changed as a test needs it. */
export const anEvent = (over: Readonly<Record<string, unknown>> = {}): object => ({ ...someEvents[0], ...over })
