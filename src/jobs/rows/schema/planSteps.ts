/**
 * Distributes the changes of properties over requests, in a valid order.
 *
 * @internal
 */

import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { SchemaUpdate } from '../../../props/schemaRequest.js'
import { shown } from './compareSchema.js'
import { keyInRequest, type LiveProperty } from './liveProperty.js'
import type { ExpectedProperty, PlannedProperty } from './schemaPlan.js'

/** The changes of one property. */
export interface Entry {
  readonly changes: ReadonlyArray<number>
  /** The property; absent if it is new. */
  readonly live?: LiveProperty
  /** Its new name; absent if it keeps its name. */
  readonly name?: string
  /** The names of the properties that must already exist under these names. */
  readonly needs: ReadonlyArray<string>
  readonly update: object | null
  readonly expected: ExpectedProperty | null
}

/** The requests, and the impossible changes with their reasons. */
export interface Steps {
  readonly steps: ReadonlyArray<ReadonlyArray<PlannedProperty>>
  readonly conflicts: ReadonlyArray<readonly [change: number, reason: string]>
}

/** A name that no property has. */
const freeName = (name: string, taken: ReadonlySet<string>): string => {
  let free = `${name} (moved)`
  while (taken.has(free)) free = `${free}_`
  return free
}

const toPlanned = (entry: Entry, reference: string): PlannedProperty => ({
  property: reference,
  ...(entry.live && { id: entry.live.id }),
  // The parts belong to the type of the property.
  update: unsafeCast<NonNullable<SchemaUpdate[string]> | null>(entry.update),
  expected: entry.expected,
  changes: entry.changes,
})

/** The entries that can be sent, and the reasons why the others cannot. */
const withoutConflicts = (
  entries: ReadonlyArray<Entry>,
  live: ReadonlyArray<LiveProperty>,
): { readonly able: ReadonlyArray<Entry>; readonly conflicts: Array<readonly [number, string]> } => {
  const conflicts: Array<readonly [number, string]> = []
  const reasonFor = (entry: Entry, all: ReadonlyArray<Entry>): string | undefined => {
    const { name } = entry
    if (entry.live && keyInRequest(entry.live, live) === undefined) {
      return 'its name and id are also those of other properties, so a request would be ambiguous: change it in Notion'
    }
    if (!entry.live && live.some(({ id, encoded }) => id === name || encoded === name)) {
      return 'its name is the id of another property, which a request would change instead: add it in Notion'
    }
    const holder =
      name === undefined ? undefined : live.find((property) => property.name === name && property !== entry.live)
    const leaves = all.some((other) => other.live === holder && (other.update === null || other.name !== undefined))
    if (holder && !leaves) return `the name ${shown(holder.name)} is that of another property, which stays`
    return all.some(
      (other) =>
        other !== entry && name !== undefined && other.name === name && all.indexOf(other) < all.indexOf(entry),
    )
      ? `another property gets the name ${shown(`${name}`)} too`
      : undefined
  }
  let able = entries
  // A property that keeps its name blocks others that want it.
  for (;;) {
    const bad = able.flatMap((entry) => {
      const reason = reasonFor(entry, able)
      return reason === undefined ? [] : [[entry, reason] as const]
    })
    if (bad.length === 0) return { able, conflicts }
    for (const [{ changes }, reason] of bad) for (const change of changes) conflicts.push([change, reason])
    able = able.filter((entry) => !bad.some(([one]) => one === entry))
  }
}

/**
 * Distributes entries over as few requests as possible. An entry that needs the name of another property, or refers to a new one, comes
 * after it. If properties swap their names, one of them gets a temporary name.
 */
export const entriesInSteps = (entries: ReadonlyArray<Entry>, live: ReadonlyArray<LiveProperty>): Steps => {
  const { able, conflicts } = withoutConflicts(entries, live)
  const taken = new Set([
    ...live.map(({ name }) => name),
    ...able.flatMap(({ name }) => (name === undefined ? [] : [name])),
  ])
  const moved = new Map<Entry, Entry>()
  const levels = new Map<Entry, number>()
  const waiting = new Set<Entry>()
  const levelOf = (entry: Entry): number => {
    const known = levels.get(entry)
    if (known !== undefined) return known
    waiting.add(entry)
    const { name, needs } = entry
    let level = 0
    const holder = name === undefined ? undefined : able.find((other) => other !== entry && other.live?.name === name)
    if (holder?.live && waiting.has(holder)) {
      // No other entry wants the name of the holder.
      const free = freeName(holder.live.name, taken)
      taken.add(free)
      const away = { name: free }
      moved.set(holder, { changes: [], live: holder.live, name: free, needs: [], update: away, expected: away })
      level = 1
    } else if (holder) level = levelOf(holder) + 1
    for (const needed of needs) {
      const other = able.find((one) => one !== entry && one.update !== null && one.name === needed)
      const sameName = able.find(
        (one) => one !== entry && one.update !== null && one.name === undefined && one.live?.name === needed,
      )
      // A relation with a new target comes before the rollups over it.
      const first = other ?? sameName
      if (first && !waiting.has(first)) level = Math.max(level, levelOf(first) + 1)
    }
    waiting.delete(entry)
    levels.set(entry, level)
    return level
  }
  const steps: Array<Array<PlannedProperty>> = []
  const put = (level: number, entry: Entry): void => {
    const reference = entry.live ? keyInRequest(entry.live, live) : entry.name
    if (reference === undefined) return
    const step = steps[level] ?? []
    steps[level] = step
    step.push(toPlanned(entry, reference))
  }
  for (const entry of able) levelOf(entry)
  for (const entry of able) {
    const away = moved.get(entry)
    if (away) put(0, away)
    // A property with a temporary name gets its own name afterwards.
    put(Math.max(levelOf(entry), away ? 1 : 0), entry)
  }
  // Levels without an entry are holes, which filter leaves out.
  return { steps: steps.filter((step) => step.length > 0), conflicts }
}
