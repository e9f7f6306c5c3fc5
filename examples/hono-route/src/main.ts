/** Serves the routes with Node: for your workspace with `NOTION_TOKEN`, otherwise for a small Notion in this process. */
import { serve } from '@hono/node-server'
import { createSimulator } from '@notion-fp/simulator'
import { createContext, toPromise, updatePage } from 'notion-fp'
import { title } from 'notion-fp/props'
import { createApp, type Verification } from './app.js'

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'

/** Keeps it in memory; a service keeps it with its other secrets. */
const verificationOf = (given: string | undefined, onReceived: (token: string) => void): Verification => {
  let token = given
  return {
    get: () => token,
    set: (received) => {
      token = received
      onReceived(received)
    },
  }
}

const listen = (fetch: (request: Request) => Response | Promise<Response>): Promise<string> =>
  new Promise((resolve) => {
    const port = Number(process.env.PORT ?? 3000)
    serve({ fetch, port, hostname: '127.0.0.1' }, (info) => resolve(`http://127.0.0.1:${info.port}`))
  })

/** Visits a page, edits it in Notion, and visits it again, with the number of requests that Notion has received each time. */
const tour = async (): Promise<void> => {
  const simulator = createSimulator()
  await simulator.load({ pages: [{ id: HOME, title: 'Home', markdown: '## Today\n- Water the **tomatoes**' }] })
  const ctx = createContext({ auth: 'ntn_any', fetch: simulator.fetch })
  const url = await listen(
    createApp(
      ctx,
      verificationOf(undefined, () => undefined),
    ).fetch,
  )
  await simulator.subscribe({ url: `${url}/webhook` })

  const visit = async (what: string): Promise<void> => {
    const before = simulator.journal.length
    const page = await (await fetch(`${url}/pages/${HOME}`)).text()
    const [, heading] = /<h1>(.*)<\/h1>/.exec(page) ?? []
    console.log(`${what}: “${heading}”; requests to Notion: ${simulator.journal.length - before}`)
  }
  await visit('The first visit')
  await visit('The second visit')
  // Another program, which shares nothing with this server.
  const editor = createContext({ auth: 'ntn_any', fetch: simulator.fetch })
  await toPromise(updatePage(editor, { page_id: HOME, properties: { title: title('Home, sweet home') } }))
  await simulator.settled()
  await visit('After an edit in Notion, which a webhook told of')
  console.log(`Open ${url}/pages/${HOME}`)
}

const auth = process.env.NOTION_TOKEN
if (auth) {
  const verification = verificationOf(process.env.VERIFICATION_TOKEN, (token) =>
    console.log('Paste this into the settings of the webhook, and start with it as VERIFICATION_TOKEN:', token),
  )
  const url = await listen(createApp(createContext({ auth }), verification).fetch)
  console.log(`Open ${url}/pages/ID with the id of a page; Notion's webhooks go to /webhook`)
} else await tour()
