/** Binds a declaration to a data source that was read. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import { type InvalidInputError, omitUndefined } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { decoded } from '../../core/call/url.js'
import { isRecord } from '../../core/internal/json.js'
import { field } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { OptionConfig } from '../../props/option.js'
import type { PropertyConfig } from '../../props/propertyConfig.js'
import type { AnyProp } from '../../props/schema.js'
import { invalidJob } from '../shared/jobParams.js'
import { checkDefinition, type Declared, declaredProperties } from './declared.js'
import type { BoundProperty, DataSourceDefinition, PropertyDeclarations } from './definition.js'
import { declaredOptions } from './optionNames.js'

/** The part of a data source that a declaration is bound to, as `getDataSource` returns it. */
export interface BindableDataSource {
  readonly id: string
  readonly properties: { readonly [name: string]: PropertyConfig }
}

/**
 * The configuration of a declared property: by its id if it has one, otherwise by its exact name.
 *
 * @internal
 */
export const configOfDeclared = (
  { id, name }: Declared,
  properties: BindableDataSource['properties'],
): PropertyConfig | undefined =>
  id === undefined
    ? Object.hasOwn(properties, name)
      ? properties[name]
      : undefined
    : Object.values(properties).find((config) => decoded(`${field(config, 'id')}`) === decoded(id))

/** The type of a property with the ids of its options, so that renamed options are still found. */
const boundProp = (prop: AnyProp, config: PropertyConfig): AnyProp => {
  const options = declaredOptions(prop)
  const live = field(field(config, config.type), 'options')
  if (!options || !Array.isArray(live)) return prop
  const of = options.map((option) => {
    // The configuration was decoded; `options` is a list of options in every type that has one.
    const found = unsafeCast<ReadonlyArray<OptionConfig>>(live).find(({ name }) => name === option.name)
    return option.id !== undefined || !found?.id ? option : { ...option, id: found.id }
  })
  // A copy of a property type with other options has the same type.
  return unsafeCast({ ...prop, of })
}

/**
 * Binds a declaration to a data source that was read: adds its id, the ids and names of the properties, and the ids of the declared
 * options. Properties and options that are later renamed in Notion are then still found.
 *
 * @param definition The declaration.
 * @param dataSource The data source, as `getDataSource` returns it.
 * @returns The declaration, of the same type. Fails with `InvalidInputError`, which lists each declared property that is missing from the
 * data source or has another type there.
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { number, title } from 'notion-fp/props'
 * import { bindDataSource, defineDataSource } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Estimate: number } })
 *
 * const tasks = (ctx: Context, data_source_id: string) =>
 *   pipe(getDataSource(ctx, { data_source_id }), TE.chainEitherKW((found) => bindDataSource(Tasks, found)))
 */
export const bindDataSource = <Properties extends PropertyDeclarations>(
  definition: DataSourceDefinition<Properties>,
  dataSource: BindableDataSource,
): Either<InvalidInputError, DataSourceDefinition<Properties>> => {
  const checked = checkDefinition('bindDataSource', definition)
  if (isLeft(checked)) return checked
  if (!isRecord(field(dataSource, 'properties'))) {
    const allowed = 'a data source, as getDataSource returns it'
    return left(invalidJob('bindDataSource', [{ field: 'dataSource', given: dataSource, allowed }]))
  }
  const issues: Array<InvalidInput> = []
  const bound: Array<readonly [key: string, declaration: BoundProperty]> = []
  for (const declared of declaredProperties(definition)) {
    const { key, prop, id, name, description } = declared
    const config = configOfDeclared(declared, dataSource.properties)
    if (config?.type === prop.type) {
      const entry = { prop: boundProp(prop, config), id: config.id, name: config.name, description }
      bound.push([key, omitUndefined(entry)])
    } else {
      const named = id === undefined || id === 'title' ? `the name ${JSON.stringify(name)}` : `the id ${id}`
      const allowed = `the ${prop.type} of ${named} in the data source`
      issues.push({ field: `properties.${key}`, given: config?.type ?? 'none', allowed })
    }
  }
  if (issues.length > 0) return left(invalidJob('bindDataSource', issues))
  // Each property has the key and the type that it was declared with.
  const properties = unsafeCast<Properties>(Object.fromEntries(bound))
  return right({ ...definition, data_source_id: dataSource.id, properties })
}
