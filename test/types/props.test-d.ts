/** What the compiler accepts and refuses of property types and schemas. Nothing here runs. */
import type { Either } from 'fp-ts/Either'
import type { DateValue } from '../../src/core/objects/date.js'
import type { FileWithName } from '../../src/props/files.js'
import {
  button,
  checkbox,
  createdBy,
  createdTime,
  date,
  email,
  type FormulaValue,
  files,
  formula,
  type HasProperties,
  lastEditedBy,
  lastEditedTime,
  multiSelect,
  number,
  type PropsError,
  type PropsOf,
  people,
  phoneNumber,
  place,
  type RollupValue,
  readProps,
  relation,
  richText,
  rollup,
  select,
  status,
  title,
  uniqueId,
  url,
  verification,
  type WritablePropsOf,
  writeProps,
} from '../../src/props/index.js'
import type { SelectOption } from '../../src/props/option.js'
import type { UserOrGroup } from '../../src/props/people.js'
import type { Place } from '../../src/props/place.js'
import type { PropertyValuesRequest } from '../../src/props/propertyValueRequest.js'
import type { UniqueId } from '../../src/props/uniqueId.js'
import type { Verification } from '../../src/props/verification.js'
import { type Equal, holds } from './compare.js'

const Everything = {
  Title: title,
  Text: richText,
  Number: number,
  Check: checkbox,
  Select: select,
  Tags: multiSelect,
  Status: status,
  Date: date,
  Url: url,
  Email: email,
  Phone: phoneNumber,
  People: people,
  Relation: relation,
  Files: files,
  Place: place,
  Verified: verification,
  Formula: formula,
  Rollup: rollup,
  Id: uniqueId,
  Created: createdTime,
  Edited: lastEditedTime,
  Author: createdBy,
  Editor: lastEditedBy,
  Button: button,
}

type Row = PropsOf<typeof Everything>
type Writable = WritablePropsOf<typeof Everything>

holds<Equal<Row['Title'], string>>()
holds<Equal<Row['Text'], string>>()
holds<Equal<Row['Number'], number | null>>()
holds<Equal<Row['Check'], boolean>>()
holds<Equal<Row['Select'], SelectOption | null>>()
holds<Equal<Row['Tags'], ReadonlyArray<SelectOption>>>()
holds<Equal<Row['Status'], SelectOption | null>>()
holds<Equal<Row['Date'], DateValue | null>>()
holds<Equal<Row['Url'], string | null>>()
holds<Equal<Row['Email'], string | null>>()
holds<Equal<Row['Phone'], string | null>>()
holds<Equal<Row['People'], ReadonlyArray<UserOrGroup>>>()
holds<Equal<Row['Relation'], ReadonlyArray<string>>>()
holds<Equal<Row['Files'], ReadonlyArray<FileWithName>>>()
holds<Equal<Row['Place'], Place | null>>()
holds<Equal<Row['Verified'], Verification | null>>()
holds<Equal<Row['Formula'], FormulaValue>>()
holds<Equal<Row['Rollup'], RollupValue>>()
holds<Equal<Row['Id'], UniqueId>>()
holds<Equal<Row['Created'], string>>()
holds<Equal<typeof number.type, 'number'>>()
holds<Equal<typeof lastEditedBy.type, 'last_edited_by'>>()

// @ts-expect-error the check itself tells types apart
holds<Equal<Row['Number'], number>>()

// What Notion works out by itself cannot be written.
holds<
  Equal<
    keyof Writable,
    | 'Title'
    | 'Text'
    | 'Number'
    | 'Check'
    | 'Select'
    | 'Tags'
    | 'Status'
    | 'Date'
    | 'Url'
    | 'Email'
    | 'Phone'
    | 'People'
    | 'Relation'
    | 'Files'
    | 'Place'
    | 'Verified'
  >
>()

const Task = { Name: title, Estimate: number, Stage: select, Late: formula, Created: createdTime }

export const read = (page: HasProperties): Either<PropsError, PropsOf<typeof Task>> => readProps(Task)(page)

// A record that was read can be written back.
export const back = (row: Row): PropertyValuesRequest => writeProps(Everything)(row)
export const exact = (row: PropsOf<typeof Task>): PropertyValuesRequest =>
  writeProps(Task)({ ...row, Estimate: (row.Estimate ?? 0) + 1 })

export const accepted: ReadonlyArray<PropertyValuesRequest> = [
  writeProps(Task)({}),
  writeProps(Task)({ Estimate: 3, Name: undefined }),
  writeProps(Task)({ Stage: 'Idea' }),
  writeProps(Task)({ Stage: { id: 'x' } }),
  { Estimate: number(3), Due: date(new Date(0)), Site: url(null) },
]

export const refused: ReadonlyArray<unknown> = [
  // @ts-expect-error a misspelt name
  writeProps(Task)({ Estimat: 3 }),
  // @ts-expect-error a value of another type
  writeProps(Task)({ Estimate: '3' }),
  // @ts-expect-error what Notion works out by itself
  writeProps(Task)({ Late: true }),
  // @ts-expect-error what Notion works out by itself
  writeProps(Task)({ Created: '2026-01-01' }),
  // @ts-expect-error a title is never null
  writeProps(Task)({ Name: null }),
  // @ts-expect-error text is no number
  number('3'),
  // @ts-expect-error a checkbox is checked or not
  checkbox(null),
  // @ts-expect-error one option is no list
  multiSelect('a'),
  // @ts-expect-error a range starts somewhere
  date({ end: '2026-03-11' }),
  // @ts-expect-error a date has no such field
  date({ start: '2026-03-11', timezone: 'Europe/Paris' }),
  // @ts-expect-error an option has an id or a name
  select({ color: 'red' }),
  // @ts-expect-error a place is on the map
  place({ name: 'Tower' }),
  // @ts-expect-error a formula cannot be written
  formula('1 + 1'),
  // @ts-expect-error a schema is made of property types
  readProps({ Name: 'title' }),
  // @ts-expect-error there is no such way
  readProps(Task, { incomplete: 'ignore' }),
]
