/** How each kind of record is read from a snapshot. The compiler requires a reader for every field. */
import type { Agent, Script, Session } from '../state/agents.js'
import type { AccessToken, AuthorizationCode } from '../state/tokens.js'
import type {
  AsyncTask,
  BlockNode,
  CommentNode,
  DatabaseNode,
  DataSourceNode,
  FileUpload,
  Node,
  PageNode,
  Property,
} from '../state/types.js'
import type { View, ViewQuery } from '../state/views.js'
import { bytes, flag, json, list, map, maybe, number, object, orNull, type Read, record, text, word } from './read.js'

const stamp = { createdTime: number, lastEditedTime: number, createdBy: text, lastEditedBy: text }
const base = { ...stamp, id: text, parent: object, inTrash: flag, shared: flag }
const container = { children: list(text), claimsChildren: flag }
const appearance = { icon: json, cover: json, publicUrl: orNull(text), url: maybe(text) }

const block = record<BlockNode>({ ...base, ...container, kind: word('block'), type: text, payload: object })

const page = record<PageNode>({
  ...base,
  ...container,
  ...appearance,
  kind: word('page'),
  values: map(text, json),
  isLocked: maybe(flag),
  isArchived: maybe(flag),
  placeholder: flag,
  isTemplate: flag,
})

const database = record<DatabaseNode>({
  ...base,
  ...appearance,
  kind: word('database'),
  title: json,
  description: maybe(json),
  isInline: flag,
  isLocked: maybe(flag),
  omitsArchived: maybe(flag),
  dataSources: list(text),
})

const property = record<Property>({ id: text, name: text, type: text, description: orNull(text), config: object })

const dataSource = record<DataSourceNode>({
  ...base,
  ...appearance,
  kind: word('data_source'),
  title: json,
  description: json,
  properties: map(text, property),
  rows: list(text),
  templates: list(text),
  defaultTemplate: maybe(text),
  uniqueIds: number,
  open: flag,
})

/** A node of the tree. */
export const node: Read<Node> = (value, path) => {
  const kind = word('block', 'page', 'database', 'data_source')(object(value, path).kind, `${path}.kind`)
  if (kind === 'block') return block(value, path)
  if (kind === 'page') return page(value, path)
  return kind === 'database' ? database(value, path) : dataSource(value, path)
}

/** A comment. */
export const comment: Read<CommentNode> = record<CommentNode>({
  ...stamp,
  id: text,
  discussionId: text,
  parent: object,
  richText: json,
  displayName: object,
  attachments: maybe(json),
  resolved: flag,
})

/** A file upload. */
export const upload: Read<FileUpload> = record<FileUpload>({
  id: text,
  createdTime: number,
  lastEditedTime: number,
  createdBy: text,
  createdByType: maybe(text),
  mode: text,
  status: word('pending', 'uploaded', 'expired', 'failed'),
  filename: orNull(text),
  contentType: orNull(text),
  contentLength: orNull(number),
  totalParts: number,
  parts: map(number, number),
  contents: map(number, bytes),
  externalUrl: maybe(text),
  importResult: maybe(object),
  attached: flag,
})

const widget = record<{ id: string; viewId: string }>({ id: text, viewId: text })

/** A view. */
export const view: Read<View> = record<View>({
  ...stamp,
  id: text,
  databaseId: text,
  dataSourceId: maybe(text),
  dashboardId: maybe(text),
  url: maybe(text),
  rows: list(record<View['rows'][number]>({ id: text, widgets: list(widget) })),
  type: text,
  name: text,
  filter: json,
  sorts: json,
  quickFilters: json,
  configuration: json,
})

/** The cached result of a view query. */
export const viewQuery: Read<ViewQuery> = record<ViewQuery>({
  id: text,
  viewId: text,
  expiresAt: number,
  results: list(text),
  total: number,
})

/** An asynchronous task. */
export const task: Read<AsyncTask> = record<AsyncTask>({
  id: text,
  createdTime: number,
  name: text,
  result: object,
  error: maybe(object),
  asked: number,
})

const grant = { owner: object, duplicatedTemplateId: orNull(text), issuedTime: number }

/** An authorization code. */
export const code: Read<AuthorizationCode> = record<AuthorizationCode>({
  ...grant,
  code: text,
  clientId: maybe(text),
  redirectUri: maybe(text),
})

/** An access token. */
export const token: Read<AccessToken> = record<AccessToken>({
  ...grant,
  token: text,
  refreshToken: text,
  clientId: text,
  botId: text,
  active: flag,
})

/** An agent. */
export const agent: Read<Agent> = record<Agent>({
  id: text,
  type: text,
  name: text,
  description: orNull(text),
  icon: json,
  model: object,
  connections: json,
  triggers: json,
  instructions: orNull(text),
  instructionsPageId: orNull(text),
  createdBy: text,
  createdTime: number,
  version: orNull(object),
  favorited: flag,
  lastEditedTime: number,
  lastRunTime: orNull(number),
  status: word('active', 'disabled', 'deleted'),
  pauseReason: orNull(text),
  creditLimit: orNull(number),
  creditsUsed: number,
})

/** A session with an agent. */
export const session: Read<Session> = record<Session>({
  id: text,
  agentId: text,
  title: text,
  createdTime: number,
  createdBy: text,
  updatedTime: number,
  status: word('queued', 'in_progress', 'requires_action', 'completed', 'failed', 'canceled', 'terminated'),
  requiredActions: json,
  error: orNull(object),
  events: list(object),
  steps: list(object),
  runs: number,
})

/** A script of an agent. */
export const script: Read<Script> = record<Script>({ agentId: maybe(text), steps: list(object) })
