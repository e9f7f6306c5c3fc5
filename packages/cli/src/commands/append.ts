/** `notion-fp append`: content at the end of a page. */
import { parseBlockId, updatePageMarkdown } from 'notion-fp'
import { type AppendResume, appendTree, type BlockTreeRequest, planAppend } from 'notion-fp/blocks'
import { textRuns } from 'notion-fp/props'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { readResume } from '../errors/resume.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { readJson, readText } from '../session/input.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progressLine.js'
import { unsafeCast } from '../unsafeCast.js'
import { checkedId } from '../values/findSource.js'

const paragraph = (text: string): BlockTreeRequest => ({ paragraph: { rich_text: textRuns(text) } })

/** The blocks to write: paragraphs, or the blocks in a file. */
const readBlocks = async (
  session: Session,
  words: ReadonlyArray<string>,
  file: string | undefined,
): Promise<Result<ReadonlyArray<BlockTreeRequest>>> => {
  if (file !== undefined) {
    const json = await readJson(session, '--blocks', file === '-' ? file : `@${file.replace(/^@/, '')}`)
    if (json._tag === 'Left') return json
    return Array.isArray(json.right)
      ? // Whatever it holds: the plan checks each block.
        ok(unsafeCast<ReadonlyArray<BlockTreeRequest>>(json.right))
      : fail(usageError('--blocks must be a JSON array of blocks.'))
  }
  const text = words.length === 1 && words[0] === '-' ? await readText(session, '-') : ok(words.join(' '))
  return text._tag === 'Left'
    ? text
    : ok(
        text.right
          .split(/\r?\n/)
          .filter((line) => line !== '')
          .map(paragraph),
      )
}

export const append = defineCommand({
  details: [
    'Takes any number of blocks at any depth, in the form of the API, with children inside the blocks. Sends as few requests as possible.',
    'If it stops half-way, it says how to continue, and writes nothing twice.',
  ],
  args: [
    { name: 'page', help: 'the id or URL of a page or block' },
    { name: 'text', help: 'a paragraph; - reads one for each line of stdin', optional: true, rest: true },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    markdown: { type: 'string', value: 'file', help: "Appends Notion's Markdown; - is stdin" },
    blocks: { type: 'string', value: 'file', help: 'Appends a JSON array of blocks; - is stdin' },
    'dry-run': { type: 'boolean', help: 'Prints how many requests it takes, and sends nothing' },
    resume: { type: 'string', value: 'file', help: 'Continues a run that stopped' },
  },
  examples: [
    ['append <page> "A line"', 'one paragraph'],
    ['append <page> --markdown notes.md', 'Markdown'],
    ['append <page> --blocks blocks.json --dry-run', 'what it costs'],
  ],
  run: async ({ session, positionals: [given = '', ...words], values }) => {
    const id = checkedId(given, parseBlockId)
    if (id._tag === 'Left') return id
    const sources = [words.length > 0, values.markdown !== undefined, values.blocks !== undefined].filter(Boolean)
    if (sources.length !== 1) return fail(usageError('Give one of a text, --markdown and --blocks.'))
    if (values.markdown !== undefined) {
      if (values['dry-run'] || values.resume !== undefined)
        return fail(usageError('Markdown is sent in one request: --dry-run and --resume are for blocks.'))
      const text = await readText(session, values.markdown)
      if (text._tag === 'Left') return text
      const ctx = await session.context()
      if (ctx._tag === 'Left') return ctx
      const written = await updatePageMarkdown(ctx.right, {
        page_id: id.right,
        type: 'insert_content',
        insert_content: { content: text.right, position: { type: 'end' } },
      })()
      if (written._tag === 'Left') return written
      const printed = await printOne(session.terminal, values, { page_id: id.right, requests: 1 })
      return printed._tag === 'Left' ? printed : ok(EXIT.ok)
    }
    const children = await readBlocks(session, words, values.blocks)
    if (children._tag === 'Left') return children
    const plan = planAppend(children.right)
    if (plan._tag === 'Left') return plan
    if (values['dry-run']) {
      const { requests, seconds } = plan.right.cost
      const printed = await printOne(session.terminal, values, {
        requests,
        seconds_at_180_per_minute: seconds.at_180_per_minute,
        seconds_at_600_per_minute: seconds.at_600_per_minute,
      })
      return printed._tag === 'Left' ? printed : ok(EXIT.ok)
    }
    const resume = await readResume(values.resume)
    if (resume._tag === 'Left') return resume
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const progress = progressLine(session.terminal, 'blocks')
    const written = await appendTree(ctx.right, {
      block_id: id.right,
      children: children.right,
      ids: 'first_level',
      signal: session.signal,
      on_progress: progress.report,
      // The job itself checks whether the state is valid.
      resume: unsafeCast<AppendResume | undefined>(resume.right),
    })()
    progress.clear()
    if (written._tag === 'Left') return written
    const printed = await printOne(session.terminal, values, {
      page_id: id.right,
      blocks: written.right.blocks,
      ids: written.right.ids.flatMap((block) => block.id ?? []),
      requests: written.right.requests,
    })
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
