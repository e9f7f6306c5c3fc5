/** The verification of a wiki page. */
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

/** The verification state of a page, who verified it, and for which period. */
export interface Verification {
  /** `expired` after the end of `date`. */
  readonly state: Word<'verified' | 'expired' | 'unverified'>
  /** The period of the verification; `null` if the page is not verified. */
  readonly date: DateValue | null
  /** `null` if the page is not verified. */
  readonly verified_by: User | PartialUser | null
}

/** The verification state of a page, who verified it, and for which period. */
export const Verification: Type<Verification> = struct<Verification>({
  state: string,
  date: datePayload,
  verified_by: nullable(UserOrPartial),
})

/** The verification of a wiki page in a request. */
export type VerificationRequest =
  | {
      readonly state: 'verified'
      /** The period, with times. Default: no end. */
      readonly date?: DateRequest | undefined
    }
  | { readonly state: 'unverified' }

/** The verification states of filters; `none` matches pages that were never verified. */
export type VerificationFilterState = 'verified' | 'expired' | 'none'

interface VerificationConditions {
  readonly status: VerificationFilterState
  readonly does_not_equal: VerificationFilterState
}

/** A condition on the verification of a page. */
export type VerificationCondition = ExactlyOne<VerificationConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` for pages outside of wikis. */
    readonly verification: Verification | null
  }
  interface ConfigPayloads {
    readonly verification: EmptyConfig
  }
  interface PropertyValueRequests {
    /** Only for wiki pages. */
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

/** The verification of a wiki page. */
export type VerificationPropertyValue = PropertyValueOf<'verification'>

/** The verification of a wiki page. */
export const VerificationPropertyValue: Type<VerificationPropertyValue> = propertyValueOf(
  'verification',
  verificationPayload,
)

/** A verification to write, or one that was read. */
export type VerificationInput = VerificationRequest | Verification | null

const request = (value: VerificationInput): VerificationRequest =>
  value?.state !== 'verified'
    ? { state: 'unverified' }
    : 'date' in value && value.date
      ? { state: 'verified', date: value.date }
      : { state: 'verified' }

/**
 * Whether a wiki page is verified, and for which period; `null` if it never was. The dates of a verification need a time. An expired
 * verification cannot be written: like `null`, it is sent as `unverified`.
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
