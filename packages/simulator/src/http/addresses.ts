import { FILE_ORIGIN, fileAddress, uploadAt } from '../domain/files/address.js'
import type { Workspace } from '../domain/state/workspace.js'
import { isArray, isObject, type Json, type JsonArray, type JsonObject } from '../domain/values/json.js'

const API_ORIGIN = 'https://api.notion.com'

/** The fields of answers that say where to go on. */
const FOLLOW_UP_KEYS = new Set(['upload_url', 'complete_url', 'status_url', 'next_url'])

const FILE_ADDRESS = /https:\/\/prod-files-secure\.[^\s)"<>]+/g

/** Where somebody finds the simulator who asked at an address: the files of Notion itself, or a server on loopback. */
const originOf = (requestUrl: string): string | undefined => {
  const { protocol, origin } = new URL(requestUrl)
  return protocol === 'http:' ? origin : undefined
}

/**
 * An answer as whoever asked for it can follow it: files have an address made now, as an hour later it leads nowhere,
 * and what leads on to the API leads on to this simulator.
 */
export const withCurrentAddresses = (workspace: Workspace, requestUrl: string, response: JsonObject): JsonObject => {
  const local = originOf(requestUrl)
  if (local === undefined && workspace.uploads.size === 0) return response
  const fresh = (address: string): string => {
    const upload = uploadAt(workspace, address)
    return upload === undefined ? address : fileAddress(workspace, upload, local ?? FILE_ORIGIN).url
  }
  const field = (key: string, value: Json): Json => {
    if (typeof value !== 'string') return each(value)
    if (key === 'markdown') return value.replaceAll(FILE_ADDRESS, fresh)
    return local !== undefined && FOLLOW_UP_KEYS.has(key) && value.startsWith(API_ORIGIN)
      ? `${local}${value.slice(API_ORIGIN.length)}`
      : value
  }
  const each = (value: Json): Json => {
    if (isArray(value)) return list(value)
    return isObject(value) ? whole(value) : value
  }
  const list = (values: JsonArray): JsonArray => {
    const next = values.map(each)
    return next.every((value, index) => value === values[index]) ? values : next
  }
  // Most of an answer stays as it is: only what changes is made anew, as every answer comes by here.
  const whole = (object: JsonObject): JsonObject => {
    const changes: Array<[string, Json]> = []
    for (const key in object) {
      const value = object[key] ?? null
      const next = field(key, value)
      if (next !== value) changes.push([key, next])
    }
    const { url, expiry_time } = object
    const upload = typeof url === 'string' && typeof expiry_time === 'string' ? uploadAt(workspace, url) : undefined
    if (upload === undefined && changes.length === 0) return object
    const address = upload === undefined ? {} : fileAddress(workspace, upload, local ?? FILE_ORIGIN)
    return { ...object, ...Object.fromEntries(changes), ...address }
  }
  return whole(response)
}
