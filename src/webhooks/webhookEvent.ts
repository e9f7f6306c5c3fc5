/** Webhook events: they name what changed, without its content. */
import type { Type } from 'io-ts'
import {
  anyObject,
  anything,
  list,
  nullable,
  string,
  struct,
  type Unchecked,
  type UnknownType,
} from '../core/schema/combinators.js'
import { variants, type Word } from '../core/schema/variants.js'
import { FileImportResult } from '../ops/file_uploads/fileUpload.js'
import { WebhookEventBase, type WebhookParent, WebhookReference } from './webhookBase.js'

/** A page, data source, database or view was created, deleted, restored, moved, locked or unlocked. */
export interface WebhookObjectEvent extends WebhookEventBase {
  readonly type:
    | `page.${'created' | 'deleted' | 'undeleted' | 'moved' | 'locked' | 'unlocked'}`
    | `data_source.${'created' | 'deleted' | 'undeleted' | 'moved'}`
    | `database.${'created' | 'deleted' | 'undeleted' | 'moved'}`
    | 'view.deleted'
  readonly data: WebhookParent
}

/** Blocks of a page, or rows of a data source, were changed; several changes are aggregated into one event. */
export interface WebhookContentEvent extends WebhookEventBase {
  /** `database.content_updated` is sent by versions before 2025-09-03. */
  readonly type: `${'page' | 'data_source' | 'database'}.content_updated`
  readonly data: WebhookParent & {
    /** The changed blocks or rows, only by id; `null` or absent if they are not available. */
    readonly updated_blocks?: ReadonlyArray<WebhookReference> | null
  }
}

/** Property values of a page were changed; several changes are aggregated into one event. */
export interface WebhookPropertiesEvent extends WebhookEventBase {
  readonly type: 'page.properties_updated'
  readonly data: WebhookParent & {
    /** The ids of the properties, URL-encoded. */
    readonly updated_properties: ReadonlyArray<string>
  }
}

/** A change of one property of a schema. */
export interface WebhookSchemaChange {
  /** The id of the property. */
  readonly id: string
  /** `null` if it is not available. */
  readonly name: string | null
  readonly action: Word<'created' | 'updated' | 'deleted'>
}

/** The schema of a data source was changed. */
export interface WebhookSchemaEvent extends WebhookEventBase {
  /** `database.schema_updated` is sent by versions before 2025-09-03. */
  readonly type: `${'data_source' | 'database'}.schema_updated`
  /** The changed properties. */
  readonly data: WebhookParent & { readonly updated_properties?: ReadonlyArray<WebhookSchemaChange> }
}

/** The transcript of a meeting was deleted from a page. */
export interface WebhookTranscriptEvent extends WebhookEventBase {
  readonly type: 'page.transcription_block.transcript_deleted'
  readonly data: {
    /** The block that contained it. */
    readonly target: WebhookReference
    /** `null` if it is not available. */
    readonly transcript_id: string | null
  }
}

/** A comment was created, updated or deleted. */
export interface WebhookCommentEvent extends WebhookEventBase {
  readonly type: `comment.${'created' | 'updated' | 'deleted'}`
  readonly data: WebhookParent & {
    /** The page of the comment, or of the block it is on; `null` or absent if it is not available. */
    readonly page_id?: string | null
  }
}

/** A view was created. */
export interface WebhookViewCreatedEvent extends WebhookEventBase {
  readonly type: 'view.created'
  /** The database of the view, and the type of the view, such as `board`. */
  readonly data: WebhookParent & { readonly view_type: string }
}

/** A view was updated. */
export interface WebhookViewUpdatedEvent extends WebhookEventBase {
  readonly type: 'view.updated'
  readonly data: WebhookParent & {
    readonly updated_fields: ReadonlyArray<Word<'name' | 'filter' | 'sorts' | 'configuration'>>
  }
}

/** A file upload was created, completed or expired. */
export interface WebhookFileUploadEvent extends WebhookEventBase {
  readonly type: `file_upload.${'created' | 'completed' | 'expired'}`
  /** Notion sends no documented data. */
  readonly data?: unknown
}

