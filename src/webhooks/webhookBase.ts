/** What every event tells, and the references that events are made of. */
import type { Type } from 'io-ts'
import { list, nullable, number, string, struct } from '../core/schema/combinators.js'
import type { Word } from '../core/schema/variants.js'

/** Who caused an event, or who can see what it happened to. */
export interface WebhookActor {
  /** A UUID with dashes. */
  readonly id: string
  /** `bot` for a connection. */
  readonly type: Word<'person' | 'bot' | 'agent'>
}

/** What an event happened to. A database may be told of as the `block` that it is in its page. */
export interface WebhookEntity {
  /** What to read to see what became of it. */
  readonly id: string
  readonly type: Word<'page' | 'block' | 'database' | 'data_source' | 'view' | 'comment' | 'file_upload'>
}

/** Something that an event names besides, such as the parent of what it happened to. */
export interface WebhookReference {
  readonly id: string
  /** `space` is the workspace, `team` a teamspace. Absent from the parents of some rows. */
  readonly type?: Word<'page' | 'block' | 'database' | 'space' | 'team' | 'agent'>
  /** The data source that it is a row of. */
  readonly data_source_id?: string
}

/** What every event tells. */
export interface WebhookEventBase {
  /** The id of the event: one that comes again is delivered a second time. */
  readonly id: string
  /** When it happened, ISO 8601. Events may come in another order. */
  readonly timestamp: string
  /** The workspace that it happened in. */
  readonly workspace_id: string
  /** The name of that workspace; `null` or absent where it is not told. */
  readonly workspace_name?: string | null
  /** The subscription that is told of it. */
  readonly subscription_id: string
  /** The connection that the subscription belongs to. */
  readonly integration_id: string
  /** Who caused it, several where changes were put together; `null` or absent where that is not told. */
  readonly authors?: ReadonlyArray<WebhookActor> | null
  /** The people and bots of the connection that can see it; only for connections that several users authorised. */
  readonly accessible_by?: ReadonlyArray<WebhookActor> | null
  /** 1 for the first delivery, at most 8. */
  readonly attempt_number: number
  /** The version that the subscription asked for, whatever the version of the calls. */
  readonly api_version?: string | null
  /** What it happened to; only its id and type are told. */
  readonly entity: WebhookEntity
}

/** What most events tell of what they happened to. */
export interface WebhookParent {
  /** What it is in. */
  readonly parent: WebhookReference
}

/** Who caused an event. */
const WebhookActor: Type<WebhookActor> = struct<WebhookActor>({ id: string, type: string })

/** Something that an event names besides. */
export const WebhookReference: Type<WebhookReference> = struct<WebhookReference>(
  { id: string },
  { type: string, data_source_id: string },
)

/** What every event tells. */
export const WebhookEventBase: Type<WebhookEventBase> = struct<WebhookEventBase>(
  {
    id: string,
    timestamp: string,
    workspace_id: string,
    subscription_id: string,
    integration_id: string,
    attempt_number: number,
    entity: struct<WebhookEntity>({ id: string, type: string }),
  },
  {
    workspace_name: nullable(string),
    authors: nullable(list(WebhookActor)),
    accessible_by: nullable(list(WebhookActor)),
    api_version: nullable(string),
  },
)
