import { isDeepStrictEqual } from 'node:util'
import {
  asArray,
  asObject,
  asString,
  isArray,
  isObject,
  type Json,
  type JsonObject,
} from '../../src/domain/values/json.js'
import { createSimulator, type Simulator } from '../../src/index.js'

/** How an object that was loaded differs from what the simulator then returns, one line for each place. */
export type Differences = ReadonlyArray<string>

const TIME_KEYS = new Set(['created_time', 'last_edited_time'])

/** All objects in a value, outermost first. */
const objectsIn = (value: Json): ReadonlyArray<JsonObject> =>
  isArray(value)
    ? value.flatMap(objectsIn)
    : isObject(value)
      ? [value, ...Object.values(value).flatMap((each) => objectsIn(each ?? null))]
      : []

const PATHS: Readonly<Record<string, string>> = {
  page: 'pages',
  database: 'databases',
  data_source: 'data_sources',
  block: 'blocks',
  user: 'users',
  comment: 'comments',
  view: 'views',
  file_upload: 'file_uploads',
}

/** Whether a value is an object as the API returns it, and no mere reference. */
const isWhole = (value: JsonObject): boolean =>
  typeof value.id === 'string' &&
  typeof value.object === 'string' &&
  value.object in PATHS &&
  ('created_time' in value || value.object === 'user') &&
  'type' in (value.object === 'user' ? value : { type: '' })

/** A custom emoji is the only object that does not say what it is. */
const isEmoji = (value: JsonObject): boolean =>
  value.object === undefined &&
  typeof value.id === 'string' &&
  typeof value.name === 'string' &&
  typeof value.url === 'string'

/** The whole objects of an answer, each once, as it shows them first. */
export const wholeObjectsIn = (answer: Json): ReadonlyArray<JsonObject> =>
  [
    ...new Map(
      objectsIn(answer)
        .filter((value) => isWhole(value) || isEmoji(value))
        .reverse()
        .map((value) => [asString(value.id), value]),
    ).values(),
  ].reverse()

/** The latest time in an answer, at which the answer may have been given. */
const latestTime = (answer: Json): number =>
  objectsIn(answer)
    .flatMap((value) => Object.entries(value))
    .flatMap(([key, value]) => (TIME_KEYS.has(key) && typeof value === 'string' ? [Date.parse(value)] : []))
    .reduce((latest, time) => Math.max(latest, time), Date.UTC(2026, 0, 1))

const differencesBetween = (wanted: Json | undefined, got: Json | undefined, path: string): Differences => {
  if (isDeepStrictEqual(wanted, got)) return []
  if (isObject(wanted) && isObject(got))
    return [...new Set([...Object.keys(wanted), ...Object.keys(got)])].flatMap((key) =>
      differencesBetween(wanted[key], got[key], `${path}.${key}`),
    )
  if (isArray(wanted) && isArray(got) && wanted.length === got.length)
    return wanted.flatMap((each, index) => differencesBetween(each, got[index], `${path}[${index}]`))
  return [`${path}: ${JSON.stringify(got)} for ${JSON.stringify(wanted)}`]
}

const withoutRequestId = ({ request_id: _, ...rest }: JsonObject): JsonObject => rest

const call = async (simulator: Simulator, path: string, version: string): Promise<JsonObject> => {
  const response = await simulator.fetch(`https://api.notion.com/v1/${path}`, {
    headers: { authorization: 'Bearer ntn_test', 'notion-version': version },
  })
  return asObject(await response.json())
}

const readBack = async (simulator: Simulator, object: JsonObject, version: string): Promise<Json | undefined> => {
  if (isEmoji(object))
    return asArray((await call(simulator, 'custom_emojis', version)).results).find(
      (each) => asObject(each).id === object.id,
    )
  const path = `${PATHS[asString(object.object)]}/${asString(object.id)}`
  // The bot sees itself whole, and others only as bots.
  const own = object.object === 'user' && asObject(object.bot).owner !== undefined
  return withoutRequestId(await call(simulator, own ? 'users/me' : path, version))
}

/**
 * Loads the objects of an answer into an empty simulator whose clock shows the time of the answer, reads each of them, and
 * returns the differences: none when everything is returned as it was loaded.
 */
export const roundTrip = async (answer: Json, version: string): Promise<Differences> => {
  const now = latestTime(answer)
  const simulator = createSimulator({ now: () => now })
  const objects = wholeObjectsIn(answer)
  await simulator.load(objects)
  const differences: Array<string> = []
  for (const object of objects) {
    const got = await readBack(simulator, object, version)
    const kind = [object.object ?? 'custom_emoji', object.type].filter(Boolean).join('.')
    differences.push(...differencesBetween(withoutRequestId(object), got, kind))
  }
  return differences
}
