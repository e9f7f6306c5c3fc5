/** Notions on loopback, for commands in this process and in processes of their own. */
import type { Simulator } from '@notion-fp/simulator'

/** Those that listen, by their addresses. */
const listening = new Map<string, Simulator['fetch']>()

const addressOf = (request: Request | URL | string): string =>
  request instanceof Request ? request.url : String(request)

/** Starts a server: a command in this process does without it, and calls the Notion itself. */
export const listen = async (
  simulator: Simulator,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const { url, close } = await simulator.listen()
  listening.set(url, simulator.fetch)
  return {
    url,
    close: async () => {
      listening.delete(url)
      await close()
    },
  }
}

/**
 * What sends the requests of an environment: those to its Notion without a server in between, those to other hosts as usual. `undefined`
 * if the environment leads elsewhere.
 */
export const fetchTo = (env: Readonly<Record<string, string>> = {}): Simulator['fetch'] | undefined => {
  const url = env.NOTION_BASE_URL ?? ''
  const notion = listening.get(url)
  return notion && ((request, init) => (addressOf(request).startsWith(`${url}/`) ? notion : fetch)(request, init))
}
