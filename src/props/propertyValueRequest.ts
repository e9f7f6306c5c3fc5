/** The values of the properties of a page as they are sent, one shape a type. What Notion works out by itself cannot be sent. */

import type { DateRequest } from '../core/objects/date.js'
import type { RichTextRequest } from '../core/objects/richTextRequest.js'
import type { UserRequest } from '../core/objects/user.js'
import type { AbsentBesideAnotherSource, AbsentBesideAnotherType } from '../core/schema/absent.js'
import type { UnknownType } from '../core/schema/combinators.js'
import type { Without } from '../core/schema/exactlyOne.js'
import type { SelectColor, SelectOption } from './propertyParts.js'

interface OptionDetails {
  /** Given to an option that the request creates; an option that there is must have it already. */
  readonly color?: SelectColor | undefined
  readonly description?: string | null | undefined
}

/** An option to choose, by its id or by its name; or one that was read, as it is: its color is no color to set. */
export type SelectOptionRequest =
  | SelectOption
  | (OptionDetails & { readonly id: string; readonly name?: string | undefined })
  | (OptionDetails & {
      /** At most 100 characters, no comma. A name that the property does not have becomes a new option. */
      readonly name: string
      readonly id?: string | undefined
    })

/** A group of people. */
export interface GroupRequest {
  /** With dashes or without. */
  readonly id: string
  /** As Notion gave it; not needed to write the group. */
  readonly name?: string | null | undefined
  readonly object?: 'group' | undefined
}

/** A page to point at. */
export interface PageReferenceRequest {
  /** Its id, with dashes or without, or its address. */
  readonly id: string
}

/** A file to attach: at an address elsewhere, uploaded before, or attached already and sent once more to keep it. */
export type FileValueRequest =
  | ({
      readonly type?: 'external' | undefined
      readonly name: string
      readonly external: { readonly url: string }
    } & Without<'file_upload' | 'file', AbsentBesideAnotherSource>)
  | ({
      readonly type?: 'file_upload' | undefined
      readonly name?: string | undefined
      readonly file_upload: {
        /** The id of a file upload whose status is `uploaded`. */
        readonly id: string
      }
    } & Without<'external' | 'file', AbsentBesideAnotherSource>)
  | ({
      readonly type?: 'file' | undefined
      readonly name: string
      readonly file: { readonly url: string; readonly expiry_time?: string | undefined }
    } & Without<'external' | 'file_upload', AbsentBesideAnotherSource>)
  | {
      /** A file of a kind that this library does not know, as Notion gave it. */
      readonly type: UnknownType
      readonly name: string
    }

/** A place on the map. */
export interface PlaceRequest {
  /** In degrees. */
  readonly lat: number
  /** In degrees. */
  readonly lon: number
  /** What the place is called. */
  readonly name?: string | null | undefined
  /** The postal address. */
  readonly address?: string | null | undefined
  /** The id of the place at Amazon Location Service. */
  readonly aws_place_id?: string | null | undefined
  /** The id of the place at Google Maps. */
  readonly google_place_id?: string | null | undefined
}

/** Whether a page of a wiki is verified. */
export type VerificationRequest =
  | {
      readonly state: 'verified'
      /** From when until when, both with a time; for good where it is left out. */
      readonly date?: DateRequest | undefined
    }
  | { readonly state: 'unverified' }

/** The payload of each type of property that can be written. */
export interface PropertyValueRequests {
  readonly checkbox: boolean
  /** `null` empties the property. */
  readonly date: DateRequest | null
  /** At most 200 characters. */
  readonly email: string | null
  /** Takes the place of all that were there. */
  readonly files: ReadonlyArray<FileValueRequest>
  /** At most 100; takes the place of all that were there. */
  readonly multi_select: ReadonlyArray<SelectOptionRequest>
  /** `null` empties the property. */
  readonly number: number | null
  /** At most 100; takes the place of all that were there. */
  readonly people: ReadonlyArray<UserRequest | GroupRequest>
  /** At most 200 characters. */
  readonly phone_number: string | null
  /** `null` empties the property. */
  readonly place: PlaceRequest | null
  /** At most 100; takes the place of all that were there. */
  readonly relation: ReadonlyArray<PageReferenceRequest>
  /** At most 100 runs. */
  readonly rich_text: ReadonlyArray<RichTextRequest>
  /** `null` empties the property. */
  readonly select: SelectOptionRequest | null
  /** An option that the property has; `null` stands for its default. */
  readonly status: SelectOptionRequest | null
  /** At most 100 runs. */
  readonly title: ReadonlyArray<RichTextRequest>
  /** At most 2000 characters. */
  readonly url: string | null
  /** Only for the pages of a wiki. */
  readonly verification: VerificationRequest
}

/** The types of properties that can be written. */
export type WritablePropertyType = keyof PropertyValueRequests

/** The value to write into a property of one type, under the name of the type and under that name alone. */
export type PropertyValueRequestOf<Known extends WritablePropertyType> = Known extends WritablePropertyType
  ? { readonly type?: Known | undefined } & { readonly [Name in Known]: PropertyValueRequests[Known] } & Without<
        Exclude<WritablePropertyType, Known>,
        AbsentBesideAnotherType
      >
  : never

/** The value to write into a property. */
export type PropertyValueRequest = PropertyValueRequestOf<WritablePropertyType>

/** Values to write, by the names or ids of their properties; what is `undefined` stays as it is. */
export interface PropertyValuesRequest {
  readonly [property: string]: PropertyValueRequest | undefined
}
