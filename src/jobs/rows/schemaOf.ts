/** The schema that creates a declared data source. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import { type InvalidInputError, omitUndefined } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { EmptyRequest } from '../../core/schema/exactlyOne.js'
import type { ConfigRequests } from '../../props/propertyTables.js'
import '../../props/propertyTypes.js'
import type { AnyProp } from '../../props/schema.js'
import type { SchemaRequest } from '../../props/schemaRequest.js'
import { invalidJob } from '../shared/jobParams.js'
import { checkDefinition, declaredProperties } from './declared.js'
import { declaredOptions } from './optionNames.js'
import type { AnyDefinition } from './rowTypes.js'

/** A configuration, or what the declaration would need for it. */
type Config = Either<string, object>

const relationConfig = (of: unknown): Config => {
  // Called without a check: if it is not a function, there is no target.
  const target = tryTo(() => unsafeCast<() => unknown>(field(of, 'to'))())
  const data_source_id = typeof target === 'string' ? target : field(target, 'data_source_id')
  if (typeof data_source_id !== 'string') {
    return left('relation.to(() => the id or the definition, with a data_source_id, of the related data source)')
  }
  const two_way = field(of, 'two_way')
  return right(
    two_way
      ? { data_source_id, dual_property: typeof two_way === 'string' ? { synced_property_name: two_way } : {} }
      : { data_source_id, single_property: {} },
  )
}

const rollupConfig = (of: unknown): Config => {
  const config = field(of, 'config')
  const [relation, property, name] = ['relation', 'property', 'function'].map((part) => field(config, part))
  return relation && property && name
    ? right({ relation_property_name: relation, rollup_property_name: property, function: name })
    : left('rollup.of(the type of the result, { relation, property, function })')
}

/** The types that can be created without a configuration. */
type Unneeded = {
  [Type in keyof ConfigRequests]: EmptyRequest extends ConfigRequests[Type] ? Type : never
}[keyof ConfigRequests]

/**
 * The configuration of a declared property in a request, or what the declaration would need for it.
 *
 * @internal
 */
export const configOf = (prop: AnyProp): Config => {
  const of = field(prop, 'of')
  const { type: known } = prop
  switch (known) {
    case 'select':
    case 'multi_select':
    case 'status': {
      const options = declaredOptions(prop)?.map(({ name, color, description }) =>
        omitUndefined({ name, color, description }),
      )
      return right(options ? { options } : {})
    }
    case 'number':
      return right(typeof of === 'string' ? { format: of } : {})
    case 'unique_id':
      return right(typeof of === 'string' ? { prefix: of } : {})
    case 'formula': {
      const expression = field(of, 'expression')
      return typeof expression === 'string'
        ? right({ expression })
        : left('formula.of(the type of the result, an expression)')
    }
    case 'relation':
      return relationConfig(of)
    case 'rollup':
      return rollupConfig(of)
    default:
      known satisfies Unneeded
      return right({})
  }
}

/**
 * The schema of a declared data source, for `createDatabase` and `createDataSource`. Each property has its name in Notion.
 *
 * @param definition The declaration.
 * @returns The properties by name. Fails with `InvalidInputError` unless there is exactly one title, or if a relation has no target, a
 * formula no expression, or a rollup no source.
 * @example
 * import { type Context, createDatabase } from 'notion-fp'
 * import { E, pipe, TE } from 'notion-fp/fp'
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, schemaOf } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Estimate: number } })
 *
 * const createTasks = (ctx: Context, page_id: string) =>
 *   pipe(
 *     TE.fromEither(schemaOf(Tasks)),
 *     TE.chain((properties) => createDatabase(ctx, { parent: { page_id }, initial_data_source: { properties } })),
 *   )
 */
export const schemaOf = (definition: AnyDefinition): Either<InvalidInputError, SchemaRequest> => {
  const checked = checkDefinition('schemaOf', definition)
  if (isLeft(checked)) return checked
  const issues: Array<InvalidInput> = []
  const schema: Array<readonly [name: string, config: object]> = []
  const declared = declaredProperties(definition)
  for (const { key, name, prop, description } of declared) {
    const config = configOf(prop)
    if (isLeft(config)) issues.push({ field: `properties.${key}`, given: prop.type, allowed: config.left })
    else schema.push([name, { [prop.type]: config.right, ...(description !== undefined && { description }) }])
  }
  const titles = declared.filter(({ prop }) => prop.type === 'title').length
  if (titles !== 1) issues.push({ field: 'properties', given: `${titles} titles`, allowed: 'exactly one title' })
  return issues.length > 0
    ? left(invalidJob('schemaOf', issues))
    : // The configuration belongs to the type that is its key.
      right(unsafeCast<SchemaRequest>(Object.fromEntries(schema)))
}
