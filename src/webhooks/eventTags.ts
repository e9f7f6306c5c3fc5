import {
  allRowsTag,
  childrenTag,
  EVERYTHING,
  objectTag,
  relatedTag,
  rowsTag,
  type Tag,
  treeTag,
} from '../core/call/tag.js'
import { isRecord, type JsonObject } from '../core/internal/json.js'
import { tryTo } from '../core/internal/orUndefined.js'
import type { WebhookHandshake } from './parseWebhook.js'
import type { WebhookEvent } from './webhookEvent.js'

/** Every page, block, database, data source and row. */
const CONTENT: ReadonlyArray<Tag> = [treeTag, allRowsTag, relatedTag]

/** Kinds of objects that are never cached. */
const UNCACHED: ReadonlyArray<string> = ['comment', 'view', 'file_upload']

const NO_FIELDS: JsonObject = {}

const fieldsOf = (value: unknown): JsonObject => (isRecord(value) ? value : NO_FIELDS)

const withChildren = (id: string): ReadonlyArray<Tag> => [objectTag(id), childrenTag(id)]

/** The lists that contain an object: the children of a page or block, or the rows of a data source. */
const parentTags = (parent: unknown): ReadonlyArray<Tag> => {
  const { id, type, data_source_id } = fieldsOf(parent)
  // A written value may have created a new option in the schema.
  if (typeof data_source_id === 'string') return [rowsTag(data_source_id), objectTag(data_source_id)]
  if ((type === 'page' || type === 'block') && typeof id === 'string') return withChildren(id)
  return type === 'space' || type === 'team' || type === 'agent' ? [] : [treeTag, allRowsTag]
}

/** The rows that an event names. */
const rowTags = (blocks: unknown): ReadonlyArray<Tag> =>
  Array.isArray(blocks) ? blocks.map(fieldsOf).flatMap(({ id }) => (typeof id === 'string' ? [objectTag(id)] : [])) : []

/** What an event invalidates besides its entity. */
const dataTags = (type: string, id: string, { parent, updated_blocks }: JsonObject): ReadonlyArray<Tag> => {
  switch (type) {
    case 'page.created':
    case 'page.properties_updated':
      return [...parentTags(parent), relatedTag]
    case 'page.locked':
    case 'page.unlocked':
      return []
    case 'data_source.content_updated':
      return [rowsTag(id), relatedTag, ...rowTags(updated_blocks)]
    default:
      // Nested content is affected too, and the event does not tell where the content changed.
      return CONTENT
  }
}

const tagsOf = (event: unknown): ReadonlyArray<Tag> => {
  const { type, entity, data } = fieldsOf(event)
  if (typeof type !== 'string') return []
  const known = type.replace(/^unknown:/, '')
  const [kind = ''] = known.split('.')
  const { id } = fieldsOf(entity)
  if (UNCACHED.includes(kind)) return []
  return typeof id === 'string' && ['page', 'database', 'data_source'].includes(kind)
    ? [...withChildren(id), ...dataTags(known, id, fieldsOf(data))]
    : [EVERYTHING]
}

/**
 * The cache tags to invalidate after an event, for `invalidate`.
 *
 * If an event does not say what exactly changed, more is invalidated than necessary. A damaged or unknown event never
 * invalidates too little.
 *
 * @param event An event, or a handshake, which invalidates nothing.
 * @returns The tags of everything that the event may have changed.
 * @see https://developers.notion.com/reference/webhooks-events-delivery
 * @example
 * import { type Context, eventTags, invalidate, type WebhookEvent } from 'notion-fp'
 *
 * const update = (ctx: Context, event: WebhookEvent): Promise<void> => invalidate(ctx, eventTags(event))
 */
export const eventTags = (event: WebhookEvent | WebhookHandshake): ReadonlyArray<Tag> =>
  tryTo(() => tagsOf(event), [EVERYTHING])
