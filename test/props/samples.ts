/** A value of every type of property as Notion gives it, and those that are empty. */
import * as P from '../../src/props/index.js'
import type { ConfigPayloads, PropertyType } from '../../src/props/propertyTables.js'
import type { PropertyValueOf } from '../../src/props/propertyValueOf.js'
import { anId, aText, aUser } from '../support/fixtures.js'

const option = { id: 'x@Yz', name: 'High', color: 'red' } as const
const day = { start: '2026-03-11', end: null, time_zone: null } as const

/** The values of a type that are worth a test; the last one is an empty one, where the type can be empty. */
export const samples: { readonly [Known in PropertyType]: ReadonlyArray<PropertyValueOf<Known>> } = {
  button: [{ id: 'KJOc', type: 'button', button: {} }],
  checkbox: [
    { id: 'c', type: 'checkbox', checkbox: true },
    { id: 'c', type: 'checkbox', checkbox: false },
  ],
  created_by: [
    { id: 'b', type: 'created_by', created_by: aUser() },
    { id: 'b', type: 'created_by', created_by: { object: 'user', id: anId(2) } },
  ],
  created_time: [{ id: 't', type: 'created_time', created_time: '2026-01-02T03:04:00.000Z' }],
  date: [
    { id: 'd', type: 'date', date: day },
    { id: 'd', type: 'date', date: { ...day, end: '2026-03-12' } },
    { id: 'd', type: 'date', date: null },
  ],
  email: [
    { id: 'e', type: 'email', email: 'ada@example.com' },
    { id: 'e', type: 'email', email: null },
  ],
  files: [
    {
      id: 'f',
      type: 'files',
      files: [
        { name: 'a.pdf', type: 'external', external: { url: 'https://example.com/a.pdf' } },
        {
          name: 'b.pdf',
          type: 'file',
          file: { url: 'https://files.example.com/b.pdf?signed', expiry_time: '2026-01-02T04:04:00.000Z' },
        },
      ],
    },
    { id: 'f', type: 'files', files: [] },
  ],
  formula: [
    { id: 'x', type: 'formula', formula: { type: 'string', string: 'late' } },
    { id: 'x', type: 'formula', formula: { type: 'number', number: 3.5 } },
    { id: 'x', type: 'formula', formula: { type: 'boolean', boolean: true } },
    { id: 'x', type: 'formula', formula: { type: 'date', date: day } },
    { id: 'x', type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
    { id: 'x', type: 'formula', formula: { type: 'string', string: null } },
  ],
  last_edited_by: [{ id: 'b', type: 'last_edited_by', last_edited_by: { object: 'user', id: anId(2) } }],
  last_edited_time: [{ id: 't', type: 'last_edited_time', last_edited_time: '2026-01-02T03:05:00.000Z' }],
  multi_select: [
    { id: 'm', type: 'multi_select', multi_select: [option, { ...option, id: 'q', name: 'Low' }] },
    { id: 'm', type: 'multi_select', multi_select: [] },
  ],
  number: [
    { id: 'n', type: 'number', number: -0.5 },
    { id: 'n', type: 'number', number: null },
  ],
  people: [
    {
      id: 'p',
      type: 'people',
      people: [aUser(), { object: 'user', id: anId(5) }, { object: 'group', id: anId(6), name: 'Everyone' }],
    },
    { id: 'p', type: 'people', people: [] },
  ],
  phone_number: [
    { id: 'o', type: 'phone_number', phone_number: '+33 1 23 45 67 89' },
    { id: 'o', type: 'phone_number', phone_number: null },
  ],
  place: [
    {
      id: 'l',
      type: 'place',
      place: { lat: 48.8584, lon: 2.2945, name: 'Tower', address: null, aws_place_id: null, google_place_id: 'g' },
    },
    { id: 'l', type: 'place', place: null },
  ],
  relation: [
    { id: 'r', type: 'relation', relation: [{ id: anId(7) }, { id: anId(8) }], has_more: false },
    { id: 'r', type: 'relation', relation: [] },
  ],
  rich_text: [
    { id: 'w', type: 'rich_text', rich_text: [aText('Two '), aText('runs')] },
    { id: 'w', type: 'rich_text', rich_text: [] },
  ],
  rollup: [
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'number', number: 12 } },
    { id: 'u', type: 'rollup', rollup: { function: 'latest_date', type: 'date', date: day } },
    {
      id: 'u',
      type: 'rollup',
      rollup: { function: 'show_original', type: 'array', array: [{ type: 'number', number: 4 }] },
    },
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'incomplete', incomplete: {} } },
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'unsupported', unsupported: {} } },
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'number', number: null } },
  ],
  select: [
    { id: 's', type: 'select', select: option },
    { id: 's', type: 'select', select: null },
  ],
  status: [
    { id: 'a', type: 'status', status: { id: '1', name: 'Not started', color: 'default' } },
    { id: 'a', type: 'status', status: null },
  ],
  title: [
    { id: 'title', type: 'title', title: [aText('Write '), aText('the report')] },
    { id: 'title', type: 'title', title: [] },
  ],
  unique_id: [
    { id: 'i', type: 'unique_id', unique_id: { prefix: 'TASK', number: 12 } },
    { id: 'i', type: 'unique_id', unique_id: { prefix: null, number: null } },
  ],
  url: [
    { id: 'h', type: 'url', url: 'https://example.com' },
    { id: 'h', type: 'url', url: null },
  ],
  verification: [
    {
      id: 'verification',
      type: 'verification',
      verification: {
        state: 'verified',
        date: { start: '2026-02-10T15:00:00.000Z', end: '2026-02-17T15:00:00.000Z', time_zone: null },
        verified_by: { object: 'user', id: anId(2) },
      },
    },
    { id: 'verification', type: 'verification', verification: { state: 'unverified', date: null, verified_by: null } },
    { id: 'verification', type: 'verification', verification: null },
  ],
}

