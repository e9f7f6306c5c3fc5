/**
 * The types of this library held against those of the official client, operation by operation. Nothing here runs. The
 * operations are listed in `operations.ts`, which is generated; where the official types are another thing on purpose, the tables below it say where and why.
 */
import type { Client } from '@notionhq/client'
import type * as Api from '@notionhq/client/build/src/api-endpoints.js'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../src/core/call/context.js'
import type { SessionStreamEvent } from '../../src/ops/sessions/sessionStream.js'
import type { StreamSessionParams } from '../../src/ops/sessions/streamSession.js'
import type { WebhookEvent } from '../../src/webhooks/webhookEvent.js'
import type { NotInOfficialTypes } from '../support/exempt.js'
import {
  type Difference,
  type Equal,
  holds,
  type Known,
  type NamesIn,
  none,
  type Official,
  type Whole,
} from './compare.js'
import type { Operations } from './operations.js'

/** Parameters of which the official type cannot be used, or says more than the API takes. */
export interface OtherParameters {
  /** It has objects without fields there; ours are filters and sorts. */
  readonly createView: 'filter' | 'sorts' | 'quick_filters'
  readonly updateView: 'filter' | 'sorts' | 'quick_filters'
  /** It nests filters without end; the API takes three levels. */
  readonly queryMeetingNotes: 'filter'
}

/** Parameters that the official client takes and drops silently. */
type UnnamedOnPurpose = 'updateDatabase.archived'

/** Reads whose answer it calls partial at times: a connection that may not read gets an error in place of a partial object. */
type NeverPartial = 'getBlock' | 'getBlockChildren' | 'getComment' | 'getDataSource' | 'getDatabase' | 'getPage'

/**
 * Where our answers are wider than the official ones, by the reason. A name is that of the object, followed by that of its
 * field: `page.archived?` may be missing or `null`, `icon.color` has another type, `rollup:incomplete` is an additional member.
 */
