import type { Json, JsonObject } from '../values/json.js'

/** Who made and last changed a thing, and when (milliseconds since 1970). */
export interface Stamp {
  createdTime: number
  lastEditedTime: number
  createdBy: string
  lastEditedBy: string
}

/** What every node of the tree has. */
export interface BaseNode extends Stamp {
  readonly id: string
  /** As the API answers it; may name something that is not in this workspace. */
  parent: JsonObject
  /** Put into the trash itself; a node below a trashed one is trashed too without this. */
  inTrash: boolean
  /** False for what exists only because something seen refers to it: asking for it is a 404. */
  shared: boolean
}

/** Has children in an order. */
export interface Container {
  children: Array<string>
  /** Seeded as having children that were not seeded themselves. */
  claimsChildren: boolean
}

/** A block that is neither page nor database. */
export interface BlockNode extends BaseNode, Container {
  readonly kind: 'block'
  readonly type: string
  payload: JsonObject
}

/** Icon, cover, public address: what pages, databases and data sources share. */
export interface Appearance {
  icon: Json
  cover: Json
  publicUrl: string | null
}

/** A page: a block of the tree with property values, kept by raw property id. */
export interface PageNode extends BaseNode, Container, Appearance {
  readonly kind: 'page'
  values: Map<string, Json>
  /** Unknown, and left out of answers, when an older answer that did not say was loaded. */
  isLocked: boolean | undefined
  /** Unknown in the same way. */
  isArchived: boolean | undefined
  /** The address it was seeded with, if any. */
  url: string | undefined
  /** Seeded with an id and nothing else: may yet turn out to be a database or a data source. */
  placeholder: boolean
  isTemplate: boolean
}

/** A container of data sources. */
export interface DatabaseNode extends BaseNode, Appearance {
  readonly kind: 'database'
  title: Json
  /** Unknown, and left out of answers, when an older answer that did not say was loaded. */
  description: Json | undefined
  isInline: boolean
  /** Unknown in the same way. */
  isLocked: boolean | undefined
  dataSources: Array<string>
}

/** One property of a schema. `id` is raw: it is URL-encoded in answers. */
export interface Property {
  readonly id: string
  name: string
  readonly type: string
  description: string | null
  config: JsonObject
}

/** A table: a schema and rows in order. */
export interface DataSourceNode extends BaseNode, Appearance {
  readonly kind: 'data_source'
  title: Json
  description: Json
  properties: Map<string, Property>
  rows: Array<string>
  templates: Array<string>
  defaultTemplate: string | undefined
  /** The last number a `unique_id` property gave out. */
  uniqueIds: number
  /** Made from rows that were seen, not from a schema: takes properties as they come. */
  open: boolean
}

/** Anything in the one tree that pages, blocks, databases and data sources make. */
export type Node = BlockNode | PageNode | DatabaseNode | DataSourceNode

/** A comment in a discussion. */
export interface CommentNode extends Stamp {
  readonly id: string
  readonly discussionId: string
  readonly parent: JsonObject
  richText: Json
  readonly displayName: JsonObject
  readonly attachments: Json | undefined
  /** The discussion was closed, by a person: lists leave it out. */
  readonly resolved: boolean
}

/** A file on its way in. */
export interface FileUpload {
  readonly id: string
  readonly createdTime: number
  lastEditedTime: number
  readonly createdBy: string
  readonly mode: string
  status: 'pending' | 'uploaded' | 'expired' | 'failed'
  filename: string | null
  contentType: string | null
  contentLength: number | null
  readonly totalParts: number
  /** How many bytes each part has that was sent. */
  readonly parts: Map<number, number>
  /** The bytes themselves; an upload that was loaded has none. */
  readonly contents: Map<number, Uint8Array<ArrayBuffer>>
  /** Where it is to be fetched from, for a file that was named by its address. */
  readonly externalUrl: string | undefined
  /** What came of fetching it. */
  importResult: JsonObject | undefined
  attached: boolean
}

/** A task that answers later. Its work is done at once; its answer is held back. */
export interface AsyncTask {
  readonly id: string
  readonly createdTime: number
  readonly name: string
  readonly result: JsonObject
  /** What went wrong, in place of the result. */
  readonly error: JsonObject | undefined
  /** How often its status was asked for. */
  asked: number
}

/** A row of a dashboard: its widgets from left to right. */
export interface DashboardRow {
  readonly id: string
  readonly widgets: Array<{ readonly id: string; readonly viewId: string }>
}

/** A view of a data source. */
export interface View extends Stamp {
  readonly id: string
  readonly databaseId: string
  /** Undefined for a dashboard, which shows other views. */
  readonly dataSourceId: string | undefined
  /** The dashboard it is a widget of. */
  readonly dashboardId: string | undefined
  /** What a dashboard shows; empty for any other view. */
  rows: Array<DashboardRow>
  readonly type: string
  name: string
  filter: Json
  sorts: Json
  quickFilters: Json
  configuration: Json
}

/** A code that a person's consent gave out, to be traded for a token once. */
export interface AuthorizationCode {
  readonly code: string
  /** The client it is for; any when undefined. */
  readonly clientId: string | undefined
  readonly redirectUri: string | undefined
  readonly owner: JsonObject
  readonly duplicatedTemplateId: string | null
  readonly issuedTime: number
}

/** What an OAuth client was given. */
export interface AccessToken {
  readonly token: string
  readonly refreshToken: string
  readonly clientId: string
  readonly botId: string
  readonly owner: JsonObject
  readonly duplicatedTemplateId: string | null
  readonly issuedTime: number
  active: boolean
}

/** An agent, and what it was used for. */
export interface Agent {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly description: string | null
  readonly icon: Json
  readonly model: JsonObject
  readonly connections: Json
  readonly triggers: Json
  readonly instructions: string | null
  readonly instructionsPageId: string | null
  readonly createdBy: string
  readonly createdTime: number
  readonly version: JsonObject | null
  readonly favorited: boolean
  lastEditedTime: number
  lastRunTime: number | null
  status: 'active' | 'disabled' | 'deleted'
  pauseReason: string | null
  creditLimit: number | null
  creditsUsed: number
}

/** What an agent still has to do in a session: steps of its script. */
export interface Session {
  readonly id: string
  readonly agentId: string
  readonly title: string
  readonly createdTime: number
  readonly createdBy: string
  updatedTime: number
  status: 'queued' | 'in_progress' | 'requires_action' | 'completed' | 'failed' | 'canceled' | 'terminated'
  requiredActions: Json
  error: JsonObject | null
  /** Committed events as they are told, each with its `sequence`. */
  readonly events: Array<JsonObject>
  /** Steps that were not taken yet. */
  steps: Array<JsonObject>
  runs: number
}

/** What an agent does the next time it is spoken to. */
export interface Script {
  readonly agentId: string | undefined
  readonly steps: ReadonlyArray<JsonObject>
}

/** The cached result of a view query. */
export interface ViewQuery {
  readonly id: string
  readonly viewId: string
  readonly expiresAt: number
  readonly results: ReadonlyArray<string>
  /** How many there were, before the cap. */
  readonly total: number
}
