/** `notion-fp webhook listen`: receives the events of a webhook, checks their signatures, prints and forwards them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { parseWebhook, type WebhookEvent, webhookStatus } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from '../session/session.js'
import { noTokenFile, readTokenFile } from '../session/token.js'
import { field } from '../values/json.js'

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

/** What `webhook listen` does with an event. */
interface Listener {
  readonly session: Session
  /** The verification token; without one, only the handshake of a new webhook is accepted. */
  readonly secret: string | undefined
  /** Where events are sent on to. */
  readonly target: string | undefined
  readonly json: boolean
}

const signatureOf = ({ headers }: IncomingMessage): string | null => {
  const signature = headers['x-notion-signature']
  return typeof signature === 'string' ? signature : null
}

/** Sends an event on as it came, and returns the status of the answer. */
const forward = async (session: Session, url: string, request: IncomingMessage, body: Buffer): Promise<number> => {
  try {
    const signature = signatureOf(request)
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': request.headers['content-type'] ?? 'application/json',
        ...(signature !== null && { 'x-notion-signature': signature }),
      },
      body: new Uint8Array(body),
    })
    return response.status
  } catch (thrown) {
    await session.note(`failed: an event could not be sent on to ${url}: ${messageOf(thrown)}`)
    // Notion sends the event again later.
    return 502
  }
}

const printEvent = ({ session, json }: Listener, event: WebhookEvent): Promise<boolean> => {
  const { out } = session.terminal
  if (json || !out.isTerminal) return out.write(`${JSON.stringify(event)}\n`)
  const [time, id] = [field(event, 'timestamp'), field(field(event, 'entity'), 'id')]
  return out.write(`${String(time ?? '')}  ${event.type}  ${String(id ?? '')}\n`)
}

/** Checks a delivery, prints its event, and returns the status of the answer. */
const receive = async (listener: Listener, request: IncomingMessage): Promise<number> => {
  const { session, secret, target } = listener
  if (request.method !== 'POST') return 405
  const body = await readBody(request)
  if (body === undefined) return 413
  const parsed = await parseWebhook({
    body: new Uint8Array(body),
    signature: signatureOf(request),
    verification_token: secret,
  })()
  if (parsed._tag === 'Left') {
    await session.note(`refused: ${parsed.left.message}`)
    return webhookStatus(parsed)
  }
  if (parsed.right.type === undefined) {
    await session.note(
      `Paste this into the settings of the webhook, and start again with it in NOTION_WEBHOOK_TOKEN: ${parsed.right.verification_token}`,
    )
    return 200
  }
  await printEvent(listener, parsed.right)
  return target === undefined ? 200 : forward(session, target, request, body)
}

/** Answers a delivery. One that breaks off is reported: Notion sends it again later. */
const answer = async (listener: Listener, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  try {
    response.writeHead(await receive(listener, request)).end()
  } catch (thrown) {
    response.destroy()
    await listener.session.note(`failed: a delivery could not be received: ${messageOf(thrown)}`)
  }
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

/** The verification token of the webhook; `undefined` if there is none yet. */
const findSecret = async ({ env }: Session, file: string | undefined): Promise<Result<string | undefined>> => {
  if (file === undefined) return ok(env.NOTION_WEBHOOK_TOKEN?.trim() || undefined)
  const stored = await readTokenFile(file, HOW)
  if (stored._tag === 'Left') return stored
  return stored.right ? ok(stored.right.token) : noTokenFile(file, HOW)
}

/** Resolves when the user stops the run. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

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
      return fail(usageError(`--port must be a number from 0 to 65535, not "${port}".`))
    const { forward: target, host = '127.0.0.1', json } = values
    if (target !== undefined && !/^https?:\/\/\S+$/.test(target))
      return fail(usageError(`--forward must be an http URL, not "${target}".`))
    const secret = await findSecret(session, values['secret-file'])
    if (secret._tag === 'Left') return secret
    const listener: Listener = { session, secret: secret.right, target, json }
    const server = createServer((request, response) => void answer(listener, request, response))
    const started = await listening(server, Number(port), host)
    if (started._tag === 'Left') return started
    await session.note(`Listening on http://${host}:${started.right}. Stop it with Ctrl-C.`)
    await aborted(session.signal)
    server.close()
    server.closeAllConnections()
    return ok(EXIT.ok)
  },
})