interface Wider {
  readonly 'Version 2026-03-11 does not have it.':
    | `${'page' | 'block' | 'data_source' | 'database' | 'file_upload'}.archived?`
    | 'block:transcription'
  readonly 'Recorded answers, or samples of the reference, leave it out.':
    | `${'page' | 'block' | 'database' | 'file_upload'}.in_trash?`
    | `page.${'is_archived' | 'is_locked' | 'public_url'}?`
    | `database.${'cover' | 'description' | 'icon' | 'is_inline' | 'is_locked' | 'public_url' | 'url'}?`
    | `data_source.${'cover' | 'created_by' | 'description' | 'is_inline' | 'public_url' | 'url'}?`
    | `file_upload.${'complete_url' | 'created_by' | 'upload_url'}?`
    | 'comment.display_name?'
    | 'paragraph.icon?'
    | 'file.name?'
    | 'options.description?'
    | 'properties.description?'
    | 'relation.data_source_id?'
    | 'parent.database_id?'
    | 'people.name?'
    | 'unsupported.block_type?'
    | 'synced_from.type?'
    | 'synced_from.block_id?'
    | 'icon.color?'
    | 'unique_id.prefix?'
  readonly 'The types promise it, and nothing is lost where it is missing or `null`.':
    | 'data_source.last_edited_by?'
    | 'custom_emoji.name?'
    | 'custom_emoji.url?'
    | 'createOAuthToken.refresh_token?'
    | 'person.email?'
    | `error.${'parameter' | 'status_code'}?`
    | 'target.id?'
    | 'metadata.model?'
    | 'session.trigger_type?'
    | 'view.dashboard_view_id?'
    | `configuration.${string}?`
    | `agent.${'created_time' | 'last_edited_time'}?`
  readonly 'One type stands for what the reference shows in several places, and the types part by place.':
    | `parent:${'agent_id' | 'block_id' | 'data_source_id' | 'page_id' | 'workspace'}`
    | `database_parent:${'agent_id' | 'data_source_id'}`
    | `${'created_by' | 'last_edited_by' | 'verified_by'}:${'bot' | 'person'}`
    | 'created_by:user'
    | 'user:bot'
    | 'people:group'
    | 'array:rollup'
    | 'content:file'
    | 'session_event.status'
    | `${'meeting_notes' | 'transcription'}.status`
    | `properties:${'button' | 'last_visited_time' | 'location' | 'place' | 'verification'}`
  readonly 'The types say for one agent, the default one, what each field holds, and of others which kinds a query gives.':
    | `agent.${'agent_type' | 'created_time' | 'credit_limit' | 'description' | 'id' | 'instructions_page_id'}`
    | `agent.${'last_edited_time' | 'last_run_at' | 'name' | 'pause_reason' | 'status'}`
    | 'agent.icon?'
    | 'agent_version:?'
    | 'agent_insights.agent_type'
  readonly 'Recorded answers leave it out at times.':
    | `${'created_by' | 'last_edited_by' | 'people' | 'user' | 'verified_by'}.${'avatar_url' | 'name'}?`
    | `${'multi_select' | 'options' | 'select' | 'status'}.id?`
    | 'date.time_zone?'
  readonly 'A token is given once: nothing beside it makes the answer fail.':
    | `createOAuthToken.${'bot_id' | 'duplicated_template_id' | 'owner' | 'token_type'}?`
    | `createOAuthToken.workspace_${'icon' | 'id' | 'name'}?`
    | `introspectOAuthToken.${'iat' | 'scope'}?`
    | `${'createOAuthToken' | 'introspectOAuthToken' | 'revokeOAuthToken'}.request_id?`
  readonly 'Queries leave it out.': `agent.${'has_unpublished_changes' | 'last_run_time' | 'version'}?`
  readonly 'The reference has it for rollups over many pages; the types have it for single properties alone.': 'rollup:incomplete'
  readonly 'The other end of a relation is told without its `type` at times, so that it does not tell the members apart.':
    | `relation.${'dual_property' | 'single_property' | 'type'}?`
    | 'relation.type'
  readonly 'One object, where the types part what is verified from what is not.': 'verification.state' | 'date:?'
  readonly 'With `allow_async` a task may come in place of the answer; a batch may be done at once.': 'async_task:async_task'
  readonly 'What a task failed with is an error of any code.':
    | `error.${'code' | 'status'}`
    | 'error.object?'
    | 'additional_data'
    | 'additional_data?'
  readonly 'JSON that is not checked.': 'result' | 'result?' | 'config' | 'config?'
  readonly 'A number: JSON has no enums of numbers.': `${'group_by' | 'stack_by' | 'sub_group_by' | 'x_axis'}.start_day_of_week`
  readonly 'A deleted view is returned in part; a complete one is accepted too.': `view:${'board' | 'calendar' | 'chart' | 'dashboard' | 'form' | 'gallery' | 'list' | 'map' | 'table' | 'timeline'}`
}

export type ParamsOf<Op> = Op extends (ctx: Context, params: infer P) => unknown ? P : never
type AnswerOf<Op> = Op extends (ctx: Context, params: never) => TaskEither<infer _Error, infer A> ? A : never
export type OfficialParams<Method> = Method extends (params: infer P) => unknown ? NonNullable<P> : never
type OfficialAnswer<Method> = Method extends (...args: never) => Promise<infer A> ? A : never

type Without<T, Names extends PropertyKey> = T extends unknown ? Omit<T, Names> : never

/** One result, where an answer is a list: the rest of it says nothing that could differ. */
type Item<A> = A extends { readonly results: ReadonlyArray<infer I> }
  ? I
  : A extends { readonly templates: ReadonlyArray<infer I> }
    ? I
    : A

/** Those of all operations that a test names. */
type Named<Names> = Extract<Names, keyof Operations>

// Whatever the parameters of the official client accept, ours accept.
type Refused = {
  [Op in keyof Operations]: Op extends keyof OtherParameters
    ? [Without<OfficialParams<Operations[Op][0]>, OtherParameters[Op]>] extends [
        Without<ParamsOf<Operations[Op][1]>, OtherParameters[Op]>,
      ]
      ? never
      : Op
    : [OfficialParams<Operations[Op][0]>] extends [ParamsOf<Operations[Op][1]>]
      ? never
      : Op
}[keyof Operations]
none<Named<Refused>>()

