import type { Json, JsonObject } from '../../src/domain/values/json.js'
import { isLegacy, type Version } from '../../src/domain/version.js'

/** Objects as the API returns them, of every kind and shape. All of them are invented. */

let count = 0
const newId = (): string => {
  count += 1
  return `5eed0000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
}

const HOME = newId()
const DATABASE = newId()
const SOURCE = newId()
const OTHER_SOURCE = newId()
const COLUMN = newId()
const ADA = { object: 'user', id: newId() }
const BOT = { object: 'user', id: newId() }
const FAR = newId()

const minute = (of: number): string => `2026-02-03T04:${String(of).padStart(2, '0')}:00.000Z`
const exact = '2026-02-03T04:05:06.789+00:00'
const file = { url: 'https://files.example.com/a.png?signature=1', expiry_time: '2026-02-03T05:05:06.789Z' }
const stamp = { created_time: minute(5), last_edited_time: minute(6), created_by: ADA, last_edited_by: BOT }

const plain = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }
const text = (content: string, more: JsonObject = {}): JsonObject => ({
  type: 'text',
  text: { content, link: null },
  annotations: plain,
  plain_text: content,
  href: null,
  ...more,
})

const trash = (version: Version, trashed = false): JsonObject =>
  isLegacy(version) ? { archived: trashed, in_trash: trashed } : { in_trash: trashed }

const mentions: ReadonlyArray<JsonObject> = [
  {
    type: 'user',
    user: { ...ADA, name: 'Ada', avatar_url: null, type: 'person', person: { email: 'ada@example.com' } },
  },
  { type: 'date', date: { start: '2026-02-03', end: null, time_zone: null } },
  { type: 'page', page: { id: FAR } },
  { type: 'database', database: { id: DATABASE } },
  { type: 'link_preview', link_preview: { url: 'https://example.com/1' } },
  { type: 'link_mention', link_mention: { href: 'https://example.com/2', title: 'Two' } },
  { type: 'template_mention', template_mention: { type: 'template_mention_date', template_mention_date: 'today' } },
  { type: 'custom_emoji', custom_emoji: { id: newId(), name: 'ship', url: 'https://files.example.com/ship.png' } },
  { type: 'something_new', something_new: { a: [1] } },
]

const everyRun: ReadonlyArray<Json> = [
  text('Bold', { annotations: { ...plain, bold: true, color: 'red_background' } }),
  text('Link', { text: { content: 'Link', link: { url: 'https://example.com' } }, href: 'https://example.com' }),
  { type: 'equation', equation: { expression: 'a+b' }, annotations: plain, plain_text: 'a+b', href: null },
  ...mentions.map((mention) => ({ type: 'mention', mention, annotations: plain, plain_text: 'Mentioned', href: null })),
]

const icons: ReadonlyArray<Json> = [
  null,
  { type: 'emoji', emoji: '🦉' },
  { type: 'external', external: { url: 'https://example.com/icon.svg' } },
  { type: 'file', file },
  { type: 'custom_emoji', custom_emoji: { id: newId(), name: 'owl', url: 'https://files.example.com/owl.png' } },
  { type: 'icon', icon: { name: 'library', color: 'blue' } },
]

// --- Pages ---

const aPage = (version: Version, more: JsonObject = {}): JsonObject => {
  const id = newId()
  return {
    object: 'page',
    id,
    ...stamp,
    cover: null,
    icon: null,
    parent: { type: 'page_id', page_id: HOME },
    ...trash(version),
    is_archived: false,
    is_locked: false,
    properties: { title: { id: 'title', type: 'title', title: [text('A page')] } },
    url: `https://www.notion.so/A-page-${id.replaceAll('-', '')}`,
    public_url: null,
    ...more,
  }
}

const pages = (version: Version): ReadonlyArray<JsonObject> => [
  aPage(version, { id: HOME, parent: { type: 'workspace', workspace: true } }),
  ...icons.map((icon) => aPage(version, { icon })),
  aPage(version, { cover: { type: 'external', external: { url: 'https://example.com/cover.png' } } }),
  aPage(version, { cover: { type: 'file', file }, public_url: 'https://acme.notion.site/A-page' }),
  aPage(version, { parent: { type: 'block_id', block_id: COLUMN }, is_locked: true }),
  aPage(version, { ...trash(version, true), is_archived: true }),
  aPage(version, { properties: { title: { id: 'title', type: 'title', title: everyRun } } }),
  aPage(version, { properties: { title: { id: 'title', type: 'title', title: [] } } }),
]

// --- Databases and data sources ---

