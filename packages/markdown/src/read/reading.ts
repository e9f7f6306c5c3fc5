/**
 * The state of one run of the reader, which all of its functions receive.
 *
 * @internal
 */
import type { Root } from 'mdast'
import { type JsonObject, record } from '../shared/json.js'
import type { Labels } from './nodes.js'
import type { Parse } from './parse.js'
import type { ReadOptions } from './readOptions.js'

/** A block to write, whose type is known as a string only. */
export type Request = JsonObject

/** A file to upload, by the object that needs the id. */
export interface WaitingFile {
  readonly path: string
  readonly line: number | undefined
}

/** The target of a reference. */
export interface Target {
  readonly url: string
  readonly title: string
}

/** The definitions of a document. */
export interface Definitions {
  /** Adds the definitions of a tree. If a label has several, the first one counts. */
  readonly add: (root: Root, reading: Reading) => void
  /** The target of a reference; `undefined` if there is none. */
  readonly find: (identifier: string) => Target | undefined
  /** All labels, which the parser needs to recognize references. */
  readonly labels: () => Labels
  /** Reports definitions that no reference uses, and those whose label was already defined. */
  readonly loseUnused: (lose: Reading['lose']) => void
}

/** The state of one run of the reader. */
export interface Reading {
  readonly options: ReadOptions
  /** The Markdown that is read; empty for an mdast tree. */
  readonly source: string
  /** The number of lines above it, in the front matter. */
  readonly above: number
  /** The depth of Markdown within HTML, from 0. */
  readonly depth: number
  readonly lose: (line: number | undefined, what: string, why: string) => void
  readonly parse: Parse
  readonly definitions: Definitions
  readonly waiting: Map<unknown, WaitingFile>
}

/** The line of a node; `undefined` if the tree has no positions. */
export const lineOf = (node: object, { above }: Reading): number | undefined => {
  const { line } = record(record(record(node).position).start)
  return typeof line === 'number' ? line + above : undefined
}

/** The Markdown of a node; empty if it is not known. */
export const sourceOf = (node: object, { source }: Reading): string => {
  const { start, end } = record(record(node).position)
  const [from, to] = [record(start).offset, record(end).offset]
  return typeof from === 'number' && typeof to === 'number' ? source.slice(from, to) : ''
}
