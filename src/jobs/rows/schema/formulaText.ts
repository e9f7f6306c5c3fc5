/**
 * The references to properties in the expression of a formula.
 *
 * @internal
 */
import { tryTo } from '../../../core/internal/orUndefined.js'

/** A reference to a property by name. */
const BY_NAME = /(?<!\.)\bprop\(\s*("(?:[^"\\]|\\.)*")\s*\)/g
/** A reference as Notion returns it: the ids of the property, its data source and the workspace. */
const BY_ID = /\{\{notion:block_property:([^:{}]+):([^:{}]*):[^:{}]*\}\}/g

/** The name in a string literal. */
export const nameIn = (literal: string): string =>
  tryTo(() => `${JSON.parse(literal)}`, literal.slice(1, -1).replace(/\\(.)/gs, '$1'))

/** Replaces the references; if the replacement is `undefined`, the reference is left unchanged. */
export const replaceReferences = (
  expression: string,
  ofName: (name: string) => string | undefined,
  ofId: (id: string, data_source_id: string) => string | undefined,
): string =>
  expression
    .replace(BY_NAME, (whole, literal: string) => ofName(nameIn(literal)) ?? whole)
    .replace(BY_ID, (whole, id: string, source: string) => ofId(id, source) ?? whole)

/** The names and ids of the properties that an expression refers to. */
export const referencesIn = (expression: string): { names: ReadonlyArray<string>; ids: ReadonlyArray<string> } => {
  const names: Array<string> = []
  const ids: Array<string> = []
  replaceReferences(
    expression,
    (name) => void names.push(name),
    (id) => void ids.push(id),
  )
  return { names, ids }
}

/** A reference to a property by name, in the syntax of an expression. */
export const referenceTo = (name: string): string => `prop(${JSON.stringify(name)})`
