/** Pages that tests write by the command, and read again. */
import { lines, type sharedNotion } from './command.js'
import { HOME } from './writeContents.js'

type Run = ReturnType<typeof sharedNotion>['run']

/** Creates pages below the first one. */
export const pageMaker =
  (run: Run) =>
  async (title = 'A page'): Promise<string> => {
    const { out } = await run(['create', HOME, `title=${title}`])
    return String(lines(out)[0]?.id)
  }

/** Reads the texts of the blocks of a page. */
export const textReader =
  (run: Run) =>
  async (page: string): Promise<ReadonlyArray<unknown>> =>
    lines((await run(['tree', page, '--fields', 'text'])).out).map(({ text }) => text)
