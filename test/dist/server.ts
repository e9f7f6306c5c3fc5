/**
 * The least of a Notion that calls need, on loopback: one page, routes that say what they were sent, routes that fail, and a place
 * where a browser leaves what it found.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const ID = '00000000-0000-4000-8000-000000000001'
const USER = { object: 'user', id: '00000000-0000-4000-8000-000000000002' }

const page = {
  object: 'page',
  id: ID,
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  created_by: USER,
  last_edited_by: USER,
  in_trash: false,
  url: 'https://www.notion.so/A-page-00000000000040008000000000000001',
  public_url: null,
  parent: { type: 'workspace', workspace: true },
  properties: { Estimate: { id: 'e', type: 'number', number: 3 } },
  icon: null,
  cover: null,
}

const notFound = { object: 'error', status: 404, code: 'object_not_found', message: 'no such page', request_id: ID }

/** A server with its address, and a promise of what the next browser leaves. */
export interface Served {
  readonly address: string
  /** Serves a script on a page of its own, and gives what the script posts to `/found`. */
  readonly runOnPage: (script: string) => { readonly address: string; readonly found: Promise<string> }
  readonly close: () => void
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Array<Buffer> = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type }).end(body)
}

/** What a request held, so that its sender can tell whether it arrived as it was meant. */
const echo = async (request: IncomingMessage): Promise<string> => {
  const type = request.headers['content-type']?.split(';')[0] ?? ''
  return JSON.stringify({ method: request.method, type, body: await textOf(request) })
}

/** What a form held: its parts are told apart by the boundary that the content type names. */
const formIn = async (request: IncomingMessage): Promise<string> => {
  const [, boundary = ''] = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '') ?? []
  const text = await textOf(request)
  const parts = boundary === '' ? 0 : text.split(`--${boundary}`).length - 2
  return JSON.stringify({ parts, text: text.includes('Zeile ä'), name: text.includes('filename="a.txt"') })
}

/** Answers a call of the package. */
const answerCall = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { url, headers } = request
  const json = (status: number, body: string): void => answer(response, status, 'application/json', body)
  if (headers.authorization !== 'Bearer ntn_packed' || !headers['notion-version']) return json(401, '{}')
  if (url === '/v1/echo') return json(200, await echo(request))
  if (url === '/v1/form') return json(200, await formIn(request))
  if (url === '/v1/broken') return void request.socket.destroy()
  // Its sender gives up.
  if (url === '/v1/silent') return
  const found = request.method === 'GET' && url === `/v1/pages/${ID}`
  json(found ? 200 : 404, JSON.stringify(found ? page : notFound))
}

/** Starts the server on a free port of loopback. */
export const serve = async (): Promise<Served> => {
  let script = ''
  let leave: (found: string) => void = () => undefined
  const server = createServer(async (request, response) => {
    if (request.url === '/page')
      return answer(response, 200, 'text/html', '<!doctype html><script type="module" src="/script"></script>')
    if (request.url === '/script') return answer(response, 200, 'text/javascript; charset=utf-8', script)
    if (request.url === '/found') {
      leave(await textOf(request))
      return answer(response, 200, 'text/plain', '')
    }
    await answerCall(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`
  return {
    address,
    runOnPage: (source) => {
      script = source
      const found = new Promise<string>((resolve) => {
        leave = resolve
      })
      return { address: `${address}/page`, found }
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
