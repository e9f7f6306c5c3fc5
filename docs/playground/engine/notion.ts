/** The Notion that a program talks to: a simulator, with a record of the requests. */
import { type ConditionsOptions, createSimulator, type Fault, faults, type Simulator } from '@notion-fp/simulator'
import { FAULT_CHANCE, type FaultKind, type PlaygroundConditions, type SentRequest } from './messages'
import { seed as workspaceSeed } from './seed'

/** The token by which the page itself looks at the workspace: its requests are not recorded, and meet no conditions. */
export const OWN_TOKEN = 'ntn_playground_itself'

/** More of a body is not shown. */
const MAX_SHOWN = 20_000

/** The faults of each kind, each with its probability. */
const FAULTS: { readonly [kind in FaultKind]: ReadonlyArray<Fault> } = {
  none: [],
  unavailable: [{ ...faults.unavailable, chance: FAULT_CHANCE }],
  dropped: [{ ...faults.droppedConnection, chance: FAULT_CHANCE }],
  lost: [{ ...faults.droppedAfterCommit, chance: FAULT_CHANCE }],
  mixed: [
    { ...faults.unavailable, chance: FAULT_CHANCE / 3 },
    { ...faults.droppedConnection, chance: FAULT_CHANCE / 3 },
    { ...faults.droppedAfterCommit, chance: FAULT_CHANCE / 3 },
  ],
}

const isOfProgram = ({ token }: { readonly token: string | undefined }): boolean => token !== OWN_TOKEN

/** The conditions as the simulator takes them. The page's own requests meet none. */
export const conditionsOf = ({ faults, latencyMs, rateLimit, seed }: PlaygroundConditions): ConditionsOptions => ({
  faults: FAULTS[faults].map((fault) => ({ ...fault, match: isOfProgram })),
  latency: (request) => (isOfProgram(request) ? latencyMs : 0),
  rateLimit,
  seed,
})

/** A Notion in memory, and the `fetch` by which a program reaches it. */
export interface Notion {
  readonly simulator: Simulator
  readonly fetch: typeof globalThis.fetch
}

const shown = (text: string): string =>
  text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}\n… ${text.length - MAX_SHOWN} more characters` : text

/** JSON in lines; other texts as they are, and what is not a text by its size. */
const bodyOf = async (message: Request | Response): Promise<string | undefined> => {
  const type = message.headers.get('content-type') ?? ''
  const bytes = await message.arrayBuffer()
  if (bytes.byteLength === 0) return undefined
  if (!/json|text|html/.test(type)) return `${bytes.byteLength} bytes`
  const text = new TextDecoder().decode(bytes)
  try {
    return shown(JSON.stringify(JSON.parse(text), null, 2))
  } catch {
    return shown(text)
  }
}

/** Counts the attempts at the same request: a failed one is followed by the next. */
const countAttempts = () => {
  const failed = new Map<string, number>()
  return (key: string, isFailure: boolean): number => {
    const attempt = (failed.get(key) ?? 0) + 1
    if (isFailure) failed.set(key, attempt)
    else failed.delete(key)
    return attempt
  }
}

const isFailure = (status: number): boolean => status === 0 || status === 429 || status >= 500

/** Creates a Notion with the workspace of the playground. */
export const createNotion = async (
  conditions: PlaygroundConditions,
  onRequest: (request: SentRequest) => void,
): Promise<Notion> => {
  const simulator = createSimulator()
  await simulator.load(workspaceSeed())
  simulator.setConditions(conditionsOf(conditions))
  const startedAt = performance.now()
  const attemptOf = countAttempts()
  let count = 0
  return {
    simulator,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname, search } = new URL(request.url)
      const { method } = request
      const sentBody = request.clone()
      const at = performance.now() - startedAt
      const number = ++count
      const record = async (response: Response | undefined): Promise<void> => {
        const requestBody = await bodyOf(sentBody)
        const status = response?.status ?? 0
        const took = performance.now() - startedAt - at
        const path = pathname + search
        const attempt = attemptOf(`${method} ${path} ${requestBody}`, isFailure(status))
        const responseBody = response && (await bodyOf(response.clone()).catch(() => 'The connection broke midway.'))
        onRequest({ number, method, path, status, attempt, at, took, requestBody, responseBody })
      }
      try {
        const response = await simulator.fetch(request)
        await record(response)
        return response
      } catch (error) {
        await record(undefined)
        throw error
      }
    },
  }
}
