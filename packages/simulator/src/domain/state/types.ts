/**
 * The nodes of the tree, comments, uploads and tasks, as they are stored. JSON that nothing computes with has the form
 * of responses.
 */
import type { Json, JsonObject } from '../values/json.js'

/** Who created and last edited something, and when (milliseconds since 1970). */
export interface Stamp {
  createdTime: number
  lastEditedTime: number
  createdBy: string
  lastEditedBy: string
}

/** The fields of every node of the tree. */
export interface BaseNode extends Stamp {
  readonly id: string
  /** As in responses; may name a node that is not in this workspace. */
  parent: JsonObject
  /** Moved to the trash itself; descendants of such a node are in the trash too, without this flag. */
  inTrash: boolean
  /** False for a node that is not visible to the connection: retrieving it is a 404. */
  shared: boolean
}

/** A node with children in order. */
export interface Container {
  children: Array<string>
  /** Loaded with children that were not loaded themselves. */
  claimsChildren: boolean
}

/** A block that is neither a page nor a database. */
export interface BlockNode extends BaseNode, Container {
  readonly kind: 'block'
  readonly type: string
  payload: JsonObject
}

/** Icon, cover, addresses: common to pages, databases and data sources. */
export interface Appearance {
  icon: Json
  cover: Json
  publicUrl: string | null
  /** The address it was loaded with, if any. */
  url: string | undefined
}

/** A page, with property values by raw property id. */
export interface PageNode extends BaseNode, Container, Appearance {
  readonly kind: 'page'
  values: Map<string, Json>
  /** Unknown, and omitted from responses, when an older response without it was loaded. */
  isLocked: boolean | undefined
  /** Unknown in the same case. */
  isArchived: boolean | undefined
  /** Loaded with only an id: it may turn out to be a database or a data source. */
  placeholder: boolean
  isTemplate: boolean
}

/** A container of data sources. */
export interface DatabaseNode extends BaseNode, Appearance {
  readonly kind: 'database'
  title: Json
  /** Unknown, and omitted from responses, when an older response without it was loaded. */
  description: Json | undefined
  isInline: boolean
  /** Unknown in the same case. */
  isLocked: boolean | undefined
  /** Whether responses omit `archived` in older versions too, as the loaded object did. */
  omitsArchived: boolean | undefined
  dataSources: Array<string>
}

/** A property of a schema. `id` is raw: responses contain it URL-encoded. */
export interface Property {
  readonly id: string
  name: string
  readonly type: string
  description: string | null
  config: JsonObject
}

/** A data source: a schema and rows in order. */
export interface DataSourceNode extends BaseNode, Appearance {
  readonly kind: 'data_source'
  title: Json
  description: Json
  properties: Map<string, Property>
  rows: Array<string>
  templates: Array<string>
  defaultTemplate: string | undefined
  /** The last number of a `unique_id` property. */
  uniqueIds: number
  /** Created from rows instead of a schema: it gets properties as they occur. */
  open: boolean
}

/** A node of the tree of pages, blocks, databases and data sources. */
export type Node = BlockNode | PageNode | DatabaseNode | DataSourceNode

/** A comment in a discussion. */
export interface CommentNode extends Stamp {
  readonly id: string
  readonly discussionId: string
  readonly parent: JsonObject
  richText: Json
  readonly displayName: JsonObject
  readonly attachments: Json | undefined
  /** Whether a user closed the discussion: lists omit it. */
  readonly resolved: boolean
}

/** A file upload. */
export interface FileUpload {
  readonly id: string
  readonly createdTime: number
  lastEditedTime: number
  readonly createdBy: string
  /** Whether a person or a bot created it; a bot when undefined. */
  readonly createdByType: string | undefined
  readonly mode: string
  status: 'pending' | 'uploaded' | 'expired' | 'failed'
  filename: string | null
  contentType: string | null
  contentLength: number | null
  readonly totalParts: number
  /** The size of each part that was sent, in bytes. */
  readonly parts: Map<number, number>
  /** The contents of the parts; an upload that was loaded has none. */
  readonly contents: Map<number, Uint8Array<ArrayBuffer>>
  /** The address of a file that is imported. */
  readonly externalUrl: string | undefined
  /** The result of the import. */
  importResult: JsonObject | undefined
  attached: boolean
}

/** An asynchronous task. Its work is done at once; only its result is delayed. */
export interface AsyncTask {
  readonly id: string
  readonly createdTime: number
  readonly name: string
  readonly result: JsonObject
  /** The error, in place of the result. */
  readonly error: JsonObject | undefined
  /** How often its status was retrieved. */
  asked: number
}
