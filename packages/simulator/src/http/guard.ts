/**
 * Protects a server from web pages, which can give their own name the address of this machine, or have a browser send
 * requests to the controls.
 */
import { Refusal } from '../domain/errors.js'
import { isLoopback } from '../domain/values/isLoopback.js'
import { errorBody } from './errors.js'

/** The names by which a server may be addressed. */
export interface Hosts {
  /** The address that it listens on; undefined is loopback. */
  readonly host: string | undefined
  /** Additional names. */
  readonly allowed: ReadonlyArray<string>
}

/** Names that only a private network can resolve: a page on the internet cannot have one. */
const PRIVATE = /^(?:[^.]+|.*\.(?:internal|local|localhost|test|home\.arpa))$/

const IP_ADDRESS = /^(?:\d+(?:\.\d+){3}|\[.*\])$/

/** The name in a `Host` header as a URL has it; undefined when it is not valid. */
const nameIn = (host: string): string | undefined => {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : undefined
}

/**
 * Whether a name belongs to the server. A web page that resolves its own name to this machine sends that name. A server
 * for other machines has names that it cannot know: addresses, and names that only a private network resolves, are
 * accepted.
 */
const isOwn = (name: string, { host, allowed }: Hosts): boolean =>
  isLoopback(name) ||
  [...allowed, ...(host === undefined ? [] : [host])].some((each) => nameIn(each) === name) ||
  (host !== undefined && !isLoopback(host) && (IP_ADDRESS.test(name) || PRIVATE.test(name)))

const refused = (status: 403 | 415, message: string): Response =>
  Response.json({ ...errorBody(new Refusal('forbidden', message)), status }, { status })

const USUAL = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/

/** The response to a request that is addressed to another host name; undefined when the name belongs to this server. */
export const refuseForeignHost = (request: Request, hosts: Hosts): Response | undefined => {
  const given = request.headers.get('host') ?? ''
  // For speed: the usual names need not be parsed.
  if (USUAL.test(given) && request.url.startsWith(`http://${given}/`)) return undefined
  const names = [nameIn(given), new URL(request.url).hostname.replace(/\.$/, '')]
  if (names.every((name) => name !== undefined && isOwn(name, hosts))) return undefined
  return refused(
    403,
    `The simulator does not serve the host ${JSON.stringify(given)}. Use its own address, or allow the name (--allow-host).`,
  )
}

const isJson = (type: string): boolean => /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)

const hasBody = ({ headers }: Request): boolean =>
  headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0

/**
 * The response to a request for a control that a web page may have made its browser send: one from another origin, or
 * with a body that is not JSON by its type, as a form has. Undefined for any other request.
 */
export const refuseForeignControl = (request: Request): Response | undefined => {
  const { headers, url } = request
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site') ?? 'none'
  if ((origin !== null && origin !== new URL(url).origin) || !['none', 'same-origin'].includes(site))
    return refused(
      403,
      `The controls reject requests from web pages: this one comes from ${JSON.stringify(origin ?? site)}.`,
    )
  if (hasBody(request) && !isJson(headers.get('content-type') ?? ''))
    return refused(
      415,
      `The body of a control must be JSON with the header "Content-Type: application/json", not ${JSON.stringify(headers.get('content-type'))}.`,
    )
  return undefined
}
