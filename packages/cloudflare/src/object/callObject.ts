/** Calls a Durable Object. */
import type { ObjectNamespace } from '../platform.js'

/** The routes of an object. */
export type Route = 'turn' | 'read' | 'write'

/** The address has no meaning: what is sent to an object never leaves Cloudflare. */
const BASE = 'https://notion-fp.invalid'
const MAX_MESSAGE = 200

/** Calls the object with a name. Rejects if it does not answer with success. */
export const callObject = async (
  namespace: ObjectNamespace,
  name: string,
  route: Route,
  body: object,
): Promise<unknown> => {
  const object = namespace.get(namespace.idFromName(name))
  const response = await object.fetch(`${BASE}/${route}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok)
    throw new Error(`the Durable Object answers ${response.status}: ${(await response.text()).slice(0, MAX_MESSAGE)}`)
  return response.json()
}
