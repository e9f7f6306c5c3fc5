/**
 * The properties that a formula is computed from, according to its expression in the schema.
 *
 * @internal
 */
import { decoded } from '../../core/call/url.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import type { PropertyConfig } from '../../props/propertyConfig.js'
import type { CompletionSchema } from './completionOptions.js'

/** A reference: by name, as it is written, or with the id of the property, as Notion returns it. */
const REFERENCE = /\bprop\(\s*("(?:[^"\\]|\\.)*")\s*\)|\{\{notion:block_property:([^:{}]+):[^{}]*\}\}/g

/** All possible references. */
const ANY_REFERENCE = /\bprop\s*\(|\{\{/g

/** The configuration of a property, by its id. */
export const configById = (schema: CompletionSchema | undefined, property_id: string): PropertyConfig | undefined =>
  tryTo(() => Object.values(schema?.properties ?? {}).find(({ id }) => decoded(id) === decoded(property_id)))

/** The properties that an expression refers to; `undefined` if it may refer to others. */
const sourcesOf = (schema: CompletionSchema, expression: string): ReadonlyArray<PropertyConfig> | undefined => {
  const found = [...expression.matchAll(REFERENCE)].map(([, name, id]) =>
    id !== undefined
      ? configById(schema, id)
      : Object.values(schema.properties).find((one) => one.name === tryTo(() => JSON.parse(`${name}`))),
  )
  const known = found.filter((one) => one !== undefined)
  const references = expression.match(ANY_REFERENCE)?.length ?? 0
  return known.length === references ? known : undefined
}

/** The properties that a formula depends on, directly or through other formulas; `undefined` if unknown. */
export const formulaSources = (
  schema: CompletionSchema | undefined,
  property_id: string,
): ReadonlyArray<PropertyConfig> | undefined =>
  tryTo(() => {
    if (!schema) return undefined
    const sources = new Map<string, PropertyConfig>()
    const open = [configById(schema, property_id)]
    while (open.length > 0) {
      const config = open.pop()
      if (config?.type !== 'formula') return undefined
      const found = sourcesOf(schema, config.formula.expression)
      if (!found) return undefined
      for (const one of found) {
        if (sources.has(one.id)) continue
        sources.set(one.id, one)
        if (one.type === 'formula') open.push(one)
      }
    }
    return [...sources.values()]
  })
