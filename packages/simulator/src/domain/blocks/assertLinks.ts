/**
 * Checks the links and image addresses of new blocks. The API refuses them with a message of its own, after the shape
 * of the body is checked.
 */
import { invalid, type Refusal } from '../errors.js'
import { asArray, asObject, type Json, type JsonObject } from '../values/json.js'
import { childrenOfRequest, typeOfRequest } from './request.js'

/** A host and what may follow it: accepted as an address without a scheme. */
const HOST = /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/

/** Whether a link is valid: an address, or a path within Notion. */
const isLink = (url: Json | undefined): boolean =>
  typeof url !== 'string' || URL.canParse(url) || url.startsWith('/') || HOST.test(url)

const isImage = (url: Json | undefined): boolean =>
  typeof url !== 'string' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))

const creationFailed = (what: string): Refusal => invalid(`Content creation Failed. Fix the following: \n${what}`)

const runsOf = (payload: JsonObject): ReadonlyArray<Json> => [
  ...asArray(payload.rich_text),
  ...asArray(payload.caption),
  ...asArray(payload.cells).flatMap(asArray),
]

/** Throws a refusal for new blocks with invalid links or image addresses, at any depth. */
export const assertLinks = (children: ReadonlyArray<Json>): void => {
  for (const child of children.map(asObject)) {
    const type = typeOfRequest(child) ?? ''
    const payload = asObject(child[type])
    const links = runsOf(payload).map((run) => asObject(asObject(asObject(run).text).link).url)
    if (!links.every(isLink)) throw creationFailed('Invalid URL for link.')
    if (type === 'image' && !isImage(asObject(payload.external).url)) throw creationFailed('Invalid image url.')
    assertLinks(childrenOfRequest(child))
  }
}
