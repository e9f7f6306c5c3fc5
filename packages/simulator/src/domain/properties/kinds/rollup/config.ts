/** The configuration of rollups. A request gives the two properties by name or id, a response contains both. */
import { invalid } from '../../../errors.js'
import type { DataSourceNode, Property } from '../../../state/types.js'
import type { Workspace } from '../../../state/workspace.js'
import { type Check, missing } from '../../../validate/check.js'
import { encodeId } from '../../../values/id.js'
import { asObject, asString, type Json } from '../../../values/json.js'
import type { PropertyKind } from '../../kind.js'

const byNameOrId = (
  properties: ReadonlyMap<string, Property>,
  name: Json | undefined,
  id: Json | undefined,
): Property | undefined =>
  [...properties.values()].find((each) =>
    id === undefined ? each.name === name : each.id === id || encodeId(each.id) === id,
  )

/** The configuration: which relation, which property of the related pages, which function. */
export const configure: PropertyKind['configure'] = (request, { workspace, properties }) => {
  const relation = byNameOrId(properties, request.relation_property_name, request.relation_property_id)
  const requested = asString(request.relation_property_name ?? request.relation_property_id)
  if (relation?.type !== 'relation') throw invalid(`Could not find relation property with name or id: ${requested}`)
  const target = workspace.nodes.get(asString(relation.config.data_source_id))
  const rolled =
    target?.kind === 'data_source'
      ? byNameOrId(target.properties, request.rollup_property_name, request.rollup_property_id)
      : undefined
  const name = asString(request.rollup_property_name ?? request.rollup_property_id)
  if (target?.kind === 'data_source' && rolled === undefined && !target.open)
    throw invalid(`Could not find rollup property with name or id: ${name}`)
  return {
    rollup_property_name: rolled?.name ?? name,
    relation_property_name: relation.name,
    rollup_property_id: rolled?.id ?? name,
    relation_property_id: relation.id,
    function: request.function ?? 'show_original',
  }
}

/** Each of the two properties is given by name or by id. */
export const bothProperties: Check = (value, path) => {
  const request = asObject(value)
  return ['relation_property', 'rollup_property'].flatMap((key) =>
    request[`${key}_name`] === undefined && request[`${key}_id`] === undefined ? missing(`${path}.${key}_name`) : [],
  )
}

/** Updates the names in the configuration if one of the two properties belongs to the source that changed. */
export const followRenames = (
  workspace: Workspace,
  holder: DataSourceNode,
  property: Property,
  source: DataSourceNode,
): void => {
  const relation = holder.properties.get(asString(property.config.relation_property_id))
  const target = workspace.nodes.get(asString(relation?.config.data_source_id))
  if (relation === undefined || (holder.id !== source.id && target?.id !== source.id)) return
  const rolled =
    target?.kind === 'data_source' ? target.properties.get(asString(property.config.rollup_property_id)) : undefined
  property.config = {
    ...property.config,
    relation_property_name: relation.name,
    rollup_property_name: rolled?.name ?? property.config.rollup_property_name ?? '',
  }
}
