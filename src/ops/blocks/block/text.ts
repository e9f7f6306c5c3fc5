/** Blocks of text. */
import type { Type } from 'io-ts'
import { Icon } from '../../../core/objects/icon.js'
import { type Color, RichText } from '../../../core/objects/richText.js'
import { boolean, nullable, number, string, struct } from '../../../core/schema/combinators.js'
import type { Word } from '../../../core/schema/variants.js'
import type { BlockBase } from './base.js'
import type { CodeLanguage } from './language.js'

/** Text and its color: what most blocks of text hold. */
export interface TextContent {
  /** Its text; empty where nothing is written. */
  readonly rich_text: RichText
  /** The color of the block, or of its background. */
  readonly color: Word<Color>
}

/** What a paragraph holds. */
export interface ParagraphContent extends TextContent {
  /** The icon of a tab; only the paragraphs in a `tab` block have one. */
  readonly icon?: Icon | null
}

/** What a heading holds. */
export interface HeadingContent extends TextContent {
  /** Whether it can be folded; then it may have children. */
  readonly is_toggleable: boolean
}

/** What an item of a numbered list holds. */
export interface NumberedListItemContent extends TextContent {
  /** Where the numbering of the list begins; only on its first item, where it is not 1. */
  readonly list_start_index?: number
  /** How the list counts; only on its first item. */
  readonly list_format?: Word<'numbers' | 'letters' | 'roman'>
}

/** What a to-do holds. */
export interface ToDoContent extends TextContent {
  /** Whether it is done. */
  readonly checked: boolean
}

/** What a callout holds. */
export interface CalloutContent extends TextContent {
  /** Before its text; `null` where it has none. */
  readonly icon: Icon | null
}

/** What a template button holds. */
export interface TemplateContent {
  /** The label of the button. */
  readonly rich_text: RichText
}

/** What a code block holds. */
export interface CodeContent {
  /** The code with its line breaks, in one run or several. */
  readonly rich_text: RichText
  /** What is written below it; empty where nothing is. */
  readonly caption: RichText
  /** What it is colored for; `plain text` for no colors. */
  readonly language: Word<CodeLanguage>
}

/** What an equation holds. */
export interface EquationContent {
  /** A formula in KaTeX. */
  readonly expression: string
}

/** A paragraph. */
export interface ParagraphBlock extends BlockBase {
  readonly type: 'paragraph'
  readonly paragraph: ParagraphContent
}

/** A heading of the first level. */
export interface Heading1Block extends BlockBase {
  readonly type: 'heading_1'
  readonly heading_1: HeadingContent
}

/** A heading of the second level. */
export interface Heading2Block extends BlockBase {
  readonly type: 'heading_2'
  readonly heading_2: HeadingContent
}

/** A heading of the third level. */
export interface Heading3Block extends BlockBase {
  readonly type: 'heading_3'
  readonly heading_3: HeadingContent
}

/** A heading of the fourth level. */
export interface Heading4Block extends BlockBase {
  readonly type: 'heading_4'
  readonly heading_4: HeadingContent
}

/** An item of a list with bullets. */
export interface BulletedListItemBlock extends BlockBase {
  readonly type: 'bulleted_list_item'
  readonly bulleted_list_item: TextContent
}

/** An item of a list with numbers. */
export interface NumberedListItemBlock extends BlockBase {
  readonly type: 'numbered_list_item'
  readonly numbered_list_item: NumberedListItemContent
}

/** A quotation. */
export interface QuoteBlock extends BlockBase {
  readonly type: 'quote'
  readonly quote: TextContent
}

/** Something to do, with a box to check. */
export interface ToDoBlock extends BlockBase {
  readonly type: 'to_do'
  readonly to_do: ToDoContent
}

/** A line that hides its children until it is opened. */
export interface ToggleBlock extends BlockBase {
  readonly type: 'toggle'
  readonly toggle: TextContent
}

/** A text that stands out, with an icon. */
export interface CalloutBlock extends BlockBase {
  readonly type: 'callout'
  readonly callout: CalloutContent
}

/** A button that copies its children; the app makes no new ones. */
export interface TemplateBlock extends BlockBase {
  readonly type: 'template'
  readonly template: TemplateContent
}

/** A piece of code. */
export interface CodeBlock extends BlockBase {
  readonly type: 'code'
  readonly code: CodeContent
}

/** A formula on a line of its own. */
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

/** What a paragraph holds. */
export const ParagraphContent: Type<ParagraphContent> = struct<ParagraphContent>(
  { rich_text: RichText, color: string },
  { icon: nullable(Icon) },
)

/** What a heading holds. */
export const HeadingContent: Type<HeadingContent> = struct<HeadingContent>({
  rich_text: RichText,
  color: string,
  is_toggleable: boolean,
})

/** What an item of a numbered list holds. */
export const NumberedListItemContent: Type<NumberedListItemContent> = struct<NumberedListItemContent>(
  { rich_text: RichText, color: string },
  { list_start_index: number, list_format: string },
)

/** What a to-do holds. */
export const ToDoContent: Type<ToDoContent> = struct<ToDoContent>({
  rich_text: RichText,
  color: string,
  checked: boolean,
})

/** What a callout holds. */
export const CalloutContent: Type<CalloutContent> = struct<CalloutContent>({
  rich_text: RichText,
  color: string,
  icon: nullable(Icon),
})

/** What a template button holds. */
export const TemplateContent: Type<TemplateContent> = struct<TemplateContent>({ rich_text: RichText })

/** What a code block holds. */
export const CodeContent: Type<CodeContent> = struct<CodeContent>({
  rich_text: RichText,
  caption: RichText,
  language: string,
})

/** What an equation holds. */
export const EquationContent: Type<EquationContent> = struct<EquationContent>({ expression: string })