const options = ['Red', 'Green'].map((name) => ({ id: newId(), name, color: name.toLowerCase(), description: null }))
/** Some responses contain options without ids. */
const bareOptions = options.map(({ id: _, description: __, ...rest }) => rest)
const shown = (index: number): JsonObject => {
  const { id = '', name = '', color = '' } = options[index] ?? {}
  return { id, name, color }
}
const dates = { start: '2026-02-03T10:00:00.000+01:00', end: '2026-02-04T10:00:00.000+01:00', time_zone: null }
const person = { ...ADA, name: 'Ada', avatar_url: null, type: 'person', person: { email: 'ada@example.com' } }
const bot = { ...BOT, name: 'Bot', avatar_url: null, type: 'bot', bot: {} }

/** The configuration and the values of each type of property; a value is what is under the type. */
const properties: Readonly<Record<string, readonly [JsonObject, ReadonlyArray<Json>]>> = {
  rich_text: [{}, [[], everyRun]],
  number: [{ format: 'dollar' }, [null, 0, -1.5]],
  select: [{ options }, [null, shown(0)]],
  multi_select: [{ options }, [[], [shown(1), shown(0)]]],
  status: [
    {
      options,
      groups: [{ id: newId(), name: 'To-do', color: 'gray', option_ids: options.map(({ id }) => id) }],
    },
    [shown(1), null],
  ],
  date: [{}, [null, { start: '2026-02-03', end: null, time_zone: null }, dates]],
  people: [{}, [[], [person, bot, { object: 'group', id: newId(), name: 'All' }, { object: 'user', id: newId() }]]],
  files: [
    {},
    [
      [],
      [
        { name: 'a.png', type: 'file', file },
        { name: 'b', type: 'external', external: { url: 'https://example.com/b' } },
      ],
    ],
  ],
  checkbox: [{}, [false, true]],
  url: [{}, [null, 'https://example.com']],
  email: [{}, [null, 'ada@example.com']],
  phone_number: [{}, [null, '+1 555']],
  formula: [
    { expression: 'now()' },
    [
      { type: 'string', string: 'x' },
      { type: 'number', number: null },
      { type: 'boolean', boolean: true },
      { type: 'date', date: dates },
    ],
  ],
  unique_id: [
    { prefix: 'T' },
    [
      { prefix: 'T', number: 7 },
      { prefix: 'T', number: null },
    ],
  ],
  created_time: [{}, [minute(5)]],
  last_edited_time: [{}, [minute(6)]],
  created_by: [{}, [person]],
  last_edited_by: [{}, [bot]],
  button: [{}, [{}]],
  place: [{}, [null, { lat: 1.5, lon: 2, name: 'Here', address: null, aws_place_id: null, google_place_id: null }]],
  verification: [{}, [{ state: 'unverified', verified_by: null, date: null }]],
  something_new: [{ a: 1 }, [{ b: [null] }]],
}

const RELATION = { database_id: FAR, data_source_id: newId(), type: 'single_property', single_property: {} }

const schema: JsonObject = {
  ...Object.fromEntries(
    Object.entries(properties).map(([type, [config]]) => [
      `The ${type}`,
      {
        id: encodeURIComponent(`${type.slice(0, 2)}:${type.at(-1)}>`),
        name: `The ${type}`,
        description: 'For a test',
        type,
        [type]: config,
      },
    ]),
  ),
  Related: { id: 'rel%3E', name: 'Related', description: null, type: 'relation', relation: RELATION },
  Rolled: {
    id: 'roll',
    name: 'Rolled',
    description: null,
    type: 'rollup',
    rollup: {
      relation_property_name: 'Related',
      relation_property_id: 'rel>',
      rollup_property_name: 'Name',
      rollup_property_id: 'title',
      function: 'count',
    },
  },
  Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} },
}

const rollups: ReadonlyArray<Json> = [
  { type: 'number', number: 2, function: 'count' },
  { type: 'date', date: dates, function: 'date_range' },
  { type: 'array', array: [{ type: 'title', title: [text('Far')] }], function: 'show_original' },
]

/** A row with one value of each type, and as many rows as the type with the most values has. */
const rows = (version: Version): ReadonlyArray<JsonObject> =>
  [0, 1, 2, 3].map((index) =>
    aPage(version, {
      parent: { type: 'data_source_id', data_source_id: SOURCE, database_id: DATABASE },
      properties: {
        ...Object.fromEntries(
          Object.entries(properties).map(([type, [, values]]) => [
            `The ${type}`,
            {
              id: encodeURIComponent(`${type.slice(0, 2)}:${type.at(-1)}>`),
              type,
              [type]: values[index % values.length] ?? null,
            },
          ]),
        ),
        Related: {
          id: 'rel%3E',
          type: 'relation',
          relation: index === 0 ? [] : [{ id: FAR }, { id: newId() }],
          has_more: index === 2,
        },
        Rolled: { id: 'roll', type: 'rollup', rollup: rollups[index % rollups.length] ?? null },
        Name: { id: 'title', type: 'title', title: [text(`Row ${index}`)] },
      },
    }),
  )

