/**
 * References to properties in formulas. Requests name a property, responses contain its id, so that it can be renamed.
 */
import type { DataSourceNode, Property } from '../state/types.js'
import { spaceOf, type Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { printFormula } from './print.js'

/** References to properties of the row by name; those of related rows follow a dot. */
const NAME_REFERENCE = /(?<!\.)\bprop\("((?:[^"\\]|\\.)*)"\)/g

/** A reference to a property in the API's format: the ids of the property, its data source and the workspace. */
const REFERENCE = /\{\{notion:block_property:([^:{}]+):([^:{}]+):[^:{}]*\}\}/g

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1')

/** Replaces the references in an expression; an undefined replacement leaves them unchanged. */
const replaceNames = (expression: string, replacementFor: (name: string) => string | undefined): string =>
  expression.replaceAll(NAME_REFERENCE, (read, text: string) => replacementFor(unescaped(text)) ?? read)

/** A reference to a property by name. */
const byName = (name: string): string => `prop(${JSON.stringify(name)})`

/** An expression after properties were renamed. */
export const renamed = (expression: string, renames: ReadonlyMap<string, string>): string =>
  replaceNames(expression, (old) => {
    const name = renames.get(old)
    return name === undefined ? undefined : byName(name)
  })

/**
 * An expression as the API stores it: its properties by id, so that they can be renamed. Unknown names stay unchanged.
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

/** An expression with its properties by name, to be evaluated for a row of a data source. */
export const referencesToNames = (
  workspace: Workspace,
  source: DataSourceNode | undefined,
  expression: string,
): string =>
  expression.replaceAll(REFERENCE, (reference, encoded: string, sourceId: string) => {
    const node = workspace.nodes.get(sourceId)
    const properties = node?.kind === 'data_source' ? node.properties : source?.properties
    const found = [...(properties?.values() ?? [])].find(({ id }) => id === encoded || encodeId(id) === encoded)
    return found === undefined ? reference : byName(found.name)
  })
