/** Rich text in requests. */

import type { AbsentBesideAnotherType } from '../schema/absent.js'
import type { OneType, Without } from '../schema/exactlyOne.js'
import type { DateRequest } from './date.js'
import type { CustomEmojiRequest } from './icon.js'
import type { Color } from './richText.js'
import type { UserRequest } from './user.js'

/** The style of a rich text object; omitted fields are off. */
export interface AnnotationsRequest {
  readonly bold?: boolean | undefined
  readonly italic?: boolean | undefined
  readonly strikethrough?: boolean | undefined
  readonly underline?: boolean | undefined
  /** Whether it is inline code. */
  readonly code?: boolean | undefined
  /** The text or background color. Default `default`. */
  readonly color?: Color | undefined
}

interface Annotated {
  /** The style. Default: none. */
  readonly annotations?: AnnotationsRequest | undefined
}

/** Text, with an optional link. */
export interface TextRequest extends Annotated, Without<'mention' | 'equation', AbsentBesideAnotherType> {
  readonly type?: 'text' | undefined
  readonly text: {
    /** At most 2000 characters. */
    readonly content: string
    /** The link. Its URL has at most 2000 characters. */
    readonly link?: { readonly url: string } | null | undefined
  }
}

/** An inline equation. */
export interface EquationRequest extends Annotated, Without<'text' | 'mention', AbsentBesideAnotherType> {
  readonly type?: 'equation' | undefined
  readonly equation: {
    /** A LaTeX expression that KaTeX supports, at most 1000 characters. */
    readonly expression: string
  }
}

/** A mention of another object. */
export interface MentionTextRequest extends Annotated, Without<'text' | 'equation', AbsentBesideAnotherType> {
  readonly type?: 'mention' | undefined
  readonly mention: MentionRequest
}

/** A rich text object in a request. An array of them has at most 100. */
export type RichTextRequest = TextRequest | MentionTextRequest | EquationRequest

/** An object to mention. */
export type MentionRequest = OneType<MentionRequests, AbsentBesideAnotherType>

interface MentionRequests {
  readonly user: UserRequest
  readonly date: DateRequest
  readonly page: MentionedRequest
  readonly database: MentionedRequest
  readonly template_mention: TemplateMentionRequest
  readonly custom_emoji: CustomEmojiRequest
}

/** A page or database to mention. */
export interface MentionedRequest {
  /** The id, with or without dashes, or the URL. */
  readonly id: string
}

/** A placeholder in a template, filled in when the template is used. */
export type TemplateMentionRequest = OneType<
  { readonly template_mention_date: 'today' | 'now'; readonly template_mention_user: 'me' },
  AbsentBesideAnotherType
>
