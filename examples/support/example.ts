/** What every example program is: a call that prints what a person would want to see. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context, NotionError } from 'notion-fp'

/** Where the examples work: a page, and a database of tasks below it. */
export interface Workspace {
  readonly page_id: string
  readonly database_id: string
  readonly data_source_id: string
  /** Lets requests to a simulator fail now and then, or no longer. */
  readonly disturb: (on: boolean) => void
  /** Puts pages as the API returns them into a simulator, without requests; absent for Notion itself. */
  readonly load?: (pages: ReadonlyArray<object>) => Promise<void>
}

/** What an example fails with: jobs have errors of their own. */
export type ExampleError = NotionError | { readonly _tag: string; readonly message: string }

/** An example program. */
export type Example = (ctx: Context, workspace: Workspace) => TaskEither<ExampleError, void>

/** Prints a line. */
export const say = (line: string): void => console.log(`  ${line}`)
