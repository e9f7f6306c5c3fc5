/**
 * The properties of a data source that was read, in a uniform format.
 *
 * @internal
 */
import { decoded } from '../../../core/call/url.js'
import { isRecord } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { UnknownType } from '../../../core/schema/combinators.js'
import type { EmptyConfig } from '../../../props/emptyConfig.js'
import type { OptionConfig } from '../../../props/option.js'
import type { ConfigPayloads, ConfigType } from '../../../props/propertyTables.js'
import '../../../props/propertyTypes.js'
import type { BindableDataSource } from '../bindDataSource.js'
import { replaceReferences } from './formulaText.js'
import { comparableFormula } from './formulaTree.js'

/** The type of a property: one of the API, or one that the library does not know. */
type LiveType = ConfigType | UnknownType

/**
 * The types without a configuration, and those that the library does not know. Where each type with one has a case, the others
 * satisfy this type: a new type with a configuration is an error there.
 */
export type Unconfigured =
  | { [Type in ConfigType]: EmptyConfig extends ConfigPayloads[Type] ? Type : never }[ConfigType]
  | UnknownType

/** A property of the data source. */
export interface LiveProperty {
  readonly name: string
  /** Its id, decoded. */
  readonly id: string
  /** Its id as Notion returned it. */
  readonly encoded: string
  readonly type: LiveType
  readonly description: string | null
  /** The configuration of its type. */
  readonly config: unknown
}

/** The properties, in a fixed order: the title first, the rest by name. */
export const liveProperties = (dataSource: BindableDataSource): ReadonlyArray<LiveProperty> => {
  const properties = field(dataSource, 'properties')
  const all = isRecord(properties) ? Object.entries(properties) : []
  return all
    .map(([name, config]): LiveProperty => {
      const [type, description] = [`${field(config, 'type') ?? 'unknown'}`, field(config, 'description')]
      const encoded = `${field(config, 'id') ?? ''}`
      return {
        name,
        id: decoded(encoded),
        encoded,
        // What else it can be is no case anywhere.
        type: unsafeCast<LiveType>(type),
        description: typeof description === 'string' && description !== '' ? description : null,
        config: field(config, type),
      }
    })
    .sort(
      (one, other) => Number(other.type === 'title') - Number(one.type === 'title') || (one.name < other.name ? -1 : 1),
    )
}

/** The options of a property; empty if it has none. */
export const optionsOf = ({ config }: LiveProperty): ReadonlyArray<OptionConfig> => {
  const options = field(config, 'options')
  return Array.isArray(options)
    ? // Any value is safe: objects without a name are skipped, and the others are read field by field.
      unsafeCast<ReadonlyArray<OptionConfig>>(options).filter((option) => typeof field(option, 'name') === 'string')
    : []
}

/** An unambiguous reference to a property in a request; `undefined` if there is none. */
export const keyInRequest = (property: LiveProperty, all: ReadonlyArray<LiveProperty>): string | undefined => {
  const isAlso = (text: string, other: LiveProperty): boolean =>
    other !== property && (other.name === text || other.id === text || other.encoded === text)
  return [property.encoded, property.name].find((text) => text !== '' && !all.some((other) => isAlso(text, other)))
}

/** A field of the configuration that is a text. */
export const textOf = ({ config }: LiveProperty, name: string): string | undefined => {
  const text = field(config, name)
  return typeof text === 'string' ? text : undefined
}

/** A field of the configuration that is a text; empty if it is not, as for a rollup whose relation was deleted. */
export const textIn = (property: LiveProperty, name: string): string => textOf(property, name) ?? ''

/** The property of this data source that a reference in a formula refers to. */
export const referredBy = (
  properties: ReadonlyArray<LiveProperty>,
  id: string,
  source: string,
  data_source_id: string,
): LiveProperty | undefined =>
  source === '' || undashed(source) === undashed(data_source_id)
    ? properties.find((property) => property.id === decoded(id))
    : undefined

/** An id without its dashes, which requests may omit. */
export const undashed = (id: string): string => id.replaceAll('-', '').toLowerCase()

/** An expression in which properties have their ids instead of their names; those without an id keep their names. */
export const referencesById = (
  expression: string,
  data_source_id: string,
  properties: ReadonlyArray<LiveProperty>,
  idOf: (name: string) => string | undefined,
): string =>
  replaceReferences(
    expression,
    (name) => {
      const id = idOf(name)
      return id === undefined ? undefined : `{{${encodeURIComponent(id)}}}`
    },
    (id, source) => {
      const found = referredBy(properties, id, source, data_source_id)
      return found && `{{${encodeURIComponent(found.id)}}}`
    },
  )

/** The expression of {@link referencesById} in a form that does not depend on its formatting. */
export const expressionById = (
  expression: string,
  data_source_id: string,
  properties: ReadonlyArray<LiveProperty>,
  idOf: (name: string) => string | undefined = (name) => properties.find((one) => one.name === name)?.id,
): string => comparableFormula(referencesById(expression, data_source_id, properties, idOf))
