/** Connects the examples: to the real API where the environment names a token and a page, else to a simulator. */
import { createSimulator, faults } from '@notion-fp/simulator'
import { type Context, configFromEnv, createContext } from 'notion-fp'

/** A connection, with what to do around the examples. */
export interface Connection {
  readonly ctx: Context
  /** The page below which everything is made. */
  readonly page_id: string
  /** Where that is, for a person. */
  readonly where: string
  /** Gives a data source a template, where that can be done: in Notion itself it is done by hand. */
  readonly addTemplate: (data_source_id: string) => Promise<void>
  /** Lets one request in four fail, or none, where that can be done: Notion itself fails when it likes. */
  readonly disturb: (on: boolean) => void
  /** Puts pages as the API returns them into a simulator, without requests; absent for Notion itself. */
  readonly load?: (pages: ReadonlyArray<object>) => Promise<void>
  readonly close: () => Promise<void>
}

const toNotion = (env: NodeJS.ProcessEnv, page_id: string): Connection => {
  const options = configFromEnv(env)
  if (options._tag === 'Left')
    throw new TypeError(options.left.map(({ field, allowed }) => `${field} must be ${allowed}`).join('; '))
  return {
    ctx: createContext(options.right),
    page_id,
    where: 'the real API of Notion',
    addTemplate: async () => undefined,
    disturb: () => undefined,
    close: async () => undefined,
  }
}

const HOME_ID = '0f0e0d0c-0b0a-4908-8706-050403020100'
const TEMPLATE_ID = '1f1e1d1c-1b1a-4918-9716-151413121110'

const titleOf = (content: string) => ({
  id: 'title',
  type: 'title',
  title: [{ type: 'text', text: { content, link: null }, plain_text: content }],
})

const home = {
  object: 'page',
  id: HOME_ID,
  parent: { type: 'workspace', workspace: true },
  properties: { title: titleOf('Home') },
}

const TROUBLE = [
  { ...faults.unavailable, chance: 0.1 },
  { ...faults.droppedConnection, chance: 0.1 },
  { ...faults.droppedAfterCommit, chance: 0.1 },
]

const toSimulator = async (): Promise<Connection> => {
  const simulator = createSimulator()
  await simulator.load([home])
  const { url, close } = await simulator.listen()
  return {
    ctx: createContext({
      auth: 'ntn_demo',
      baseUrl: url,
      logLevel: 'silent',
      // The simulator has no rate limit; with the pace that Notion allows, the examples would take minutes.
      rateLimit: { perMinute: 60_000 },
      // One request in four fails: of some hundred requests, one would fail five times in a row in every fifth run.
      retry: { attempts: 12, baseDelayMs: 200 },
    }),
    page_id: HOME_ID,
    where: `a simulated Notion at ${url}`,
    addTemplate: (data_source_id) =>
      simulator.load([
        {
          object: 'page',
          id: TEMPLATE_ID,
          is_template: true,
          parent: { type: 'data_source_id', data_source_id },
          properties: { Name: titleOf('Weekly review') },
        },
      ]),
    load: (pages) => simulator.load(pages),
    disturb: (on) => simulator.setConditions({ faults: on ? TROUBLE : [], seed: 5 }),
    close,
  }
}

/** Connects to the real API with `NOTION_TOKEN` and `NOTION_PAGE_ID`, or to a new simulator without them. */
export const connect = async (env: NodeJS.ProcessEnv): Promise<Connection> =>
  env.NOTION_TOKEN && env.NOTION_PAGE_ID ? toNotion(env, env.NOTION_PAGE_ID) : toSimulator()
