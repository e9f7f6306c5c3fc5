/** Sends webhooks to a receiver. A redirect is not followed: it could lead to another machine. */
import type { JsonObject } from '../domain/values/json.js'
import { signPayload } from './signPayload.js'

/** How long a receiver may take to respond, in milliseconds. */
const TIMEOUT = 10_000

/** Sends a signed payload; false when the receiver cannot be reached or does not accept it. */
export const sendPayload = async (url: string, content: JsonObject, token: string): Promise<boolean> => {
  const body = JSON.stringify(content)
  const headers = { 'content-type': 'application/json', 'x-notion-signature': await signPayload(body, token) }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