/** A row as a query with `filter_properties` returns it, of a data source that is not loaded. */
const filteredRow = (version: Version): JsonObject =>
  aPage(version, {
    parent: { type: 'data_source_id', data_source_id: newId(), database_id: newId() },
    properties: { Points: { id: 'po%3Ai', type: 'number', number: 3 } },
  })

const aDatabase = (version: Version, more: JsonObject = {}): JsonObject => ({
  object: 'database',
  id: DATABASE,
  title: [text('Table')],
  description: [],
  parent: { type: 'page_id', page_id: HOME },
  is_inline: false,
  ...trash(version),
  is_locked: false,
  created_time: exact,
  last_edited_time: exact,
  data_sources: [
    { id: SOURCE, name: 'Table' },
    { id: OTHER_SOURCE, name: 'Other' },
  ],
  icon: null,
  cover: null,
  url: 'https://www.notion.so/acme/5eed',
  public_url: null,
  ...more,
})

const withoutKeys = (object: JsonObject, ...keys: ReadonlyArray<string>): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))

const databases = (version: Version): ReadonlyArray<JsonObject> => [
  aDatabase(version),
  aDatabase(version, { id: newId(), data_sources: [], is_inline: true, is_locked: true, icon: icons[1] ?? null }),
  aDatabase(version, { id: newId(), ...trash(version, true), parent: { type: 'workspace', workspace: true } }),
  aDatabase(version, { id: newId(), parent: { type: 'block_id', block_id: COLUMN }, description: everyRun }),
]

/** Databases as older responses contain them, alone: without what was added since. */
const olderDatabases = (version: Version): ReadonlyArray<JsonObject> => [
  withoutKeys(aDatabase(version), 'is_locked', 'archived'),
  withoutKeys(aDatabase(version), 'description'),
]

const aDataSource = (version: Version, more: JsonObject = {}): JsonObject => ({
  object: 'data_source',
  id: SOURCE,
  cover: null,
  icon: null,
  ...stamp,
  title: [text('Table')],
  description: [],
  is_inline: false,
  properties: schema,
  parent: { type: 'database_id', database_id: DATABASE },
  database_parent: { type: 'page_id', page_id: HOME },
  url: 'https://www.notion.so/acme/5eed',
  public_url: null,
  ...trash(version),
  ...more,
})

const dataSources = (version: Version): ReadonlyArray<JsonObject> => [
  aDataSource(version),
  aDataSource(version, {
    id: OTHER_SOURCE,
    title: [text('Other')],
    description: everyRun,
    icon: icons[1] ?? null,
    cover: { type: 'external', external: { url: 'https://example.com/cover.png' } },
    properties: { Title: { id: 'title', name: 'Title', description: null, type: 'title', title: {} } },
  }),
]

/** A data source without its database, as search returns it. */
const loneDataSource = (version: Version): JsonObject =>
  aDataSource(version, {
    id: newId(),
    is_inline: true,
    parent: { type: 'database_id', database_id: newId() },
    database_parent: { type: 'block_id', block_id: COLUMN },
    ...trash(version, true),
  })

const OPTION_TYPES = ['select', 'multi_select', 'status']

/** A data source whose options have no ids, as search was seen to return it, and a row of it. */
const withoutOptionIds = (version: Version): ReadonlyArray<JsonObject> => {
  const [source, database] = [newId(), newId()]
  const named = (entries: (type: string) => JsonObject): JsonObject =>
    Object.fromEntries(OPTION_TYPES.map((type) => [`A ${type}`, { id: type, ...entries(type) }]))
  const [first = {}] = bareOptions
  return [
    aDataSource(version, {
      id: source,
      parent: { type: 'database_id', database_id: database },
      properties: {
        ...named((type) => ({
          name: `A ${type}`,
          description: null,
          type,
          [type]: { options: [...bareOptions], ...(type === 'status' ? { groups: [] } : {}) },
        })),
        Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} },
      },
    }),
    aPage(version, {
      parent: { type: 'data_source_id', data_source_id: source, database_id: database },
      properties: {
        ...named((type) => ({ type, [type]: type === 'multi_select' ? [...bareOptions] : first })),
        Name: { id: 'title', type: 'title', title: [] },
      },
    }),
  ]
}

