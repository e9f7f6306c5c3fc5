/** Finds the pages that webhook events concern. */

import { idIn } from '../../core/input/id.js'
import { isRecord } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import type { WebhookHandshake } from '../../webhooks/parseWebhook.js'
import type { WebhookEvent } from '../../webhooks/webhookEvent.js'

/** Comments, views and uploads are not part of a row. */
const APART = /^(?:unknown:)?(?:comment|view|file_upload)\./

/** Events of a page whose `updated_blocks` are rows. */
const ROWS = /^(?:unknown:)?(?:data_source|database)\./

const pageIdIn = (reference: unknown): ReadonlyArray<string> => {
  const type = field(reference, 'type')
  const id = type === undefined || type === 'page' ? idIn(field(reference, 'id'), '/') : undefined
  return id === undefined ? [] : [id]
}

const idsIn = (event: unknown): ReadonlyArray<string> => {
  const type = field(event, 'type')
  if (!isRecord(event) || typeof type !== 'string' || APART.test(type)) return []
  const entity = field(event.entity, 'type') === 'page' ? pageIdIn(event.entity) : []
  const rows = ROWS.test(type) ? field(event.data, 'updated_blocks') : undefined
  return [...entity, ...(Array.isArray(rows) ? rows.flatMap(pageIdIn) : [])]
}

/**
 * The ids of the pages to read after webhook events, for `readDirty`: each once. It sends nothing.
 *
 * Events are hints: they can be lost, and those of a data source do not always name its rows. So run `changes` and `reconcile` regularly as
 * well. Comments, views and file uploads concern no page.
 *
 * @param events An event, or several. Invalid ones are ignored.
 * @see https://developers.notion.com/reference/webhooks-events-delivery
 * @example
 * import type { WebhookEvent } from 'notion-fp'
 * import { dirtyPages } from 'notion-fp/changes'
 *
 * const toRead = (event: WebhookEvent): ReadonlySet<string> => new Set(dirtyPages(event))
 */
export const dirtyPages = (
  events: WebhookEvent | WebhookHandshake | ReadonlyArray<WebhookEvent | WebhookHandshake>,
): ReadonlyArray<string> => {
  const list: ReadonlyArray<unknown> = Array.isArray(events) ? events : [events]
  return [...new Set(list.flatMap((event) => tryTo(() => idsIn(event), [])))]
}
