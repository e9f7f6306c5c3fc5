/** Blocks of text. */
import type { Type } from 'io-ts'
import { Icon } from '../../../core/objects/icon.js'
import { type Color, RichText } from '../../../core/objects/richText.js'
import { boolean, nullable, number, string, struct } from '../../../core/schema/combinators.js'
import type { Word } from '../../../core/schema/variants.js'
import type { BlockBase } from './base.js'
import type { CodeLanguage } from './language.js'

/** Text and its color, the content of most text blocks. */
export interface TextContent {
  /** The text; can be empty. */
  readonly rich_text: RichText
  /** The color of the text or the background. */
  readonly color: Word<Color>
}

/** The content of a paragraph. */
export interface ParagraphContent extends TextContent {
  /** The icon of a tab; only for paragraphs in a `tab` block. */
  readonly icon?: Icon | null
}

/** The content of a heading. */
export interface HeadingContent extends TextContent {
  /** Whether it can be toggled; only then it can have children. */
  readonly is_toggleable: boolean
}

/** The content of an item of a numbered list. */
export interface NumberedListItemContent extends TextContent {
  /** The first number of the list; only on its first item, and only if it is not 1. */
  readonly list_start_index?: number
  /** The numbering format; only on the first item. */
  readonly list_format?: Word<'numbers' | 'letters' | 'roman'>
}

/** The content of a to-do. */
export interface ToDoContent extends TextContent {
  /** Whether it is checked. */
  readonly checked: boolean
}

/** The content of a callout. */
export interface CalloutContent extends TextContent {
  /** The icon before the text; `null` if it has none. */
  readonly icon: Icon | null
}

/** The content of a template button. */
export interface TemplateContent {
  /** The label of the button. */
  readonly rich_text: RichText
}

/** The content of a code block. */
export interface CodeContent {
  /** The code, with its line breaks. */
  readonly rich_text: RichText
  /** The caption below it; empty if there is none. */
  readonly caption: RichText
  /** The language for syntax highlighting; `plain text` for none. */
  readonly language: Word<CodeLanguage>
}

/** The content of an equation. */
export interface EquationContent {
  /** A formula in KaTeX. */
  readonly expression: string
}

/** A paragraph. */
export interface ParagraphBlock extends BlockBase {
  readonly type: 'paragraph'
  readonly paragraph: ParagraphContent
}

/** A heading of level 1. */
export interface Heading1Block extends BlockBase {
  readonly type: 'heading_1'
  readonly heading_1: HeadingContent
}

/** A heading of level 2. */
export interface Heading2Block extends BlockBase {
  readonly type: 'heading_2'
  readonly heading_2: HeadingContent
}

/** A heading of level 3. */
export interface Heading3Block extends BlockBase {
  readonly type: 'heading_3'
  readonly heading_3: HeadingContent
}

/** A heading of level 4. */
export interface Heading4Block extends BlockBase {
  readonly type: 'heading_4'
  readonly heading_4: HeadingContent
}

/** An item of a bulleted list. */
export interface BulletedListItemBlock extends BlockBase {
  readonly type: 'bulleted_list_item'
  readonly bulleted_list_item: TextContent
}

/** An item of a numbered list. */
export interface NumberedListItemBlock extends BlockBase {
  readonly type: 'numbered_list_item'
  readonly numbered_list_item: NumberedListItemContent
}

/** A quote. */
export interface QuoteBlock extends BlockBase {
  readonly type: 'quote'
  readonly quote: TextContent
}

/** A to-do with a checkbox. */
export interface ToDoBlock extends BlockBase {
  readonly type: 'to_do'
  readonly to_do: ToDoContent
}

/** A toggle: its children are hidden until it is opened. */
export interface ToggleBlock extends BlockBase {
  readonly type: 'toggle'
  readonly toggle: TextContent
}

/** A highlighted text with an icon. */
export interface CalloutBlock extends BlockBase {
  readonly type: 'callout'
  readonly callout: CalloutContent
}

/** A button that copies its children; the app no longer creates new ones. */
export interface TemplateBlock extends BlockBase {
  readonly type: 'template'
  readonly template: TemplateContent
}

/** A code block. */
export interface CodeBlock extends BlockBase {
  readonly type: 'code'
  readonly code: CodeContent
}

/** A formula on its own line. */
export interface EquationBlock extends BlockBase {
  readonly type: 'equation'
  readonly equation: EquationContent
}

/** A block of text. */
export type TextBlock =
  | ParagraphBlock
  | Heading1Block
  | Heading2Block
  | Heading3Block
  | Heading4Block
  | BulletedListItemBlock
  | NumberedListItemBlock
  | QuoteBlock
  | ToDoBlock
  | ToggleBlock
  | CalloutBlock
  | TemplateBlock
  | CodeBlock
  | EquationBlock

/** Text and its color. */
export const TextContent: Type<TextContent> = struct<TextContent>({ rich_text: RichText, color: string })

/** The content of a paragraph. */
export const ParagraphContent: Type<ParagraphContent> = struct<ParagraphContent>(
  { rich_text: RichText, color: string },
  { icon: nullable(Icon) },
)

/** The content of a heading. */
export const HeadingContent: Type<HeadingContent> = struct<HeadingContent>({
  rich_text: RichText,
  color: string,
  is_toggleable: boolean,
})

/** The content of an item of a numbered list. */
export const NumberedListItemContent: Type<NumberedListItemContent> = struct<NumberedListItemContent>(
  { rich_text: RichText, color: string },
  { list_start_index: number, list_format: string },
)

/** The content of a to-do. */
export const ToDoContent: Type<ToDoContent> = struct<ToDoContent>({
  rich_text: RichText,
  color: string,
  checked: boolean,
})

/** The content of a callout. */
export const CalloutContent: Type<CalloutContent> = struct<CalloutContent>({
  rich_text: RichText,
  color: string,
  icon: nullable(Icon),
})

/** The content of a template button. */
export const TemplateContent: Type<TemplateContent> = struct<TemplateContent>({ rich_text: RichText })

/** The content of a code block. */
export const CodeContent: Type<CodeContent> = struct<CodeContent>({
  rich_text: RichText,
  caption: RichText,
  language: string,
})

/** The content of an equation. */
export const EquationContent: Type<EquationContent> = struct<EquationContent>({ expression: string })
