/**
 * Addresses in responses, as the client can follow them: to this server instead of Notion, and to files with a new
 * signature.
 */
import { FILE_ORIGIN, fileAddress, uploadAt } from '../domain/files/fileAddress.js'
import type { Workspace } from '../domain/state/workspace.js'
import { isArray, isObject, type Json, type JsonArray, type JsonObject } from '../domain/values/json.js'

const API_ORIGIN = 'https://api.notion.com'

/** The fields of responses that are addresses of further requests. */
const FOLLOW_UP_KEYS = new Set(['upload_url', 'complete_url', 'status_url', 'next_url'])

const FILE_ADDRESS = /https:\/\/prod-files-secure\.[^\s)"<>]+/g

/** The origin of the simulator for a client: a server on loopback; undefined when it is used as Notion itself. */
const originOf = ({ protocol, origin }: URL): string | undefined => (protocol === 'http:' ? origin : undefined)

/**
 * A response whose addresses the client can follow: files get a new address, as an old one has expired after an hour,
 * and further requests lead to this simulator.
 */
export const withCurrentAddresses = (workspace: Workspace, requestUrl: URL, response: JsonObject): JsonObject => {
  const local = originOf(requestUrl)
  if (local === undefined && workspace.uploads.size === 0) return response
  const fresh = (address: string): string => {
    const upload = uploadAt(workspace, address)
    return upload === undefined ? address : fileAddress(workspace, upload, local ?? FILE_ORIGIN).url
  }
  const updateField = (key: string, value: Json): Json => {
    if (typeof value !== 'string') return updateValue(value)
    if (key === 'markdown') return value.replaceAll(FILE_ADDRESS, fresh)
    return local !== undefined && FOLLOW_UP_KEYS.has(key) && value.startsWith(API_ORIGIN)
      ? `${local}${value.slice(API_ORIGIN.length)}`
      : value
  }
  const updateValue = (value: Json): Json => {
    if (isArray(value)) return updateList(value)
    return isObject(value) ? updateObject(value) : value
  }
  const updateList = (values: JsonArray): JsonArray => {
    const next = values.map(updateValue)
    return next.every((value, index) => value === values[index]) ? values : next
  }
  // Only changed parts are copied, as every response passes here.
  const updateObject = (object: JsonObject): JsonObject => {
    const changes: Array<[string, Json]> = []
    for (const key in object) {
      const value = object[key] ?? null
      const next = updateField(key, value)
      if (next !== value) changes.push([key, next])
    }
    const { url, expiry_time } = object
    const upload = typeof url === 'string' && typeof expiry_time === 'string' ? uploadAt(workspace, url) : undefined
    if (upload === undefined && changes.length === 0) return object
    const address = upload === undefined ? {} : fileAddress(workspace, upload, local ?? FILE_ORIGIN)
    return { ...object, ...Object.fromEntries(changes), ...address }
  }
  return updateObject(response)
}
