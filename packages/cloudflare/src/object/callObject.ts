/** Sends requests to a Durable Object. */
import type { ObjectNamespace } from '../platform.js'

/** The requests that an object handles. */
export type Route = 'turn' | 'read' | 'write'

/** The host is arbitrary: a request to an object never leaves Cloudflare. */
const BASE = 'https://notion-fp.invalid'
/** The maximum length of a response that is quoted in an error. */
const MAX_MESSAGE = 200

/** Sends a request to the object with a name. Rejects unless the response is successful. */
export const callObject = async (
  namespace: ObjectNamespace,
  name: string,
  route: Route,
  body: object,
): Promise<unknown> => {
  const object = namespace.get(namespace.idFromName(name))
  const response = await object.fetch(`${BASE}/${route}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok)
    throw new Error(
      `the Durable Object responded with ${response.status}: ${(await response.text()).slice(0, MAX_MESSAGE)}`,
    )
  return response.json()
}
