/** Changes as plain data, which can be stored and repeated with the same result. */
import type { Results } from '../domain/lists/results.js'
import { fromBase64, toBase64 } from '../domain/snapshot/base64.js'
import { json, list, maybe, number, object, type Read, record, text, word } from '../domain/snapshot/read.js'
import type { Workspace } from '../domain/state/workspace.js'
import type { Json, JsonObject } from '../domain/values/json.js'
import { VERSIONS } from '../domain/version.js'
import type { ApiRequest, Route } from './route.js'

/**
 * A request that changed the workspace, with everything that its outcome depends on: with the same contents, clock and
 * ids, it makes the same change again. As plain data, so that it can be stored.
 */
export interface Change {
  /** Its method and the path of its route. */
  readonly route: string
  readonly params: ReadonlyArray<readonly [string, string]>
  readonly query: string
  readonly body: JsonObject
  readonly version: ApiRequest['version']
  /** The bot that sent it. */
  readonly bot: string
  readonly client: string | undefined
  readonly form: ReadonlyArray<readonly [string, string]> | undefined
  /** The file of a form: its name, its type and its bytes in base64. */
  readonly file: FormFile | undefined
  readonly stream: boolean
  /** The time, in milliseconds since 1970. */
  readonly at: number
  /** The ids that it created. */
  readonly ids: ReadonlyArray<string>
}

interface FormFile {
  readonly name: string | undefined
  readonly type: string
  readonly bytes: string
}

/** Whether requests of a route change nothing. */
export const isRead = ({ method, changes }: Route): boolean => !(changes ?? method !== 'GET')

/** The name of a route in changes. */
export const routeName = ({ method, path }: Route): string => `${method} ${path}`

const fileOf = ({ form, file }: ApiRequest): FormFile | undefined => {
  const given = form?.get('file')
  if (!(given instanceof Blob) || file === undefined) return undefined
  const name = 'name' in given && typeof given.name === 'string' ? given.name : undefined
  return { name, type: given.type, bytes: toBase64(file) }
}

/** The change that a request makes. */
export const changeOf = (
  route: Route,
  request: ApiRequest,
  { stream, at, ids }: Pick<Change, 'stream' | 'at' | 'ids'>,
): Change => ({
  route: routeName(route),
  params: Object.entries(request.params),
  query: request.query.toString(),
  body: request.body,
  version: request.version,
  bot: request.workspace.botId,
  client: request.client?.id,
  form:
    request.form === undefined
      ? undefined
      : [...request.form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  file: fileOf(request),
  stream,
  at,
  ids,
})

const formOf = ({ form, file }: Change): Pick<ApiRequest, 'form' | 'file'> => {
  if (form === undefined) return { form: undefined, file: undefined }
  const created = new FormData()
  for (const [name, value] of form) created.set(name, value)
  if (file === undefined) return { form: created, file: undefined }
  const bytes = fromBase64(file.bytes)
  const blob = new Blob([bytes], { type: file.type })
  if (file.name === undefined) created.set('file', blob)
  else created.set('file', blob, file.name)
  return { form: created, file: bytes }
}

/** The request of a change. */
export const requestOf = (change: Change, workspace: Workspace, results: Results): ApiRequest => ({
  workspace: change.bot === workspace.botId ? workspace : { ...workspace, botId: change.bot },
  version: change.version,
  params: Object.fromEntries(change.params),
  query: new URLSearchParams(change.query),
  body: change.body,
  ...formOf(change),
  client: change.client === undefined ? undefined : { id: change.client, secret: '' },
  results,
})

const pair: Read<readonly [string, string]> = (value, path) => {
  const [name, content] = list(json)(value, path)
  return [text(name, path), text(content, path)]
}

const flag: Read<boolean> = (value) => value === true

const change: Read<Change> = record<Change>({
  route: text,
  params: list(pair),
  query: text,
  body: object,
  version: word(...VERSIONS),
  bot: text,
  client: maybe(text),
  form: maybe(list(pair)),
  file: maybe(record<FormFile>({ name: maybe(text), type: text, bytes: text })),
  stream: flag,
  at: number,
  ids: list(text),
})

/** Reads a stored change. Throws a TypeError when it is invalid. */
export const readChange = (value: Json): Change => change(value, 'change')
