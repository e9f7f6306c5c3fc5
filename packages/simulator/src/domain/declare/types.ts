/**
 * The types of a declared workspace: a short form of pages, databases and rows, for tests and for files that people
 * write.
 */
import type { JsonObject } from '../values/json.js'

/** A person of a declared workspace. */
export interface DeclaredUser {
  readonly id?: string
  readonly name: string
  readonly email?: string
}

/**
 * A property of a declared database: the name of its type, the names of a select's options, or a schema request, where
 * options may be a list of names (`{ multi_select: ['a', 'b'] }`) and a formula its expression. A relation may name its
 * database by title: `{ relation: 'Projects' }`, and with `two_way: 'Tasks'` the name of the other side.
 */
export type DeclaredProperty = string | ReadonlyArray<string> | JsonObject

/**
 * A row of a declared database: values by property name, shortened to strings, numbers, booleans and lists of them;
 * related rows and people by name. `$id`, `$markdown`, `$icon`, `$shared`, `$created_time` and `$last_edited_time`
 * belong to the row itself.
 */
export type DeclaredRow = JsonObject

/** When something was created and last edited, as ISO 8601: now by default. */
export interface DeclaredTimes {
  readonly created_time?: string
  /** `created_time` by default. */
  readonly last_edited_time?: string
}

/** A database with one data source. */
export interface DeclaredDatabase extends DeclaredTimes {
  readonly id?: string
  readonly data_source_id?: string
  readonly title: string
  /** Whether the connection can see it and its descendants; as its parent by default. */
  readonly shared?: boolean
  /** Gets a property `Name` of type `title` when it declares no title. */
  readonly properties?: { readonly [name: string]: DeclaredProperty }
  readonly rows?: ReadonlyArray<DeclaredRow>
}

/** A page and its content. */
export interface DeclaredPage extends DeclaredTimes {
  readonly id?: string
  readonly title: string
  /** Whether the connection can see it and its descendants; as its parent by default, and true at the top. */
  readonly shared?: boolean
  /** An emoji, or the address of an image. */
  readonly icon?: string
  readonly markdown?: string
  /** Blocks as in a request, below the Markdown; they may be more than a hundred. */
  readonly blocks?: ReadonlyArray<JsonObject>
  /** Comments on the page, each in its own discussion. */
  readonly comments?: ReadonlyArray<string>
  readonly pages?: ReadonlyArray<DeclaredPage>
  readonly databases?: ReadonlyArray<DeclaredDatabase>
}

/** A declared workspace. */
export interface DeclaredWorkspace {
  readonly users?: ReadonlyArray<DeclaredUser>
  readonly emojis?: ReadonlyArray<{ readonly id?: string; readonly name: string; readonly url: string }>
  /** Agents as the API returns them. */
  readonly agents?: ReadonlyArray<JsonObject>
  /** The databases at the top level. */
  readonly databases?: ReadonlyArray<DeclaredDatabase>
  /** The pages at the top level. */
  readonly pages?: ReadonlyArray<DeclaredPage>
}
