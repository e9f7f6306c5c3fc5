/** What the steps of an import of a folder share. */
import { join } from 'node:path'
import type { Context } from 'notion-fp'
import type { Session } from '../session/session.js'
import type { Source } from '../values/findSource.js'
import type { FolderNode, LeftOut } from './scanFolder.js'

/** Something that is not imported, or only in another form. */
export interface ImportLoss {
  readonly file: string
  readonly line?: number
  readonly what: string
  readonly why: string
}

/** A file that could not be imported, or only in part. */
export interface ImportProblem {
  readonly file: string
  readonly line?: number
  readonly message: string
}

/** Where a folder goes. */
export type Target =
  | { readonly kind: 'page'; readonly id: string }
  | { readonly kind: 'data_source'; readonly id: string; readonly source: Source }

/** An import of a folder. */
export interface FolderImport {
  readonly session: Session
  readonly ctx: Context
  /** The folder that links and files may lead to. */
  readonly root: string
  readonly nodes: ReadonlyArray<FolderNode>
  readonly leftOut: ReadonlyArray<LeftOut>
  readonly target: Target
  readonly dialect: 'gfm' | 'obsidian'
  readonly allowsNew: boolean
}

/** How much an import writes, or has written. */
export interface FolderCounts {
  pages: number
  databases: number
  rows: number
  blocks: number
  files: number
  bytes: number
  requests: number
}

/** The plan of an import: what it would write, and what is lost or wrong. */
export interface FolderPlan {
  readonly counts: FolderCounts
  readonly losses: ReadonlyArray<ImportLoss>
  readonly problems: ReadonlyArray<ImportProblem>
  /** The files that no page refers to. */
  readonly unused: ReadonlyArray<string>
  /** Options that the target does not have, by property. */
  readonly newOptions: ReadonlyMap<string, ReadonlySet<string>>
}

/** Reports a loss. */
export type Lose = (what: string, why: string, line?: number) => void

/** The path of a file of the folder on this machine. */
export const filePath = (root: string, path: string): string => join(root, ...path.split('/'))
