/// <reference path="./tokenTypes.d.ts" />
/**
 * Types and characters of the parser, micromark.
 *
 * @internal
 */
import type { Options } from 'mdast-util-from-markdown'

/** What an extension of the syntax adds. */
export type SyntaxExtension = NonNullable<Options['extensions']>[number]

/** What recognizes a part of a text. */
export type Construct = Extract<
  NonNullable<NonNullable<SyntaxExtension['text']>[string]>,
  { readonly tokenize: unknown }
>

/** Recognizes a part of a text. */
export type Tokenizer = Construct['tokenize']

/** What comes next: a function of the next character. */
export type State = Parameters<Tokenizer>[1]

/** What the parser found: where a part begins or ends. */
export type Event = Parameters<NonNullable<Construct['resolve']>>[0][number]

/** A character; line breaks, tabs and spaces that stand for tabs are negative. `null` is the end. */
export type Code = Parameters<State>[0]

/** Whether a character is a line break. */
export const isLineEnding = (code: Code): boolean => code !== null && code < -2

/** Whether a character is white space, or the end of a text. */
export const isSpaceCode = (code: Code): boolean =>
  code === null || code < 0 || code === 32 || /\s/.test(String.fromCharCode(code))

/** Whether a character is punctuation or a symbol. */
export const isPunctuationCode = (code: Code): boolean =>
  code !== null && code > 0 && /\p{P}|\p{S}/u.test(String.fromCharCode(code))
