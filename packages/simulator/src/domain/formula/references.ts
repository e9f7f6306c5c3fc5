import type { DataSourceNode, Property } from '../state/types.js'
import { spaceOf, type Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { printFormula } from './print.js'

/** Properties of the row itself by name; those of rows beyond a relation come after a dot. */
const NAME_REFERENCE = /(?<!\.)\bprop\("((?:[^"\\]|\\.)*)"\)/g

/** A property as the API names it in an expression: by its id, that of its data source, and that of the workspace. */
const REFERENCE = /\{\{notion:block_property:([^:{}]+):([^:{}]+):[^:{}]*\}\}/g

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1')

/** An expression with other words for the properties that it names; what is undefined stays as it is. */
const replaceNames = (expression: string, replacementFor: (name: string) => string | undefined): string =>
  expression.replaceAll(NAME_REFERENCE, (read, text: string) => replacementFor(unescaped(text)) ?? read)

/** A property by its name, as a formula reads it. */
const byName = (name: string): string => `prop(${JSON.stringify(name)})`

/** An expression that names properties by what they are called now. */
export const renamed = (expression: string, renames: ReadonlyMap<string, string>): string =>
  replaceNames(expression, (old) => {
    const name = renames.get(old)
    return name === undefined ? undefined : byName(name)
  })

/**
 * An expression as the API keeps it: its properties by id, so that they can be renamed. Names of none stay as they
 * are.
 */
export const namesToReferences = (
  workspace: Workspace,
  source: DataSourceNode,
  properties: Iterable<Property>,
  expression: string,
): string => {
  const ids = new Map([...properties].map(({ id, name }) => [name, id]))
  return replaceNames(printFormula(expression), (name) => {
    const id = ids.get(name)
    return id === undefined
      ? undefined
      : `{{notion:block_property:${encodeId(id)}:${source.id}:${spaceOf(workspace).id}}}`
  })
}

/** An expression with its properties by name, to be worked out for a row of a data source. */
export const referencesToNames = (
  workspace: Workspace,
  source: DataSourceNode | undefined,
  expression: string,
): string =>
  expression.replaceAll(REFERENCE, (reference, encoded: string, sourceId: string) => {
    const there = workspace.nodes.get(sourceId)
    const properties = there?.kind === 'data_source' ? there.properties : source?.properties
    const found = [...(properties?.values() ?? [])].find(({ id }) => id === encoded || encodeId(id) === encoded)
    return found === undefined ? reference : byName(found.name)
  })
