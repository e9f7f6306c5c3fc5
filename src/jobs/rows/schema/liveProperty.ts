/**
 * The properties of a data source that was read, in one form.
 *
 * @internal
 */
import { decoded } from '../../../core/call/url.js'
import { isRecord } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { OptionConfig } from '../../../props/option.js'
import type { BindableDataSource } from '../bindDataSource.js'
import { replaceReferences } from './formulaText.js'
import { comparableFormula } from './formulaTree.js'

/** A property of the data source. */
export interface LiveProperty {
  readonly name: string
  /** Its id, decoded. */
  readonly id: string
  /** Its id as Notion returned it. */
  readonly encoded: string
  readonly type: string
  readonly description: string | null
  /** The configuration of its type, whatever it is. */
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
        type,
        description: typeof description === 'string' && description !== '' ? description : null,
        config: field(config, type),
      }
    })
    .sort(
      (one, other) => Number(other.type === 'title') - Number(one.type === 'title') || (one.name < other.name ? -1 : 1),
    )
}

/** The options of a property; none if it has none. */
export const optionsOf = ({ config }: LiveProperty): ReadonlyArray<OptionConfig> => {
  const options = field(config, 'options')
  return Array.isArray(options)
    ? // Whatever it holds: what has no name is left out, and the rest is read field by field.
      unsafeCast<ReadonlyArray<OptionConfig>>(options).filter((option) => typeof field(option, 'name') === 'string')
    : []
}

/** What names a property in a request, so that no other one can be meant; `undefined` if there is nothing. */
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

/** A field of the configuration that is a text; empty if it is none, as that of a rollup whose relation is gone. */
export const textIn = (property: LiveProperty, name: string): string => textOf(property, name) ?? ''

/** The property that a reference of a formula leads to: one of this data source. */
export const referredBy = (
  properties: ReadonlyArray<LiveProperty>,
  id: string,
  source: string,
  data_source_id: string,
): LiveProperty | undefined =>
  source === '' || undashed(source) === undashed(data_source_id)
    ? properties.find((property) => property.id === decoded(id))
    : undefined

/** An id without its dashes, which requests may leave out. */
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

/** The expression of {@link referencesById} in a form that is the same however it is formatted. */
export const expressionById = (
  expression: string,
  data_source_id: string,
  properties: ReadonlyArray<LiveProperty>,
  idOf: (name: string) => string | undefined = (name) => properties.find((one) => one.name === name)?.id,
): string => comparableFormula(referencesById(expression, data_source_id, properties, idOf))
