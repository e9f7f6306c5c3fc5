/** The payloads of webhooks. They name what has changed, and do not contain it. */
import { spaceOf, type Workspace } from '../domain/state/workspace.js'
import { asObject, isObject, type JsonObject } from '../domain/values/json.js'
import type { WebhookEvent } from './nodeEvents.js'
import type { WebhookVersion } from './version.js'

/**
 * A payload in an unusual shape that Notion has sent: without the type of the parent, without authors, and with nulls.
 */
const oddPayload = ({ authors: _, data, ...rest }: JsonObject): JsonObject => {
  const { parent, updated_blocks: __, page_id: page, ...others } = asObject(data)
  const { type: ___, ...bareParent } = asObject(parent)
  return {
    ...rest,
    workspace_name: null,
    data:
      data === undefined
        ? null
        : {
            ...others,
            ...(isObject(parent) ? { parent: bareParent } : {}),
            ...(page === undefined ? {} : { page_id: null }),
          },
  }
}

/** The payload of an event for a subscription, in a version. */
export const payloadOf = (
  workspace: Workspace,
  subscriptionId: string,
  version: WebhookVersion,
  { type, entity, data, odd }: WebhookEvent,
): JsonObject => {
  const space = spaceOf(workspace)
  const payload: JsonObject = {
    id: workspace.newId(),
    timestamp: new Date(workspace.now()).toISOString(),
    workspace_id: space.id,
    workspace_name: space.name,
    subscription_id: subscriptionId,
    integration_id: workspace.botId,
    authors: [{ id: workspace.botId, type: 'bot' }],
    api_version: version,
    type,
    entity: { ...entity },
    ...(data === undefined ? {} : { data }),
  }
  return odd === true ? oddPayload(payload) : payload
}
