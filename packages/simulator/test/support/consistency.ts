import { expect } from 'vitest'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../src/domain/values/json.js'
import type { Simulator } from '../../src/index.js'

const mapOf = (pairs: Json | undefined): ReadonlyMap<string, JsonObject> =>
  new Map(asArray(pairs).map((pair) => [asString(asArray(pair)[0]), asObject(asArray(pair)[1])]))

const idsIn = (list: Json | undefined): ReadonlyArray<string> => asArray(list).map(asString)

const parentIdOf = ({ parent }: JsonObject): string | undefined => {
  const { data_source_id: source, page_id: page, block_id: block, database_id: database } = asObject(parent)
  const id = source ?? page ?? block ?? database
  return typeof id === 'string' ? id : undefined
}

/** The ids of the children of a node. */
const listedIn = (node: JsonObject): ReadonlyArray<string> =>
  node.kind === 'database'
    ? idsIn(node.dataSources)
    : node.kind === 'data_source'
      ? [...idsIn(node.rows), ...idsIn(node.templates)]
      : idsIn(node.children)

const demandTree = (nodes: ReadonlyMap<string, JsonObject>): void => {
  const listed = [...nodes].flatMap(([id, node]) => listedIn(node).map((child) => ({ id, child })))
  expect(new Set(listed.map(({ child }) => child)).size, 'a node is listed twice').toBe(listed.length)
  for (const { id, child } of listed) {
    const node = nodes.get(child)
    expect(node, `${id} lists ${child}, which is not there`).toBeDefined()
    expect(parentIdOf(node ?? {}), `${id} lists ${child}, which stands elsewhere`).toBe(id)
  }
  const places = new Set(listed.map(({ child }) => child))
  for (const [id, node] of nodes) {
    const parent = parentIdOf(node)
    if (parent === undefined) continue
    expect(nodes.has(parent), `the parent of ${id} is not there`).toBe(true)
    expect(places.has(id), `${id} is not listed by its parent`).toBe(true)
    const seen = new Set<string>()
    for (let at: string | undefined = id; at !== undefined; at = parentIdOf(nodes.get(at) ?? {})) {
      expect(seen.has(at), `${at} is its own ancestor`).toBe(false)
      seen.add(at)
    }
  }
}

const demandRelations = (nodes: ReadonlyMap<string, JsonObject>): void => {
  const valuesIn = (row: JsonObject | undefined, property: string): ReadonlyArray<string> =>
    idsIn(
      asArray(row?.values)
        .map(asArray)
        .find(([id]) => id === property)?.[1],
    )
  for (const source of nodes.values()) {
    if (source.kind !== 'data_source') continue
    for (const [id, property] of mapOf(source.properties)) {
      const { type, data_source_id: target, dual_property: dual } = asObject(property.config)
      if (property.type !== 'relation' || type !== 'dual_property') continue
      const other = decodeURIComponent(asString(asObject(dual).synced_property_id))
      const back = mapOf(nodes.get(asString(target))?.properties).get(other)
      expect(back, `${asString(property.name)} has no other side`).toBeDefined()
      for (const row of idsIn(source.rows))
        for (const related of valuesIn(nodes.get(row), id))
          if (asObject(nodes.get(related)?.parent).data_source_id === target)
            expect(valuesIn(nodes.get(related), other), `${related} does not relate back to ${row}`).toContain(row)
    }
  }
}

const demandViews = (workspace: JsonObject, nodes: ReadonlyMap<string, JsonObject>): void => {
  const views = mapOf(workspace.views)
  for (const [id, view] of views) {
    expect(nodes.get(asString(view.databaseId))?.kind, `view ${id} has no database`).toBe('database')
    if (view.dashboardId !== undefined)
      expect(views.get(asString(view.dashboardId))?.type, `widget ${id} has no dashboard`).toBe('dashboard')
    const shown = asArray(view.rows).flatMap((row) =>
      asArray(asObject(row).widgets).map((each) => asObject(each).viewId),
    )
    expect(new Set(shown).size).toBe(shown.length)
    for (const each of shown) expect(views.get(asString(each))?.dashboardId, `a widget leads nowhere`).toBe(id)
  }
}

const demandSessions = (workspace: JsonObject): void => {
  for (const [id, session] of mapOf(workspace.sessions)) {
    const numbers = asArray(session.events).map((event) => asObject(event).sequence)
    expect(numbers, `the log of ${id} has gaps`).toEqual(numbers.map((_, index) => index + 1))
    expect(asArray(session.requiredActions).length > 0).toBe(session.status === 'requires_action')
  }
}

/** The invariants of every workspace: parents exist, children are listed once, both sides of relations agree. */
export const demandSound = (simulator: Simulator): void => {
  const workspace = asObject(simulator.snapshot().workspace)
  const nodes = mapOf(workspace.nodes)
  demandTree(nodes)
  demandRelations(nodes)
  demandViews(workspace, nodes)
  demandSessions(workspace)
}
