/** Puts a planned schema in place, and updates what depends on it: rows, related properties, and references by name. */
import { pagesAmong } from '../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { kindOf } from './registry.js'

const rowsOf = (workspace: Workspace, source: DataSourceNode): ReadonlyArray<PageNode> =>
  pagesAmong(workspace, [...source.rows, ...source.templates])

/** Converts the values of a property that was replaced, and deletes those that cannot be converted. */
const convertValues = (rows: ReadonlyArray<PageNode>, before: Property, after: Property | undefined): void => {
  const { convert } = kindOf(before.type)
  for (const row of rows) {
    const stored = row.values.get(before.id)
    const next =
      after === undefined || stored === undefined || before.type === after.type
        ? undefined
        : convert?.(stored, kindOf(after.type))
    if (next === undefined) row.values.delete(before.id)
    else row.values.set(before.id, next)
  }
}

/** Whether old values of a property are meaningless under its new configuration. */
const isReplaced = (old: Property, next: Property): boolean =>
  old.type !== next.type || kindOf(old.type).isReplaced?.(old, next) === true

/** Updates all references to properties of a data source by name after some were renamed. */
const followRenames = (workspace: Workspace, source: DataSourceNode, before: ReadonlyMap<string, Property>): void => {
  const renames = new Map(
    [...before].flatMap(([id, old]): ReadonlyArray<[string, string]> => {
      const next = source.properties.get(id)
      return next === undefined || next.name === old.name ? [] : [[old.name, next.name]]
    }),
  )
  if (renames.size === 0) return
  for (const holder of workspace.nodes.values())
    if (holder.kind === 'data_source')
      for (const property of holder.properties.values())
        kindOf(property.type).followRenames?.(workspace, holder, property, source, renames)
}

/** Puts a planned schema in place, and updates rows, related properties and counters. */
export const applySchema = (
  workspace: Workspace,
  source: DataSourceNode,
  planned: ReadonlyMap<string, Property>,
): void => {
  const before = source.properties
  const rows = (): ReadonlyArray<PageNode> => rowsOf(workspace, source)
  source.properties = new Map(planned)
  for (const [id, old] of before) {
    const next = planned.get(id)
    if (next === undefined || isReplaced(old, next)) convertValues(rows(), old, next)
    kindOf(old.type).release?.(workspace, old, next)
  }
  for (const [id, property] of planned)
    kindOf(property.type).afterSchemaChange?.({ workspace, source, rows }, property, before.get(id))
  followRenames(workspace, source, before)
}