// --- Blocks ---

const content = { rich_text: everyRun, color: 'default' }
const payloads: ReadonlyArray<readonly [string, JsonObject]> = [
  ['paragraph', content],
  ['paragraph', { ...content, icon: icons[1] ?? null }],
  ['heading_1', { ...content, is_toggleable: true }],
  ['heading_2', { ...content, is_toggleable: false }],
  ['heading_3', { ...content, is_toggleable: false }],
  ['heading_4', { ...content, is_toggleable: false }],
  ['bulleted_list_item', content],
  ['numbered_list_item', { ...content, list_start_index: 3, list_format: 'roman' }],
  ['quote', content],
  ['to_do', { ...content, checked: true }],
  ['toggle', content],
  ['template', { rich_text: everyRun }],
  ['callout', { ...content, icon: icons[4] ?? null }],
  ['code', { caption: [], rich_text: everyRun, language: 'haskell' }],
  ['equation', { expression: 'e=mc^2' }],
  ['divider', {}],
  ['breadcrumb', {}],
  ['table_of_contents', { color: 'gray' }],
  ['tab', {}],
  ['column_list', {}],
  ['column', { width_ratio: 0.25 }],
  ['table', { table_width: 2, has_column_header: true, has_row_header: false }],
  ['table_row', { cells: [everyRun, []] }],
  ['synced_block', { synced_from: null }],
  ['synced_block', { synced_from: { type: 'block_id', block_id: FAR } }],
  ['child_page', { title: 'Below' }],
  ['child_database', { title: 'Table below' }],
  ['link_to_page', { type: 'page_id', page_id: FAR }],
  ['link_preview', { url: 'https://example.com/1' }],
  ['embed', { caption: [], url: 'https://example.com' }],
  ['bookmark', { caption: everyRun, url: 'https://example.com' }],
  ['image', { caption: [], type: 'external', external: { url: 'https://example.com/a.png' } }],
  ['video', { caption: [], type: 'file', file }],
  ['pdf', { caption: everyRun, type: 'file', file }],
  ['audio', { caption: [], type: 'file', file }],
  ['file', { caption: [], type: 'file', file, name: 'a.png' }],
  // Without its source, as it was seen in reports.
  ['file', { type: 'file', caption: [] }],
  ['unsupported', { block_type: 'form' }],
  ['something_new', { a: 1 }],
]

const aBlock = (version: Version, type: string, payload: JsonObject, more: JsonObject = {}): JsonObject => ({
  object: 'block',
  id: newId(),
  parent: { type: 'page_id', page_id: HOME },
  ...stamp,
  has_children: ['tab', 'column_list', 'table'].includes(type),
  ...trash(version),
  type,
  [type]: payload,
  ...more,
})

const blocks = (version: Version): ReadonlyArray<JsonObject> => [
  ...payloads.map(([type, payload]) => aBlock(version, type, payload, asCopy(payload) ? { has_children: true } : {})),
  aBlock(version, 'column', {}, { id: COLUMN, parent: { type: 'block_id', block_id: newId() }, has_children: true }),
  aBlock(version, 'paragraph', content, trash(version, true)),
  aBlock(version, isLegacy(version) ? 'transcription' : 'meeting_notes', {
    title: [text('Weekly')],
    status: 'notes_ready',
    children: { summary_block_id: newId(), notes_block_id: newId(), transcript_block_id: newId() },
  }),
]

/** A synced copy whose original is not loaded is assumed to have children, as originals have. */
const asCopy = ({ synced_from: from }: JsonObject): boolean => from !== undefined && from !== null

// --- Others ---

const users: ReadonlyArray<JsonObject> = [
  { ...person },
  {
    object: 'user',
    id: newId(),
    name: null,
    avatar_url: 'https://files.example.com/b.png',
    type: 'person',
    person: {},
  },
  { ...bot },
  {
    object: 'user',
    id: newId(),
    name: 'Mine',
    avatar_url: 'https://files.example.com/c.png',
    type: 'bot',
    bot: {
      owner: { type: 'workspace', workspace: true },
      workspace_name: 'Acme',
      workspace_id: newId(),
      workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
    },
  },
]

const aComment = (more: JsonObject = {}): JsonObject => ({
  object: 'comment',
  id: newId(),
  parent: { type: 'page_id', page_id: HOME },
  discussion_id: newId(),
  created_time: minute(5),
  last_edited_time: minute(6),
  created_by: ADA,
  rich_text: everyRun,
  display_name: { type: 'user', resolved_name: 'Ada' },
  ...more,
})

