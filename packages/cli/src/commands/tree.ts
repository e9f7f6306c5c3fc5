/** `notion-fp tree`: the content of a page. */
import { parseBlockId } from 'notion-fp'
import { type BlockTreeParams, walkBlocks } from 'notion-fp/blocks'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'
import { unsafeCast } from '../unsafeCast.js'
import { blockText } from '../values/blockText.js'
import { checkedId } from '../values/findSource.js'
import { wholeNumberOf } from '../values/wholeNumberOf.js'

type Walked = ReturnType<typeof walkBlocks>

interface Missing {
  count: number
  why: string
}

async function* blockRows(
  blocks: Walked,
  isTable: boolean,
  raw: boolean,
  missing: Missing,
): AsyncGenerator<Result<Fields>> {
  for await (const walked of blocks) {
    if (walked._tag === 'Left') {
      missing.count++
      missing.why = walked.left.message
      continue
    }
    const { block, depth, path, parent_id } = walked.right
    const text = blockText(block)
    yield ok(
      raw
        ? // A block is JSON, which the compiler does not know of an interface.
          unsafeCast<Fields>(block)
        : {
            // Indented for people only.
            text: isTable ? `${'· '.repeat(depth - 1)}${text}` : text,
            type: block.type,
            id: block.id,
            depth,
            path: path.join('.'),
            parent_id,
            missing: walked.right.missing?.reason ?? walked.right.skipped ?? null,
          },
    )
  }
}

export const tree = defineCommand({
  details: [
    'Sends one request for each 100 children of each block. Reads synced blocks once, and child pages only with --child-pages.',
  ],
  args: [{ name: 'page', help: 'the id or URL of a page or block' }],
  options: {
    ...OUTPUT_OPTIONS,
    depth: { type: 'string', value: 'number', help: 'Reads only so many levels' },
    'child-pages': { type: 'boolean', help: 'Reads the content of child pages, too' },
    raw: { type: 'boolean', help: 'Prints the blocks as the API returns them' },
  },
  examples: [
    ['tree <page>', 'the content, indented'],
    ['tree <page> --ndjson --fields type,text', 'types and texts, one block a line'],
    ['tree <page> --raw > blocks.ndjson', 'all blocks as the API returns them'],
  ],
  run: async ({ session, positionals: [given = ''], values }) => {
    const id = checkedId(given, parseBlockId)
    if (id._tag === 'Left') return id
    const depth = wholeNumberOf('--depth', values.depth)
    if (depth._tag === 'Left') return depth
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const params: BlockTreeParams = {
      block_id: id.right,
      on_missing: 'keep',
      signal: session.signal,
      enter: { child_page: values['child-pages'] },
      ...(depth.right !== undefined && { depth: depth.right }),
    }
    const missing: Missing = { count: 0, why: '' }
    const isTable = values.table || (session.terminal.out.isTerminal && !values.json && !values.ndjson && !values.csv)
    const first = walkBlocks(ctx.right, params)[Symbol.asyncIterator]()
    const start = await first.next()
    // If the page itself cannot be read, the command fails.
    if (!start.done && start.value._tag === 'Left') return start.value
    const blocks = (async function* () {
      if (!start.done) yield start.value
      for (;;) {
        const next = await first.next()
        if (next.done) return
        yield next.value
      }
    })()
    const printed = await printRows(session.terminal, values, {
      rows: blockRows(blocks, isTable, values.raw, missing),
      fields: values.raw ? undefined : ['text', 'type', 'id', 'depth', 'path', 'parent_id', 'missing'],
      tableFields: ['text', 'type', 'id'],
      nothing: 'The page is empty.',
    })
    await first.return?.()
    if (printed._tag === 'Left') return printed
    if (missing.count === 0) return ok(EXIT.ok)
    await session.note(`notion-fp: ${missing.count} parts could not be read, such as: ${missing.why}`)
    return ok(EXIT.partial)
  },
})
