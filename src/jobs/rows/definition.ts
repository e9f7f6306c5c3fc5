/** The declaration of a data source, from which the types of its rows, inputs, filters and sorts follow. */
import type { AnyProp } from '../../props/schema.js'

/** A declared property with its id in Notion, or with a name in Notion that differs from its key. */
export interface BoundProperty<Prop extends AnyProp = AnyProp> {
  /** Its type: a value of `notion-fp/props`. */
  readonly prop: Prop
  /**
   * Its id in Notion, from the schema of the data source. A property with an id is found only by the id, whatever its name. Default: it is
   * found by its name.
   */
  readonly id?: string | undefined
  /** Its name in Notion. Default: its key in the declaration. */
  readonly name?: string | undefined
  readonly description?: string | undefined
}

/** A declared property: its type, or its type with its id or name in Notion. */
export type PropertyDeclaration = AnyProp | BoundProperty

/** The declared properties. A key is the name in Notion, unless the declaration has a `name`. */
export interface PropertyDeclarations {
  readonly [key: string]: PropertyDeclaration
}

/** Rows use this name for their id, or filters for their groups: choose another key, and set the `name` in Notion. */
export declare enum ReservedKey {
  none = '',
}

/**
 * The keys that a declaration cannot use.
 *
 * @internal
 */
export type ReservedKeys = 'id' | 'and' | 'or'

/** The declaration of a data source. */
export interface DataSourceDefinition<Properties extends PropertyDeclarations = PropertyDeclarations> {
  /** The id of the data source. */
  readonly data_source_id?: string | undefined
  /** The id or URL of its database, to find the data source. Not needed with `data_source_id`. */
  readonly database?: string | undefined
  /** The title of the data source, to distinguish it from others of the same database. */
  readonly title?: string | undefined
  /** The properties that the program uses; others can be omitted. */
  readonly properties: Properties
}

/**
 * Declares a data source: its id, and the properties that a program uses. The types of rows, values to write, filters and sorts, and the
 * schema that creates the data source, are derived from this declaration.
 *
 * Properties are found by their names in Notion, or by their ids, which do not change when somebody renames a property:
 * `bindDataSource` adds the ids of a data source that was read. The title is found under any name. The declaration is
 * checked by each job that uses it.
 *
 * @param definition The declaration.
 * @returns The same declaration, with its type.
 * @example
 * import { checkbox, date, multiSelect, number, select, title } from 'notion-fp/props'
 * import { defineDataSource, type Row } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({
 *   data_source_id: '2f2e2d2c2b2a4928a726252423222120',
 *   properties: {
 *     Name: title,
 *     Stage: select.of('Idea', 'Done'),
 *     Tags: multiSelect.of('home', 'garden'),
 *     Estimate: number,
 *     Due: date,
 *     Finished: { prop: checkbox, name: 'Done' },
 *   },
 * })
 *
 * type Task = Row<typeof Tasks> // { id: string; Name: string; Stage: 'Idea' | 'Done' | null; … }
 */
export const defineDataSource = <const Properties extends PropertyDeclarations>(
  definition: DataSourceDefinition<Properties> & {
    readonly properties: { readonly [Key in ReservedKeys]?: ReservedKey }
  },
): DataSourceDefinition<Properties> => definition
