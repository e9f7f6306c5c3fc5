/** Rich text as it is sent. */
import type { Color } from '../codec/richText.js'
import type { DateRequest, UserRequest } from './propertyValues.js'

/** How a run of text is to look; what is left out is plain. */
export interface AnnotationsRequest {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strikethrough?: boolean
  readonly underline?: boolean
  /** Whether it is shown as code, in a font of fixed width. */
  readonly code?: boolean
  /** The color of the words, or of their background. Default `default`. */
  readonly color?: Color
}

interface Annotated {
  /** Default plain. */
  readonly annotations?: AnnotationsRequest
}

/** Plain words, perhaps a link. */
export interface TextRequest extends Annotated {
  readonly type?: 'text'
  readonly text: {
    /** At most 2000 characters. */
    readonly content: string
    /** Where it leads; the address has at most 2000 characters. */
    readonly link?: { readonly url: string } | null
  }
}

/** A formula in a line of text. */
export interface EquationRequest extends Annotated {
  readonly type?: 'equation'
  readonly equation: {
    /** KaTeX, at most 1000 characters. */
    readonly expression: string
  }
}

/** A reference to something else. */
export interface MentionTextRequest extends Annotated {
  readonly type?: 'mention'
  readonly mention: MentionRequest
}

/** One run of rich text to write. An array of them has at most 100. */
export type RichTextRequest = TextRequest | MentionTextRequest | EquationRequest

/** What a run of rich text can mention. */
export type MentionRequest =
  | { readonly type?: 'user'; readonly user: UserRequest }
  | { readonly type?: 'date'; readonly date: DateRequest }
  | { readonly type?: 'page'; readonly page: MentionedRequest }
  | { readonly type?: 'database'; readonly database: MentionedRequest }
  | { readonly type?: 'template_mention'; readonly template_mention: TemplateMentionRequest }
  | { readonly type?: 'custom_emoji'; readonly custom_emoji: CustomEmojiRequest }

/** A page or database to mention. */
export interface MentionedRequest {
  /** Its id, with dashes or without, or its address. */
  readonly id: string
}

/** A mention that a template fills in when it is used. */
export type TemplateMentionRequest =
  | { readonly type?: 'template_mention_date'; readonly template_mention_date: 'today' | 'now' }
  | { readonly type?: 'template_mention_user'; readonly template_mention_user: 'me' }

/** An emoji of the workspace. */
export interface CustomEmojiRequest {
  /** As `getCustomEmojis` gives it. */
  readonly id: string
  /** As Notion gave it; the id is enough. */
  readonly name?: string
  /** As Notion gave it; the id is enough. */
  readonly url?: string
}
