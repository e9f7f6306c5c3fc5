/** Rich text: text, mentions and equations with their annotations. */
import type { Type } from 'io-ts'
import { boolean, hinted, list, nullable, string, struct, tagged, type UnknownType } from '../schema/combinators.js'
import type { Word } from '../schema/variants.js'
import { DateValue } from './date.js'
import { Link } from './file.js'
import { CustomEmoji } from './icon.js'
import { type PartialUser, type User, UserOrPartial } from './user.js'

/** A color of text or of its background. */
export type Color =
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
  | 'default_background'
  | 'gray_background'
  | 'brown_background'
  | 'orange_background'
  | 'yellow_background'
  | 'green_background'
  | 'blue_background'
  | 'purple_background'
  | 'pink_background'
  | 'red_background'

/** The style of a rich text object. */
export interface Annotations {
  readonly bold: boolean
  readonly italic: boolean
  readonly strikethrough: boolean
  readonly underline: boolean
  /** Whether it is inline code. */
  readonly code: boolean
  /** The text or background color, or `default`. */
  readonly color: Word<Color>
}

interface RichTextBase {
  /** The text without annotations. */
  readonly plain_text: string
  /** The URL that it links to. */
  readonly href: string | null
  /** The style. */
  readonly annotations: Annotations
}

/** Text, with an optional link. */
export interface TextRichText extends RichTextBase {
  readonly type: 'text'
  /** The text and its link; `link` is `null` if there is none. */
  readonly text: { readonly content: string; readonly link: Link | null }
}

/** An inline equation. */
export interface EquationRichText extends RichTextBase {
  readonly type: 'equation'
  /** The LaTeX expression, at most 1000 characters in requests. */
  readonly equation: { readonly expression: string }
}

/** A mention of another object. */
export interface MentionRichText extends RichTextBase {
  readonly type: 'mention'
  /** The mentioned object; `plain_text` is its displayed name. */
  readonly mention: Mention
}

/** A rich text object of an unknown type; its text is in `plain_text`. */
export interface UnknownRichText extends RichTextBase {
  readonly type: UnknownType
}

/** A rich text object. */
export type RichTextItem = TextRichText | MentionRichText | EquationRichText | UnknownRichText

/** Rich text, as a list of rich text objects. */
export type RichText = ReadonlyArray<RichTextItem>

/** The preview of a mentioned web page. */
export interface LinkMention {
  /** The URL of the page. The other fields depend on the page. */
  readonly href: string
  /** The title of the page. */
  readonly title?: string
  /** The description of the page. */
  readonly description?: string
  /** The author of the page. */
  readonly link_author?: string
  /** The name of the site, such as `GitHub`. */
  readonly link_provider?: string
  /** The URL of a thumbnail. */
  readonly thumbnail_url?: string
  /** The URL of the icon of the site. */
  readonly icon_url?: string
  /** The URL to embed in a frame, if the site has one. */
  readonly iframe_url?: string
  readonly height?: number
  readonly padding?: number
  readonly padding_top?: number
}

/** A placeholder in a template, filled in when the template is used. */
export type TemplateMention =
  | { readonly type: 'template_mention_date'; readonly template_mention_date: Word<'today' | 'now'> }
  | { readonly type: 'template_mention_user'; readonly template_mention_user: Word<'me'> }
  | { readonly type: UnknownType }

/** A mentioned object. */
export type Mention =
  | { readonly type: 'user'; readonly user: User | PartialUser }
  | { readonly type: 'date'; readonly date: DateValue }
  | { readonly type: 'page'; readonly page: { readonly id: string } }
  | { readonly type: 'database'; readonly database: { readonly id: string } }
  | { readonly type: 'link_preview'; readonly link_preview: Link }
  | { readonly type: 'link_mention'; readonly link_mention: LinkMention }
  | { readonly type: 'template_mention'; readonly template_mention: TemplateMention }
  | { readonly type: 'custom_emoji'; readonly custom_emoji: CustomEmoji }
  | { readonly type: UnknownType }

const Reference: Type<{ readonly id: string }> = struct<{ readonly id: string }>({ id: string })

const Mention: Type<Mention> = tagged<Mention>({
  user: UserOrPartial,
  date: DateValue,
  page: Reference,
  database: Reference,
  link_preview: Link,
  // The fields depend on the web page: only its URL is always present.
  link_mention: struct<Pick<LinkMention, 'href'>>({ href: string }),
  template_mention: tagged<TemplateMention>({ template_mention_date: string, template_mention_user: string }),
  custom_emoji: CustomEmoji,
})

const Annotations: Type<Annotations> = hinted(
  struct<Annotations>({
    bold: boolean,
    italic: boolean,
    strikethrough: boolean,
    underline: boolean,
    code: boolean,
    color: string,
  }),
  ({ bold, italic, strikethrough, underline, code, color }) =>
    typeof bold === 'boolean' &&
    typeof italic === 'boolean' &&
    typeof strikethrough === 'boolean' &&
    typeof underline === 'boolean' &&
    typeof code === 'boolean' &&
    typeof color === 'string',
)

/** A rich text object. */
export const RichTextItem: Type<RichTextItem> = tagged<RichTextItem>(
  {
    text: struct<TextRichText['text']>({ content: string, link: nullable(Link) }),
    equation: struct<EquationRichText['equation']>({ expression: string }),
    mention: Mention,
  },
  struct<RichTextBase>({ plain_text: string, href: nullable(string), annotations: Annotations }),
)

/** Rich text, as a list of rich text objects. */
export const RichText: Type<RichText> = list(RichTextItem)
