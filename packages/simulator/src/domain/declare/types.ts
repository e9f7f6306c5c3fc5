import type { JsonObject } from '../values/json.js'

/** A person of a declared workspace. */
export interface DeclaredUser {
  readonly id?: string
  readonly name: string
  readonly email?: string
}

/**
 * A property of a declared database: the name of its type, the names of a select's options, or a schema as the API
 * takes one, where options may be a list of names (`{ multi_select: ['a', 'b'] }`) and a formula its expression. A
 * relation may name the database it points to by title: `{ relation: 'Projects' }`, and with `two_way: 'Tasks'` what
 * the other side is called.
 */
export type DeclaredProperty = string | ReadonlyArray<string> | JsonObject

/**
 * A row of a declared database: values by the names of properties, shortened to strings, numbers, booleans and lists of
 * them; related rows and people by name. `$id`, `$markdown`, `$icon`, `$shared`, `$created_time` and `$last_edited_time`
 * are the row's own.
 */
export type DeclaredRow = JsonObject

/** When something was made and last changed, as ISO 8601: now unless given. */
export interface DeclaredTimes {
  readonly created_time?: string
  /** When it was made unless given. */
  readonly last_edited_time?: string
}

/** A database with one data source. */
export interface DeclaredDatabase extends DeclaredTimes {
  readonly id?: string
  readonly data_source_id?: string
  readonly title: string
  /** Whether the connection may see it, and what is below it; as what it stands on unless given. */
  readonly shared?: boolean
  /** A property of type `title` called `Name` is added when none is declared. */
  readonly properties?: { readonly [name: string]: DeclaredProperty }
  readonly rows?: ReadonlyArray<DeclaredRow>
}

/** A page, with what stands on it. */
export interface DeclaredPage extends DeclaredTimes {
  readonly id?: string
  readonly title: string
  /** Whether the connection may see it, and what is below it; as what it stands on, or true at the top, unless given. */
  readonly shared?: boolean
  /** An emoji, or the address of an image. */
  readonly icon?: string
  readonly markdown?: string
  /** Blocks as the API takes them, below the Markdown; more than a hundred, too. */
  readonly blocks?: ReadonlyArray<JsonObject>
  /** What is said about the page, one discussion each. */
  readonly comments?: ReadonlyArray<string>
  readonly pages?: ReadonlyArray<DeclaredPage>
  readonly databases?: ReadonlyArray<DeclaredDatabase>
}

/** A workspace in few words. */
export interface DeclaredWorkspace {
  readonly users?: ReadonlyArray<DeclaredUser>
  readonly emojis?: ReadonlyArray<{ readonly id?: string; readonly name: string; readonly url: string }>
  /** Agents as the API answers them. */
  readonly agents?: ReadonlyArray<JsonObject>
  /** The databases at the top. */
  readonly databases?: ReadonlyArray<DeclaredDatabase>
  /** The pages at the top. */
  readonly pages?: ReadonlyArray<DeclaredPage>
}
