/** `notion-fp copy`: a page with its content. */
import { parseId } from 'notion-fp'
import { type CopyResume, copyPage } from 'notion-fp/blocks'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { mayBeOtherKind } from '../errors/mayBeOtherKind.js'
import { fail, ok } from '../errors/result.js'
import { readResume } from '../errors/resume.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { progressLine } from '../terminal/progressLine.js'
import { unsafeCast } from '../unsafeCast.js'
import { checkedId, findSource } from '../values/findSource.js'

export const copy = defineCommand({
  details: [
    'Copies properties, icon, cover, content and files; with --deep, child pages, too. Links between copied pages lead to the copies.',
    'What the API cannot copy is listed on stderr. If it stops half-way, it says how to continue.',
  ],
  args: [{ name: 'page', help: 'the id or URL of the page to copy' }],
  options: {
    ...OUTPUT_OPTIONS,
    to: {
      type: 'string',
      value: 'parent',
      help: 'The id or URL of the page, database or data source that gets the copy',
    },
    deep: { type: 'boolean', help: 'Copies child pages, too' },
    resume: { type: 'string', value: 'file', help: 'Continues a run that stopped' },
  },
  examples: [
    ['copy <page> --to <page>', 'below another page'],
    ['copy <page> --to <page> --deep', 'with its child pages'],
  ],
  run: async ({ session, positionals: [given = ''], values }) => {
    const id = checkedId(given, parseId)
    if (id._tag === 'Left') return id
    if (values.to === undefined) return fail(usageError('--to must say where the copy goes.'))
    const to = checkedId(values.to, parseId)
    if (to._tag === 'Left') return to
    const resume = await readResume(values.resume)
    if (resume._tag === 'Left') return resume
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const source = await findSource(ctx.right, values.to)
    if (source._tag === 'Left' && !mayBeOtherKind(source.left)) return source
    const progress = progressLine(session.terminal, 'blocks')
    const copied = await copyPage(ctx.right, {
      page_id: id.right,
      parent: source._tag === 'Right' ? { data_source_id: source.right.id } : { page_id: to.right },
      deep: values.deep,
      signal: session.signal,
      on_progress: progress.report,
      // The job itself checks whether the state is valid.
      resume: unsafeCast<CopyResume | undefined>(resume.right),
    })()
    progress.clear()
    if (copied._tag === 'Left') return copied
    const { page, pages, files, losses, requests, maybe_edited_while_read } = copied.right
    for (const { type, what, why } of losses) await session.note(`lost: ${type}: ${what}: ${why}`)
    if (maybe_edited_while_read) await session.note('notion-fp: the page may have been edited while it was read.')
    const printed = await printOne(session.terminal, values, {
      id: page.id,
      url: 'url' in page ? page.url : null,
      pages: pages.length,
      files,
      losses: losses.length,
      requests,
    })
    return printed._tag === 'Left' ? printed : ok(losses.length > 0 ? EXIT.partial : EXIT.ok)
  },
})
