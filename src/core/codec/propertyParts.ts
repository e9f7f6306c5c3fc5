/** What the values of properties are made of: options, files, places, references and the like. */
import type { Type } from 'io-ts'
import { DateValue } from './date.js'
import { FileObject } from './file.js'
import { both, either, nullable, number, string, struct } from './kernel.js'
import { Group, type PartialUser, type User, UserOrPartial } from './user.js'

/** A color of an option. */
export type SelectColor =
  | 'default'
  | 'gray'
  | 'brown'
  | 'orange'
  | 'yellow'
  | 'green'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'red'
  | (string & {})

/** A chosen option. */
export interface SelectOption {
  readonly id: string
  readonly name: string
  readonly color: SelectColor
}

/** A file of a files property. */
export type FileWithName = FileObject & { readonly name: string }

/** A place on the map. */
export interface Place {
  readonly lat: number
  readonly lon: number
  readonly name?: string | null
  readonly address?: string | null
  readonly aws_place_id?: string | null
  readonly google_place_id?: string | null
}

/** Whether a page was verified, by whom and until when. */
export interface Verification {
  readonly state: 'verified' | 'expired' | 'unverified' | (string & {})
  readonly date: DateValue | null
  readonly verified_by: User | PartialUser | null
}

/** A number that Notion counts up. */
export interface UniqueId {
  readonly prefix: string | null
  readonly number: number | null
}

/** A reference to another page. */
export interface PageReference {
  readonly id: string
}

/** A person, a bot or a group, whole or in part. */
export type UserOrGroup = User | PartialUser | Group

/** A chosen option. */
export const SelectOption: Type<SelectOption> = /*#__PURE__*/ (() =>
  struct<SelectOption>({ id: string, name: string, color: string }))()

/** A file of a files property. */
export const FileWithName: Type<FileWithName> = /*#__PURE__*/ (() =>
  both(struct<{ readonly name: string }>({ name: string }), FileObject))()

/** A place on the map. */
export const Place: Type<Place> = /*#__PURE__*/ (() =>
  struct<Place>(
    { lat: number, lon: number },
    {
      name: nullable(string),
      address: nullable(string),
      aws_place_id: nullable(string),
      google_place_id: nullable(string),
    },
  ))()

/** Whether a page was verified, by whom and until when. */
export const Verification: Type<Verification> = /*#__PURE__*/ (() =>
  struct<Verification>({ state: string, date: nullable(DateValue), verified_by: nullable(UserOrPartial) }))()

/** A number that Notion counts up. */
export const UniqueId: Type<UniqueId> = /*#__PURE__*/ (() =>
  struct<UniqueId>({ prefix: nullable(string), number: nullable(number) }))()

/** A reference to another page. */
export const PageReference: Type<PageReference> = /*#__PURE__*/ (() => struct<PageReference>({ id: string }))()

/** A person, a bot or a group, whole or in part. */
export const UserOrGroup: Type<UserOrGroup> = /*#__PURE__*/ (() => either(UserOrPartial, Group))()
