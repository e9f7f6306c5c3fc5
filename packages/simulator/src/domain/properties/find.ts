/**
 * Finds properties by name or id. Ids may contain characters that addresses must encode, so both forms are accepted.
 */
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { asString } from '../values/json.js'

/** Finds a property of a data source by name or by id, encoded or not. */
export const findProperty = (properties: Iterable<Property>, key: string): Property | undefined => {
  const all = [...properties]
  return all.find((each) => each.name === key) ?? all.find((each) => each.id === key || encodeId(each.id) === key)
}

const ALPHABET = ':;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~'

/** Creates a property id: four characters that often need encoding, as those of the API. */
export const newPropertyId = (workspace: Workspace, taken: ReadonlyMap<string, Property>): string => {
  const hex = workspace.newId().replaceAll('-', '')
  const id = [0, 1, 2, 3]
    .map((index) => ALPHABET[Number.parseInt(hex.slice(24 + index * 2, 26 + index * 2), 16) % ALPHABET.length])
    .join('')
  return taken.has(id) ? newPropertyId(workspace, taken) : id
}

/** The title property of a page that is in no data source. */
const PAGE_TITLE: Property = { id: 'title', name: 'title', type: 'title', description: null, config: {} }

/** The properties of a page: those of its data source, or only its title. */
export const propertiesOf = (source: DataSourceNode | undefined): ReadonlyArray<Property> =>
  source === undefined ? [PAGE_TITLE] : [...source.properties.values()]

/** The data source that a page is a row of. */
export const sourceOf = (workspace: Workspace, page: PageNode): DataSourceNode | undefined => {
  const node = workspace.nodes.get(asString(page.parent.data_source_id))
  return node?.kind === 'data_source' ? node : undefined
}