const comments: ReadonlyArray<JsonObject> = [
  aComment(),
  aComment({ parent: { type: 'block_id', block_id: COLUMN } }),
  aComment({ created_by: BOT, display_name: { type: 'integration', resolved_name: 'Bot' } }),
  aComment({ display_name: { type: 'custom', resolved_name: null } }),
  aComment({ attachments: [{ category: 'image', file }] }),
]

const configurations: ReadonlyArray<Json> = [
  null,
  { type: 'table' },
  {
    type: 'table',
    wrap_cells: true,
    properties: [{ property_id: 'roll', property_name: 'Rolled', visible: true, width: 120 }],
  },
]

const aView = (more: JsonObject = {}): JsonObject => ({
  object: 'view',
  id: newId(),
  parent: { type: 'database_id', database_id: DATABASE },
  data_source_id: SOURCE,
  name: 'All',
  type: 'table',
  created_time: exact,
  created_by: ADA,
  last_edited_time: exact,
  last_edited_by: BOT,
  url: 'https://www.notion.so/acme/5eed?v=5eed',
  filter: null,
  sorts: null,
  quick_filters: null,
  configuration: null,
  ...more,
})

const views: ReadonlyArray<JsonObject> = [
  ...configurations.map((configuration) => aView({ configuration })),
  aView({
    type: 'board',
    filter: { property: 'The checkbox', checkbox: { equals: true } },
    sorts: [{ property: 'Name', direction: 'ascending' }],
    quick_filters: { Name: { title: { contains: 'x' } } },
  }),
  aView({
    type: 'dashboard',
    data_source_id: null,
    configuration: { type: 'dashboard', rows: [{ id: newId(), widgets: [{ id: newId(), view_id: newId() }] }] },
  }),
  aView({ type: 'list', dashboard_view_id: newId() }),
]

const anUpload = (version: Version, more: JsonObject = {}): JsonObject => {
  const id = typeof more.id === 'string' ? more.id : newId()
  return {
    object: 'file_upload',
    id,
    created_time: minute(5),
    created_by: { id: BOT.id, type: 'bot' },
    last_edited_time: minute(6),
    expiry_time: '2026-02-03T05:05:00.000Z',
    ...(isLegacy(version) ? { archived: false } : {}),
    in_trash: false,
    status: 'uploaded',
    filename: 'a.txt',
    content_type: 'text/plain',
    content_length: 12,
    ...more,
  }
}

const uploads = (version: Version): ReadonlyArray<JsonObject> => {
  const [pending, halfway] = [newId(), newId()]
  const address = (id: string, action: string): string => `https://api.notion.com/v1/file_uploads/${id}/${action}`
  return [
    anUpload(version),
    anUpload(version, { expiry_time: null, created_by: { id: ADA.id, type: 'person' } }),
    anUpload(version, {
      id: pending,
      status: 'pending',
      upload_url: address(pending, 'send'),
      filename: null,
      content_type: null,
      content_length: null,
    }),
    anUpload(version, {
      id: halfway,
      status: 'pending',
      upload_url: address(halfway, 'send'),
      complete_url: address(halfway, 'complete'),
      number_of_parts: { total: 3, sent: 2 },
    }),
    anUpload(version, {
      status: 'failed',
      content_length: null,
      file_import_result: {
        type: 'error',
        error: { type: 'download_error', code: 'x', message: 'No.', parameter: null, status_code: 404 },
        imported_time: exact,
      },
    }),
    anUpload(version, {
      created_time: '2026-02-03T01:00:00.000Z',
      expiry_time: null,
      status: 'expired',
      file_import_result: { type: 'success', success: {}, imported_time: exact },
    }),
  ]
}

const emojis: ReadonlyArray<JsonObject> = [{ id: newId(), name: 'ship', url: 'https://files.example.com/ship.png' }]

/** Groups of objects that are loaded together, by what they have in common. */
export const recordedObjects = (version: Version): ReadonlyArray<readonly [string, ReadonlyArray<JsonObject>]> => [
  ['pages', pages(version)],
  ['databases with their data sources and rows', [...rows(version), ...dataSources(version), ...databases(version)]],
  ['rows alone', rows(version)],
  ['a row with some of its properties', [filteredRow(version)]],
  ['a data source alone', [loneDataSource(version)]],
  ['options without ids', withoutOptionIds(version)],
  ['a row with options without ids', withoutOptionIds(version).slice(1)],
  ...olderDatabases(version).map((each) => ['a database of an older response', [each]] as const),
  ['blocks', blocks(version)],
  ['users', users],
  ['comments', comments],
  ['views', views],
  ['file uploads', uploads(version)],
  ['custom emojis', emojis],
]
