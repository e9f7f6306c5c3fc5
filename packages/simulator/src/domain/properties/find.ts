import type { Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'

/** A property of a data source by name or by id, encoded or not. */
export const findProperty = (properties: Iterable<Property>, key: string): Property | undefined => {
  const all = [...properties]
  return all.find((each) => each.name === key) ?? all.find((each) => each.id === key || encodeId(each.id) === key)
}

const ALPHABET = ':;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~'

/** A new property id: four characters that often need encoding, as the API's do. */
export const newPropertyId = (workspace: Workspace, taken: ReadonlyMap<string, Property>): string => {
  const hex = workspace.newId().replaceAll('-', '')
  const id = [0, 1, 2, 3]
    .map((index) => ALPHABET[Number.parseInt(hex.slice(24 + index * 2, 26 + index * 2), 16) % ALPHABET.length])
    .join('')
  return taken.has(id) ? newPropertyId(workspace, taken) : id
}
