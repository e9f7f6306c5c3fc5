/** The verification of a page of a wiki. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, string, struct } from '../core/schema/combinators.js'
import { identity, type Prop, prop } from './prop.js'
import { Verification } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'
import type { VerificationRequest } from './propertyValueRequest.js'

/** The verification of a page of a wiki. */
export type VerificationPropertyValue = PropertyValueOf<'verification'>

/** The verification of a page of a wiki. */
export const VerificationPropertyValue: Type<VerificationPropertyValue> = struct<VerificationPropertyValue>(
  { id: string, type: literal('verification'), verification: nullable(Verification) },
  { has_more: boolean },
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
