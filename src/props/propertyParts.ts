/** What the values of properties are made of: options, files, places, references and the like. */
import type { Type } from 'io-ts'
import { DateValue } from '../core/objects/date.js'
import { type FileObject, HostedFile, Link } from '../core/objects/file.js'
import { Group, type PartialUser, type User, UserOrPartial } from '../core/objects/user.js'
import { nullable, number, string, struct, tagged } from '../core/schema/combinators.js'
import { discriminate } from '../core/schema/discriminate.js'
import type { Word } from '../core/schema/variants.js'

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

/** A chosen option. */
export interface SelectOption {
  /** Opaque; writes can name the option by it in place of its name. Notion leaves it out at times. */
  readonly id: string | undefined
  /** As it is shown; without commas. */
  readonly name: string
  /** The color of the option in the schema. */
  readonly color: Word<SelectColor>
}

/** A file of a files property. */
export type FileWithName = FileObject & { readonly name: string }

/** A place on the map. */
export interface Place {
  /** The latitude in degrees, north of the equator positive. */
  readonly lat: number
  /** The longitude in degrees, east of Greenwich positive. */
  readonly lon: number
  /** What the place is called. */
  readonly name?: string | null
  /** Its address in one line of text. */
  readonly address?: string | null
  /** Its id in the places of Amazon, where it was found there. */
  readonly aws_place_id?: string | null
  /** Its id in the places of Google, where it was found there. */
  readonly google_place_id?: string | null
}

/** Whether a page was verified, by whom and until when. */
export interface Verification {
  /** `expired` once the end of `date` is past. */
  readonly state: Word<'verified' | 'expired' | 'unverified'>
  /** From when until when it is verified; `null` where it is not. */
  readonly date: DateValue | null
  /** Who verified it; `null` where nobody did. */
  readonly verified_by: User | PartialUser | null
}

/** A number that Notion counts up. */
export interface UniqueId {
  /** What stands before the number, as the property has it; `null` where nothing does. */
  readonly prefix: string | null
  /** Given out by Notion; no other page of the data source has the same one. */
  readonly number: number | null
}

/** A reference to another page. */
export interface PageReference {
  /** The id of the page, a UUID with dashes. */
  readonly id: string
}

/** A person, a bot or a group, whole or in part. */
export type UserOrGroup = User | PartialUser | Group

/** A chosen option. */
export const SelectOption: Type<SelectOption> = struct<SelectOption>({ name: string, color: string }, { id: string })

/** A file of a files property. */
export const FileWithName: Type<FileWithName> = tagged<FileWithName>(
  { file: HostedFile, external: Link },
  struct<{ readonly name: string }>({ name: string }),
)

/** A place on the map. */
export const Place: Type<Place> = struct<Place>(
  { lat: number, lon: number },
  {
    name: nullable(string),
    address: nullable(string),
    aws_place_id: nullable(string),
    google_place_id: nullable(string),
  },
)

/** Whether a page was verified, by whom and until when. */
export const Verification: Type<Verification> = struct<Verification>({
  state: string,
  date: nullable(DateValue),
  verified_by: nullable(UserOrPartial),
})

/** A number that Notion counts up. */
export const UniqueId: Type<UniqueId> = struct<UniqueId>({ prefix: nullable(string), number: nullable(number) })

/** A reference to another page. */
export const PageReference: Type<PageReference> = struct<PageReference>({ id: string })

/** A person, a bot or a group, whole or in part. */
export const UserOrGroup: Type<UserOrGroup> = discriminate(({ object }) => object === 'group', Group, UserOrPartial)
