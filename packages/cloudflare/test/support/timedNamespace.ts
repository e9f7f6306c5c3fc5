/** A binding whose objects have the time of a clock. */
import type { ObjectNamespace } from '../../src/platform.js'

/**
 * A binding whose questions tell the objects the time: `TimedObject` takes it from there.
 *
 * @param counted Runs a question; by default, it only runs it.
 */
export const timedNamespace = (
  namespace: ObjectNamespace,
  now: () => number,
  counted: <A>(call: () => Promise<A>) => Promise<A> = (call) => call(),
): ObjectNamespace => ({
  idFromName: (name) => namespace.idFromName(name),
  get: (id) => ({
    fetch: (url, options) =>
      counted(async () => {
        const response = await namespace.get(id).fetch(url, { ...options, ...{ headers: { now: `${now()}` } } })
        const text = await response.text()
        return { ok: response.ok, status: response.status, text: async () => text, json: async () => JSON.parse(text) }
      }),
  }),
})
