/** Rich text: runs of text, mentions and equations, each with its style. */
import type { Type } from 'io-ts'
import { boolean, list, nullable, string, struct, tagged, type UnknownType } from '../schema/combinators.js'
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

/** How a run of text looks. */
export interface Annotations {
  readonly bold: boolean
  readonly italic: boolean
  readonly strikethrough: boolean
  readonly underline: boolean
  /** Whether it is shown as code within a line. */
  readonly code: boolean
  /** The color of the text, or of its background; `default` for neither. */
  readonly color: Word<Color>
}

interface RichTextBase {
  /** The text without its style. */
  readonly plain_text: string
  /** Where it leads. */
  readonly href: string | null
  /** How it looks. */
  readonly annotations: Annotations
}

/** Plain words, perhaps a link. */
export interface TextRichText extends RichTextBase {
  readonly type: 'text'
  /** The words, and where they lead; `link` is `null` where they lead nowhere. */
  readonly text: { readonly content: string; readonly link: Link | null }
}

/** A formula in TeX. */
export interface EquationRichText extends RichTextBase {
  readonly type: 'equation'
  /** The formula in TeX, at most 1000 characters in requests. */
  readonly equation: { readonly expression: string }
}

/** A reference to something else. */
export interface MentionRichText extends RichTextBase {
  readonly type: 'mention'
  /** What it refers to; `plain_text` has the name that is shown. */
  readonly mention: Mention
}

/** A run of a kind that this library does not know; `plain_text` has its words. */
export interface UnknownRichText extends RichTextBase {
  readonly type: UnknownType
}

/** One run of rich text. */
export type RichTextItem = TextRichText | MentionRichText | EquationRichText | UnknownRichText

/** Rich text: its runs in order. */
export type RichText = ReadonlyArray<RichTextItem>

/** The preview of a web page that is mentioned. */
export interface LinkMention {
  /** The address of the page. The rest is there where the page gives it. */
  readonly href: string
  /** The title of the page. */
  readonly title?: string
  /** What the page says of itself. */
  readonly description?: string
  /** Who wrote it. */
  readonly link_author?: string
  /** The name of its site, such as `GitHub`. */
  readonly link_provider?: string
  /** The address of a small picture of it. */
  readonly thumbnail_url?: string
  /** The address of the icon of its site. */
  readonly icon_url?: string
  /** The address to show in a frame, where the site offers one. */
  readonly iframe_url?: string
  readonly height?: number
  readonly padding?: number
  readonly padding_top?: number
}

/** A mention that a template fills in when it is used. */
export type TemplateMention =
  | { readonly type: 'template_mention_date'; readonly template_mention_date: Word<'today' | 'now'> }
  | { readonly type: 'template_mention_user'; readonly template_mention_user: Word<'me'> }
  | { readonly type: UnknownType }

/** What a run mentions. */
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
  // What is known of a web page differs from page to page: only its address is always there.
  link_mention: struct<Pick<LinkMention, 'href'>>({ href: string }),
  template_mention: tagged<TemplateMention>({ template_mention_date: string, template_mention_user: string }),
  custom_emoji: CustomEmoji,
})

const Annotations: Type<Annotations> = struct<Annotations>({
  bold: boolean,
  italic: boolean,
  strikethrough: boolean,
  underline: boolean,
  code: boolean,
  color: string,
})

/** One run of rich text. */
export const RichTextItem: Type<RichTextItem> = tagged<RichTextItem>(
  {
    text: struct<TextRichText['text']>({ content: string, link: nullable(Link) }),
    equation: struct<EquationRichText['equation']>({ expression: string }),
    mention: Mention,
  },
  struct<RichTextBase>({ plain_text: string, href: nullable(string), annotations: Annotations }),
)

/** Rich text: its runs in order. */
export const RichText: Type<RichText> = list(RichTextItem)
