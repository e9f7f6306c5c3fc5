/** `notion-fp webhook listen`: receives the events of a webhook, checks their signatures, prints and forwards them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { parseWebhook, type WebhookEvent, webhookStatus } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from '../session/session.js'
import { noTokenFile, readTokenFile } from '../session/token.js'

/** Notion's events are small. */
const MAX_BYTES = 5_000_000

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Array<Buffer> = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BYTES) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

const forward = async (url: string, request: IncomingMessage, body: Buffer): Promise<number> => {
  try {
    const signature = request.headers['x-notion-signature']
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': request.headers['content-type'] ?? 'application/json',
        ...(typeof signature === 'string' && { 'x-notion-signature': signature }),
      },
      body: new Uint8Array(body),
    })
    return response.status
  } catch {
    // Notion sends the event again later.
    return 502
  }
}

const printEvent = (session: Session, event: WebhookEvent, json: boolean): Promise<boolean> => {
  const { out } = session.terminal
  if (json || !out.isTerminal) return out.write(`${JSON.stringify(event)}\n`)
  const entity: unknown = Reflect.get(event, 'entity')
  const id: unknown = typeof entity === 'object' && entity !== null ? Reflect.get(entity, 'id') : ''
  return out.write(`${String(Reflect.get(event, 'timestamp') ?? '')}  ${event.type}  ${String(id)}\n`)
}

const handle = async (
  session: Session,
  secret: string | undefined,
  target: string | undefined,
  json: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const end = (status: number): void => {
    response.writeHead(status).end()
  }
  if (request.method !== 'POST') return end(405)
  const body = await readBody(request)
  if (body === undefined) return end(413)
  const signature = request.headers['x-notion-signature']
  const parsed = await parseWebhook({
    body: new Uint8Array(body),
    signature: typeof signature === 'string' ? signature : null,
    verification_token: secret,
  })()
  if (parsed._tag === 'Left') {
    await session.note(`refused: ${parsed.left.message}`)
    return end(webhookStatus(parsed))
  }
  if (parsed.right.type === undefined) {
    await session.note(
      `Paste this into the settings of the webhook, and start again with it in NOTION_WEBHOOK_TOKEN: ${parsed.right.verification_token}`,
    )
    return end(200)
  }
  await printEvent(session, parsed.right, json)
  end(target === undefined ? 200 : await forward(target, request, body))
}

const listening = (server: Server, port: number, host: string): Promise<Result<number>> =>
  new Promise((resolve) => {
    server.once('error', (error) => resolve(fail(localError(`Cannot listen on ${host}:${port}: ${messageOf(error)}`))))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(ok(typeof address === 'object' && address ? address.port : port))
    })
  })

/** How to give the verification token, which is not that of the API. */
const HOW = 'Write the verification token of the webhook into it, or leave --secret-file out.'

export const webhookListen = defineCommand({
  details: [
    'Notion must be able to reach the address: use a tunnel. Events with a wrong signature are rejected.',
    'The verification token, which signatures are checked with, is read from the file of --secret-file or from NOTION_WEBHOOK_TOKEN. Without one, only the first delivery of a new webhook, which contains the token, is accepted.',
  ],
  args: [],
  options: {
    port: { type: 'string', value: 'number', help: 'The port; default 3000, 0 for any' },
    host: { type: 'string', value: 'address', help: 'The address; default 127.0.0.1' },
    'secret-file': {
      type: 'string',
      value: 'file',
      help: 'Reads the verification token from a file that only you can read',
    },
    forward: { type: 'string', value: 'url', help: 'Sends each event on, as it came; Notion gets the answer' },
    json: { type: 'boolean', help: 'Prints whole events on a terminal, too' },
  },
  examples: [
    ['webhook listen --port 3000', 'prints events'],
    ['webhook listen --forward http://127.0.0.1:8080/hook', 'sends them to a program of yours as well'],
  ],
  run: async ({ session, values }) => {
    const port = values.port ?? '3000'
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      return fail(usageError(`--port should be a number from 0 to 65535, instead was "${port}".`))
    const { forward: target, host = '127.0.0.1' } = values
    if (target !== undefined && !/^https?:\/\/\S+$/.test(target))
      return fail(usageError(`--forward should be an http URL, instead was "${target}".`))
    const file = values['secret-file']
    const stored = file === undefined ? ok(undefined) : await readTokenFile(file, HOW)
    if (stored._tag === 'Left') return stored
    if (file !== undefined && stored.right === undefined) return noTokenFile(file, HOW)
    const secret = stored.right?.token ?? session.env.NOTION_WEBHOOK_TOKEN?.trim() ?? undefined
    const server = createServer((request, response) => {
      handle(session, secret || undefined, target, values.json, request, response).catch(() => {
        response.destroy()
      })
    })
    const started = await listening(server, Number(port), host)
    if (started._tag === 'Left') return started
    await session.note(`Listening on http://${host}:${started.right}. Stop it with Ctrl-C.`)
    await new Promise<void>((resolve) => {
      if (session.signal.aborted) return resolve()
      session.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    server.close()
    server.closeAllConnections()
    return ok(EXIT.ok)
  },
})