/** Notion could not import a file from its URL. */
export interface WebhookFileUploadFailedEvent extends WebhookEventBase {
  readonly type: 'file_upload.upload_failed'
  /** The reason and the time of the failure. */
  readonly data: { readonly file_import_result: FileImportResult }
}

/**
 * An event of an unknown type, or one that does not match its type. Only its type is checked; everything else is as
 * Notion sent it.
 */
export interface UnknownWebhookEvent extends Unchecked<WebhookEventBase> {
  readonly type: UnknownType
  readonly data?: unknown
}

/**
 * A webhook event: a change in a workspace.
 *
 * @see https://developers.notion.com/reference/webhooks-events-delivery
 */
export type WebhookEvent =
  | WebhookObjectEvent
  | WebhookContentEvent
  | WebhookPropertiesEvent
  | WebhookSchemaEvent
  | WebhookTranscriptEvent
  | WebhookCommentEvent
  | WebhookViewCreatedEvent
  | WebhookViewUpdatedEvent
  | WebhookFileUploadEvent
  | WebhookFileUploadFailedEvent
  | UnknownWebhookEvent

const happened = struct<{ readonly data: WebhookParent }>({
  data: struct<WebhookParent>({ parent: WebhookReference }),
})

const content = struct<Pick<WebhookContentEvent, 'data'>>({
  data: struct<WebhookContentEvent['data']>(
    { parent: WebhookReference },
    { updated_blocks: nullable(list(WebhookReference)) },
  ),
})

const schema = struct<Pick<WebhookSchemaEvent, 'data'>>({
  data: struct<WebhookSchemaEvent['data']>(
    { parent: WebhookReference },
    {
      updated_properties: list(struct<WebhookSchemaChange>({ id: string, name: nullable(string), action: string })),
    },
  ),
})

const comment = struct<Pick<WebhookCommentEvent, 'data'>>({
  data: struct<WebhookCommentEvent['data']>({ parent: WebhookReference }, { page_id: nullable(string) }),
})

const upload = struct<Pick<WebhookFileUploadEvent, 'data'>>({}, { data: anything })

/** A webhook event: a change in a workspace. */
export const WebhookEvent: Type<WebhookEvent> = variants<WebhookEvent, 'type', WebhookEventBase>(
  'type',
  {
    'page.created': happened,
    'page.deleted': happened,
    'page.undeleted': happened,
    'page.moved': happened,
    'page.locked': happened,
    'page.unlocked': happened,
    'page.content_updated': content,
    'page.properties_updated': struct<Pick<WebhookPropertiesEvent, 'data'>>({
      data: struct<WebhookPropertiesEvent['data']>({ parent: WebhookReference, updated_properties: list(string) }),
    }),
    'page.transcription_block.transcript_deleted': struct<Pick<WebhookTranscriptEvent, 'data'>>({
      data: struct<WebhookTranscriptEvent['data']>({ target: WebhookReference, transcript_id: nullable(string) }),
    }),
    'data_source.created': happened,
    'data_source.deleted': happened,
    'data_source.undeleted': happened,
    'data_source.moved': happened,
    'data_source.content_updated': content,
    'data_source.schema_updated': schema,
    'database.created': happened,
    'database.deleted': happened,
    'database.undeleted': happened,
    'database.moved': happened,
    'database.content_updated': content,
    'database.schema_updated': schema,
    'comment.created': comment,
    'comment.updated': comment,
    'comment.deleted': comment,
    'view.created': struct<Pick<WebhookViewCreatedEvent, 'data'>>({
      data: struct<WebhookViewCreatedEvent['data']>({ parent: WebhookReference, view_type: string }),
    }),
    'view.updated': struct<Pick<WebhookViewUpdatedEvent, 'data'>>({
      data: struct<WebhookViewUpdatedEvent['data']>({ parent: WebhookReference, updated_fields: list(string) }),
    }),
    'view.deleted': happened,
    'file_upload.created': upload,
    'file_upload.completed': upload,
    'file_upload.expired': upload,
    'file_upload.upload_failed': struct<Pick<WebhookFileUploadFailedEvent, 'data'>>({
      data: struct<WebhookFileUploadFailedEvent['data']>({ file_import_result: FileImportResult }),
    }),
  },
  WebhookEventBase,
  anyObject,
)
