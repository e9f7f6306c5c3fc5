/** The statuses of deliveries, for frameworks that ask for a status by its number. Nothing here runs. */
import type { Either } from 'fp-ts/Either'
import { type WebhookError, webhookStatus } from '../../src/webhooks/parseWebhook.js'

declare const parsed: Either<WebhookError, unknown>

/** As Hono and others declare it. */
declare const respond: (body: null, status: 200 | 400 | 401 | 403 | 404 | 500 | 503) => void

respond(null, webhookStatus(parsed))

// @ts-expect-error [ts2322] a delivery that is not an event gets a 400
const never: 200 | 401 | 500 = webhookStatus(parsed)
void never
