/** Rich text as it is sent. */

import type { AbsentBesideAnotherType } from '../schema/absent.js'
import type { OneType, Without } from '../schema/exactlyOne.js'
import type { DateRequest } from './date.js'
import type { CustomEmojiRequest } from './icon.js'
import type { Color } from './richText.js'
import type { UserRequest } from './user.js'

/** How a run of text is to look; what is left out is plain. */
export interface AnnotationsRequest {
  readonly bold?: boolean | undefined
  readonly italic?: boolean | undefined
  readonly strikethrough?: boolean | undefined
  readonly underline?: boolean | undefined
  /** Whether it is shown as code, in a font of fixed width. */
  readonly code?: boolean | undefined
  /** The color of the words, or of their background. Default `default`. */
  readonly color?: Color | undefined
}

interface Annotated {
  /** Default plain. */
  readonly annotations?: AnnotationsRequest | undefined
}

/** Plain words, perhaps a link. */
export interface TextRequest extends Annotated, Without<'mention' | 'equation', AbsentBesideAnotherType> {
  readonly type?: 'text' | undefined
  readonly text: {
    /** At most 2000 characters. */
    readonly content: string
    /** Where it leads; the address has at most 2000 characters. */
    readonly link?: { readonly url: string } | null | undefined
  }
}

/** A formula in a line of text. */
export interface EquationRequest extends Annotated, Without<'text' | 'mention', AbsentBesideAnotherType> {
  readonly type?: 'equation' | undefined
  readonly equation: {
    /** KaTeX, at most 1000 characters. */
    readonly expression: string
  }
}

/** A reference to something else. */
export interface MentionTextRequest extends Annotated, Without<'text' | 'equation', AbsentBesideAnotherType> {
  readonly type?: 'mention' | undefined
  readonly mention: MentionRequest
}

/** One run of rich text to write. An array of them has at most 100. */
export type RichTextRequest = TextRequest | MentionTextRequest | EquationRequest

/** What a run of rich text can mention. */
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
  /** Its id, with dashes or without, or its address. */
  readonly id: string
}

/** A mention that a template fills in when it is used. */
export type TemplateMentionRequest = OneType<
  { readonly template_mention_date: 'today' | 'now'; readonly template_mention_user: 'me' },
  AbsentBesideAnotherType
>
