/** The verification of a page of a wiki. */
import type { Type } from 'io-ts'
import type { DateRequest, DateValue } from '../core/objects/date.js'
import { type PartialUser, type User, UserOrPartial } from '../core/objects/user.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { nullable, string, struct } from '../core/schema/combinators.js'
import type { EmptyRequest, ExactlyOne } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import { datePayload } from './date.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** Whether a page was verified, by whom and until when. */
export interface Verification {
  /** `expired` once the end of `date` is past. */
  readonly state: Word<'verified' | 'expired' | 'unverified'>
  /** From when until when it is verified; `null` where it is not. */
  readonly date: DateValue | null
  /** Who verified it; `null` where nobody did. */
  readonly verified_by: User | PartialUser | null
}

/** Whether a page was verified, by whom and until when. */
export const Verification: Type<Verification> = struct<Verification>({
  state: string,
  date: datePayload,
  verified_by: nullable(UserOrPartial),
})

/** Whether a page of a wiki is verified. */
export type VerificationRequest =
  | {
      readonly state: 'verified'
      /** From when until when, both with a time; for good where it is left out. */
      readonly date?: DateRequest | undefined
    }
  | { readonly state: 'unverified' }

/** The states of verification that can be filtered by; `none` is a page that never was verified. */
export type VerificationFilterState = 'verified' | 'expired' | 'none'

interface VerificationConditions {
  readonly status: VerificationFilterState
  readonly does_not_equal: VerificationFilterState
}

/** A condition on whether a page is verified. */
export type VerificationCondition = ExactlyOne<VerificationConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** For pages of wikis; `null` elsewhere. */
    readonly verification: Verification | null
  }
  interface ConfigPayloads {
    readonly verification: EmptyConfig
  }
  interface PropertyValueRequests {
    /** Only for the pages of a wiki. */
    readonly verification: VerificationRequest
  }
  interface ConfigRequests {
    /** Can be created, but not changed afterwards. */
    readonly verification: EmptyRequest
  }
  interface PropertyConditions {
    readonly verification: VerificationCondition
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const verificationPayload: Type<Verification | null> = nullable(Verification)

export { emptyConfig as verificationConfig } from './emptyConfig.js'

/** The verification of a page of a wiki. */
export type VerificationPropertyValue = PropertyValueOf<'verification'>

/** The verification of a page of a wiki. */
export const VerificationPropertyValue: Type<VerificationPropertyValue> = propertyValueOf(
  'verification',
  verificationPayload,
)

/** What to make of a page, or a verification that was read. */
export type VerificationInput = VerificationRequest | Verification | null

const request = (value: VerificationInput): VerificationRequest =>
  value?.state !== 'verified'
    ? { state: 'unverified' }
    : 'date' in value && value.date
      ? { state: 'verified', date: value.date }
      : { state: 'verified' }

/**
 * Whether a page of a wiki is verified, and until when; `null` where it never was. The days of a verification need a time. One
 * that has expired cannot be written: it is sent as `unverified`, as `null` is.
 *
 * @see https://developers.notion.com/reference/page-property-values#verification
 * @example
 * import { verification } from 'notion-fp/props'
 *
 * const properties = { Verification: verification({ state: 'verified' }) }
 */
export const verification: Prop<'verification', VerificationInput, Verification | null> = prop(
  'verification',
  request,
  identity,
)