// And every field in them has a name in ours: an object that is written down is held to the names.
type Unnamed = {
  [Op in keyof Operations]: Exclude<
    NamesIn<
      Without<
        OfficialParams<Operations[Op][0]>,
        'auth' | (Op extends keyof OtherParameters ? OtherParameters[Op] : never)
      >
    >,
    NamesIn<ParamsOf<Operations[Op][1]>>
  > extends infer Name
    ? Name extends string
      ? `${Op}.${Name}`
      : never
    : never
}[keyof Operations]
holds<Equal<Unnamed, UnnamedOnPurpose>>()

// Whatever the official client says an answer may be, ours may be.
type Undecoded = {
  [Op in keyof Operations]: Op extends NeverPartial
    ? [Whole<Item<OfficialAnswer<Operations[Op][0]>>>] extends [Item<AnswerOf<Operations[Op][1]>>]
      ? never
      : Op
    : [OfficialAnswer<Operations[Op][0]>] extends [AnswerOf<Operations[Op][1]>]
      ? never
      : Op
}[keyof Operations]
none<Named<Undecoded>>()

type Start<A, Op> = A extends { readonly object: infer Name extends string } ? Name : Op
type Compared<Ours, Theirs, Op> = Ours extends unknown ? Difference<Ours, Theirs, Start<Ours, Op> & string> : never

/** Where an answer of ours is wider than the official one, by operation. */
type Differences = {
  [Op in keyof Operations]: Compared<
    Known<Item<AnswerOf<Operations[Op][1]>>>,
    Official<Item<OfficialAnswer<Operations[Op][0]>>>,
    Op
  >
}[keyof Operations]

// Our answers are assignable to the official ones, but for what is listed; and all that is listed is still so.
type Listed = Wider[keyof Wider]
type Stale<Name extends string> = Name extends unknown
  ? [Extract<Differences, Name>] extends [never]
    ? Name
    : never
  : never
none<Exclude<Differences, Listed | `${string}:${NotInOfficialTypes}`>>()
none<Stale<Listed>>()

// Whatever the official client says a webhook may be told, ours understands.
export const webhook = (
  official:
    | Api.CommentCreatedWebhookPayload
    | Api.CommentDeletedWebhookPayload
    | Api.CommentUpdatedWebhookPayload
    | Api.DataSourceContentUpdatedWebhookPayload
    | Api.DataSourceCreatedWebhookPayload
    | Api.DataSourceDeletedWebhookPayload
    | Api.DataSourceMovedWebhookPayload
    | Api.DataSourceSchemaUpdatedWebhookPayload
    | Api.DataSourceUndeletedWebhookPayload
    | Api.DatabaseContentUpdatedWebhookPayload
    | Api.DatabaseCreatedWebhookPayload
    | Api.DatabaseDeletedWebhookPayload
    | Api.DatabaseMovedWebhookPayload
    | Api.DatabaseSchemaUpdatedWebhookPayload
    | Api.DatabaseUndeletedWebhookPayload
    | Api.FileUploadCompletedWebhookPayload
    | Api.FileUploadCreatedWebhookPayload
    | Api.FileUploadExpiredWebhookPayload
    | Api.FileUploadUploadFailedWebhookPayload
    | Api.PageContentUpdatedWebhookPayload
    | Api.PageCreatedWebhookPayload
    | Api.PageDeletedWebhookPayload
    | Api.PageLockedWebhookPayload
    | Api.PageMovedWebhookPayload
    | Api.PagePropertiesUpdatedWebhookPayload
    | Api.PageTranscriptionBlockTranscriptDeletedWebhookPayload
    | Api.PageUndeletedWebhookPayload
    | Api.PageUnlockedWebhookPayload
    | Api.ViewCreatedWebhookPayload
    | Api.ViewDeletedWebhookPayload
    | Api.ViewUpdatedWebhookPayload,
): WebhookEvent => official

// The stream of a session is no promise there, and no task here.
type StreamMethod = Client['sessions']['stream']
export const stream = (official: OfficialParams<StreamMethod>): StreamSessionParams => official
type Streamed = ReturnType<StreamMethod> extends AsyncIterable<infer E> ? E : never
// A stream that Notion closes is opened anew, and a failure is a `Left`.
export const streamed = (
  official: Exclude<Streamed, { readonly type: 'stream.timeout' | 'stream.error' }>,
): SessionStreamEvent => official
