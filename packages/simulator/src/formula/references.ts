import { asObject, asString } from '../json.js'
import { encodeId } from '../properties/kind.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { printFormula } from './print.js'

/** Properties of the row itself, as a request names them; those of rows beyond a relation come after a dot. */
const NAMED = /(?<!\.)\bprop\("((?:[^"\\]|\\.)*)"\)/g

/** A property as the API names it in an expression: by its id, that of its data source, and that of the workspace. */
const REFERENCE = /\{\{notion:block_property:([^:{}]+):([^:{}]+):[^:{}]*\}\}/g

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1')

const workspaceId = (workspace: Workspace): string =>
  asString(asObject(workspace.users.get(workspace.botId)?.bot).workspace_id)

/** An expression as the API keeps it: its properties by id, so that they can be renamed. Names of none stay as they are. */
export const referring = (
  workspace: Workspace,
  source: DataSourceNode,
  properties: Iterable<Property>,
  expression: string,
): string => {
  const ids = new Map([...properties].map(({ id, name }) => [name, id]))
  return printFormula(expression).replaceAll(NAMED, (read, text: string) => {
    const id = ids.get(unescaped(text))
    return id === undefined ? read : `{{notion:block_property:${encodeId(id)}:${source.id}:${workspaceId(workspace)}}}`
  })
}

/** An expression with its properties by name, to be worked out for a row of a data source. */
export const naming = (workspace: Workspace, source: DataSourceNode | undefined, expression: string): string =>
  expression.replaceAll(REFERENCE, (reference, encoded: string, sourceId: string) => {
    const there = workspace.nodes.get(sourceId)
    const properties = there?.kind === 'data_source' ? there.properties : source?.properties
    const found = [...(properties?.values() ?? [])].find(({ id }) => id === encoded || encodeId(id) === encoded)
    return found === undefined ? reference : `prop(${JSON.stringify(found.name)})`
  })
