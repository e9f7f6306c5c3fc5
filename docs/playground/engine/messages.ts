/** What the page and the worker that runs programs tell each other. Everything is plain data. */

/** The faults that requests can meet, as the page offers them. */
export type FaultKind = 'none' | 'unavailable' | 'dropped' | 'lost' | 'mixed'

/**
 * The probability that a request meets a fault. An example that retries survives it: of 150 requests with five attempts each, one fails
 * every time in 150 · 0.06⁵, about one of 8,600 runs.
 */
export const FAULT_CHANCE = 0.06

/** The conditions of the Notion that is embedded in the page. */
export interface PlaygroundConditions {
  readonly faults: FaultKind
  /** How long each answer takes, in milliseconds. */
  readonly latencyMs: number
  /** Whether it refuses more than 180 requests a minute, as Notion does. */
  readonly rateLimit: boolean
  /** Which requests meet a fault: with the same seed the same ones, counted in the order in which they are sent. */
  readonly seed: number
}

/** What the page asks of the worker. */
export type ToWorker =
  | { readonly type: 'run'; readonly code: string; readonly conditions: PlaygroundConditions }
  | { readonly type: 'conditions'; readonly conditions: PlaygroundConditions }
  | { readonly type: 'read page'; readonly id: string }

/** A request that the program has sent, with its answer. */
export interface SentRequest {
  /** Its number, from 1 in each run. */
  readonly number: number
  readonly method: string
  /** The path with its query. */
  readonly path: string
  /** The status of the answer, or 0 when the connection broke. */
  readonly status: number
  /** Which attempt it is at the same thing: 2 after a first one that failed. */
  readonly attempt: number
  /** When it was sent, in milliseconds since the start of the run. */
  readonly at: number
  /** How long it took, in milliseconds. */
  readonly took: number
  readonly requestBody: string | undefined
  readonly responseBody: string | undefined
}

/** A page or a data source, and what is below it. */
export interface TreeItem {
  readonly id: string
  readonly kind: 'page' | 'data_source'
  readonly title: string
  readonly icon: string | undefined
  readonly below: ReadonlyArray<TreeItem>
}

/** The rows of a data source as text. */
export interface Table {
  readonly id: string
  readonly title: string
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<{ readonly id: string; readonly cells: ReadonlyArray<string> }>
  /** How many rows there are that `rows` does not show. */
  readonly more: number
}

/** The workspace as the page shows it. */
export interface WorkspaceView {
  readonly tree: ReadonlyArray<TreeItem>
  readonly tables: ReadonlyArray<Table>
}

/** Where a program failed: a line of it, where that is known. */
export interface Failure {
  readonly message: string
  readonly line: number | undefined
}

/** What the worker tells the page. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'print'; readonly level: 'log' | 'warn' | 'error'; readonly text: string }
  /** What is printed from now on is not shown. */
  | { readonly type: 'printed too much' }
  | { readonly type: 'request'; readonly request: SentRequest }
  | { readonly type: 'workspace'; readonly workspace: WorkspaceView }
  | { readonly type: 'page'; readonly id: string; readonly html: string }
  | { readonly type: 'ended'; readonly took: number; readonly failure: Failure | undefined }