const configOption = { id: 'o1', name: 'Doing', color: 'blue', description: null }

/** A configuration of every type. */
export const configSamples: { readonly [Known in keyof ConfigPayloads]: ConfigPayloads[Known] } = {
  button: {},
  checkbox: {},
  created_by: {},
  created_time: {},
  date: {},
  email: {},
  files: {},
  formula: { expression: 'now()' },
  last_edited_by: {},
  last_edited_time: {},
  last_visited_time: {},
  location: {},
  multi_select: { options: [configOption] },
  number: { format: 'percent' },
  people: {},
  phone_number: {},
  place: {},
  relation: { database_id: anId(4), data_source_id: anId(3), type: 'single_property', single_property: {} },
  rich_text: {},
  rollup: {
    function: 'sum',
    relation_property_id: 'r1',
    relation_property_name: 'Parts',
    rollup_property_id: 'n1',
    rollup_property_name: 'Estimate',
  },
  select: { options: [configOption, { id: 'o2', name: 'New', color: 'a new color' }] },
  status: {
    options: [configOption],
    groups: [{ id: 'g1', name: 'In progress', color: 'blue', option_ids: ['o1'] }],
  },
  title: {},
  unique_id: { prefix: 'TASK' },
  url: {},
  verification: {},
}

/** Every prop with its codec, and what its samples read as, in their order. */
export const readers: {
  readonly [Known in PropertyType]: {
    readonly prop: P.ReadOnlyProp<Known, unknown>
    readonly codec: { readonly is: (value: unknown) => boolean }
    readonly reads: ReadonlyArray<unknown>
  }
} = {
  button: { prop: P.button, codec: P.ButtonPropertyValue, reads: [{}] },
  checkbox: { prop: P.checkbox, codec: P.CheckboxPropertyValue, reads: [true, false] },
  created_by: { prop: P.createdBy, codec: P.CreatedByPropertyValue, reads: [aUser(), { object: 'user', id: anId(2) }] },
  created_time: { prop: P.createdTime, codec: P.CreatedTimePropertyValue, reads: ['2026-01-02T03:04:00.000Z'] },
  date: { prop: P.date, codec: P.DatePropertyValue, reads: [day, { ...day, end: '2026-03-12' }, null] },
  email: { prop: P.email, codec: P.EmailPropertyValue, reads: ['ada@example.com', null] },
  files: { prop: P.files, codec: P.FilesPropertyValue, reads: samples.files.map(({ files }) => files) },
  formula: {
    prop: P.formula,
    codec: P.FormulaPropertyValue,
    reads: ['late', 3.5, true, day, { unavailable: 'unsupported' }, null],
  },
  last_edited_by: {
    prop: P.lastEditedBy,
    codec: P.LastEditedByPropertyValue,
    reads: [{ object: 'user', id: anId(2) }],
  },
  last_edited_time: {
    prop: P.lastEditedTime,
    codec: P.LastEditedTimePropertyValue,
    reads: ['2026-01-02T03:05:00.000Z'],
  },
  multi_select: {
    prop: P.multiSelect,
    codec: P.MultiSelectPropertyValue,
    reads: [[option, { id: 'q', name: 'Low', color: 'red' }], []],
  },
  number: { prop: P.number, codec: P.NumberPropertyValue, reads: [-0.5, null] },
  people: {
    prop: P.people,
    codec: P.PeoplePropertyValue,
    reads: [[aUser(), { object: 'user', id: anId(5) }, { object: 'group', id: anId(6), name: 'Everyone' }], []],
  },
  phone_number: { prop: P.phoneNumber, codec: P.PhoneNumberPropertyValue, reads: ['+33 1 23 45 67 89', null] },
  place: { prop: P.place, codec: P.PlacePropertyValue, reads: samples.place.map(({ place }) => place) },
  relation: { prop: P.relation, codec: P.RelationPropertyValue, reads: [[anId(7), anId(8)], []] },
  rich_text: { prop: P.richText, codec: P.RichTextPropertyValue, reads: ['Two runs', ''] },
  rollup: {
    prop: P.rollup,
    codec: P.RollupPropertyValue,
    reads: [
      12,
      day,
      [{ type: 'number', number: 4 }],
      { unavailable: 'incomplete' },
      { unavailable: 'unsupported' },
      null,
    ],
  },
  select: { prop: P.select, codec: P.SelectPropertyValue, reads: [option, null] },
  status: {
    prop: P.status,
    codec: P.StatusPropertyValue,
    reads: [{ id: '1', name: 'Not started', color: 'default' }, null],
  },
  title: { prop: P.title, codec: P.TitlePropertyValue, reads: ['Write the report', ''] },
  unique_id: {
    prop: P.uniqueId,
    codec: P.UniqueIdPropertyValue,
    reads: [
      { prefix: 'TASK', number: 12 },
      { prefix: null, number: null },
    ],
  },
  url: { prop: P.url, codec: P.UrlPropertyValue, reads: ['https://example.com', null] },
  verification: {
    prop: P.verification,
    codec: P.VerificationPropertyValue,
    reads: samples.verification.map(({ verification }) => verification),
  },
}
