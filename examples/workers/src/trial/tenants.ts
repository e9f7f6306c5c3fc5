/** The tenants of the trial, and what is in their workspaces. */
import type { JsonObject, Simulator } from '@notion-fp/simulator'

/** A tenant with its data source. */
export interface Tenant {
  readonly name: string
  readonly data_source_id: string
}

export const tokenOf = (name: string): string => `ntn_${name}`

/** Somebody who edits the rows of a tenant while they are mirrored. */
export const editorOf = (name: string): string => `ntn_editor_of_${name}`

/** Who compares the copies at the end. */
export const AUDITOR = 'ntn_auditor'

const idOf = (kind: number, tenant: number, index: number): string =>
  `${kind}0000000-0000-4000-8000-${`${tenant}`.padStart(4, '0')}${`${index}`.padStart(8, '0')}`

const rowIdOf = (tenant: number, index: number): string => idOf(3, tenant, index)

const BEGAN = Date.UTC(2026, 0, 1)

const PLAIN = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }

const text = (content: string): JsonObject => ({
  type: 'text',
  text: { content, link: null },
  annotations: PLAIN,
  plain_text: content,
  href: null,
})

const KINDS = ['Document', 'Note'].map((name, index) => ({ id: `kind-${index}`, name, color: 'default' }))

/** A tenth of the rows share their minute with another one. */
const timeOf = (index: number): string => new Date(BEGAN + (index - (index % 10 === 9 ? 1 : 0)) * 60_000).toISOString()

/** How large the workspaces are. */
export interface Size {
  readonly tenants: number
  readonly rows: number
  /** Every so many rows, one has content. */
  readonly every: number
}

/** A row, with its block if it is a document. */
const rowOf = (
  tenant: number,
  data_source_id: string,
  database_id: string,
  index: number,
  every: number,
): ReadonlyArray<JsonObject> => {
  const id = rowIdOf(tenant, index)
  const hasContent = index % every === 0
  const page = {
    object: 'page',
    id,
    created_time: timeOf(index),
    last_edited_time: timeOf(index),
    parent: { type: 'data_source_id', data_source_id, database_id },
    properties: {
      Name: { id: 'title', type: 'title', title: [text(`Row ${index}`)] },
      Points: { id: 'pnts', type: 'number', number: index },
      Kind: { id: 'kind', type: 'select', select: KINDS[hasContent ? 0 : 1] ?? null },
    },
  }
  const block = {
    object: 'block',
    id: idOf(4, tenant, index),
    created_time: timeOf(index),
    parent: { type: 'page_id', page_id: id },
    type: 'paragraph',
    paragraph: { rich_text: [text(`What is in row ${index}`)], color: 'default' },
  }
  return hasContent ? [page, block] : [page]
}

const workspaceOf = (tenant: number, { rows, every }: Size): ReadonlyArray<JsonObject> => {
  const [page_id, database_id, data_source_id] = [0, 1, 2].map((kind) => idOf(kind, tenant, 0))
  return [
    {
      object: 'page',
      id: page_id ?? '',
      created_time: timeOf(0),
      parent: { type: 'workspace', workspace: true },
      properties: { title: { id: 'title', type: 'title', title: [text(`Tenant ${tenant}`)] } },
    },
    {
      object: 'database',
      id: database_id ?? '',
      created_time: timeOf(0),
      parent: { type: 'page_id', page_id: page_id ?? '' },
      title: [text('Rows')],
      data_sources: [{ id: data_source_id ?? '', name: 'Rows' }],
    },
    {
      object: 'data_source',
      id: data_source_id ?? '',
      created_time: timeOf(0),
      parent: { type: 'database_id', database_id: database_id ?? '' },
      title: [text('Rows')],
      properties: {
        Name: { id: 'title', name: 'Name', type: 'title', title: {} },
        Points: { id: 'pnts', name: 'Points', type: 'number', number: { format: 'number' } },
        Kind: { id: 'kind', name: 'Kind', type: 'select', select: { options: KINDS } },
      },
    },
    ...Array.from({ length: rows }, (_, index) =>
      rowOf(tenant, data_source_id ?? '', database_id ?? '', index, every),
    ).flat(),
  ]
}

/** Fills the simulator. */
export const loadTenants = async (simulator: Simulator, size: Size): Promise<ReadonlyArray<Tenant>> => {
  const all = Array.from({ length: size.tenants }, (_, tenant) => workspaceOf(tenant, size)).flat()
  await simulator.load(all)
  return Array.from({ length: size.tenants }, (_, tenant) => ({
    name: `tenant-${`${tenant + 1}`.padStart(2, '0')}`,
    data_source_id: idOf(2, tenant, 0),
  }))
}

/** What is changed of a workspace while it is mirrored. */
export const editsOf = (
  tenant: number,
  { rows, every }: Size,
  { data_source_id }: Tenant,
): ReadonlyArray<readonly [method: string, path: string, body: JsonObject]> => {
  // Spread over all rows, so that some were mirrored already.
  const spread = (count: number, from: number): ReadonlyArray<string> =>
    Array.from({ length: count }, (_, index) =>
      rowIdOf(tenant, from + every * Math.floor((index * rows) / count / every)),
    )
  return [
    ...spread(10, 1).map((id) => ['PATCH', `pages/${id}`, { properties: { Points: { number: -1 } } }] as const),
    ...spread(5, 2).map((id) => ['PATCH', `pages/${id}`, { in_trash: true }] as const),
    ...spread(5, 0).map(
      (id) =>
        [
          'PATCH',
          `blocks/${id}/children`,
          { children: [{ paragraph: { rich_text: [{ text: { content: 'More' } }] } }] },
        ] as const,
    ),
    ...Array.from({ length: 5 }, (_, index) => {
      const properties = {
        Name: { title: [{ text: { content: `New ${index}` } }] },
        Kind: { select: { name: 'Document' } },
      }
      return ['POST', 'pages', { parent: { type: 'data_source_id', data_source_id }, properties }] as const
    }),
  ]
}
