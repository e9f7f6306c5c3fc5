/** `notion-fp upload`: a file, and where it is shown. */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { appendBlockChildren, type BlockRequest, parseBlockId } from 'notion-fp'
import { fileOf, type UploadResume, uploadFile } from 'notion-fp/files'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { readResume } from '../errors/resume.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import type { Session } from '../session/session.js'
import { progressLine } from '../terminal/progressLine.js'
import { unsafeCast } from '../unsafeCast.js'
import { checkedId } from '../values/findSource.js'

const FILE_KINDS = ['image', 'video', 'audio', 'pdf', 'file'] as const

/** The block that shows a file of a type. */
const kindOf = (contentType: string): (typeof FILE_KINDS)[number] =>
  contentType === 'application/pdf' ? 'pdf' : (FILE_KINDS.find((kind) => contentType.startsWith(`${kind}/`)) ?? 'file')

const readData = async ({ terminal }: Session, file: string): Promise<Result<Blob>> => {
  try {
    return ok(file === '-' ? new Blob([Buffer.from(await terminal.readStdin())]) : await openAsBlob(file))
  } catch (thrown) {
    return fail(usageError(`Cannot read ${file}: ${messageOf(thrown)}`))
  }
}

export const upload = defineCommand({
  details: [
    'Without --to, only uploads the file: attach its id to a page or block within an hour.',
    'Large files are sent in parts. If the upload stops, it says how to continue.',
  ],
  args: [{ name: 'file', help: 'the file; - is stdin' }],
  options: {
    ...OUTPUT_OPTIONS,
    to: { type: 'string', value: 'page', help: 'Appends the file to this page or block' },
    name: { type: 'string', value: 'name', help: 'The name of the file; needed for stdin' },
    caption: { type: 'string', value: 'text', help: 'The caption of the block' },
    'content-type': { type: 'string', value: 'type', help: 'The type, if its name and contents do not tell' },
    resume: { type: 'string', value: 'file', help: 'Continues a run that stopped' },
  },
  examples: [
    ['upload plan.pdf --to <page>', 'uploads a file and shows it in a page'],
    ['upload - --name log.txt < server.log', 'from stdin'],
  ],
  run: async ({ session, positionals: [file = ''], values }) => {
    const to = values.to === undefined ? ok(undefined) : checkedId(values.to, parseBlockId)
    if (to._tag === 'Left') return to
    if (values.caption !== undefined && to.right === undefined) return fail(usageError('--caption needs --to.'))
    const filename = values.name ?? (file === '-' ? undefined : basename(file))
    if (filename === undefined) return fail(usageError('A file from stdin needs --name.'))
    const resume = await readResume(values.resume)
    if (resume._tag === 'Left') return resume
    const data = await readData(session, file)
    if (data._tag === 'Left') return data
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const progress = progressLine(session.terminal, 'bytes')
    const uploaded = await uploadFile(ctx.right, {
      data: data.right,
      filename,
      content_type: values['content-type'],
      signal: session.signal,
      on_progress: progress.report,
      // The job itself checks whether the state is valid.
      resume: unsafeCast<UploadResume | undefined>(resume.right),
    })()
    progress.clear()
    if (uploaded._tag === 'Left') return uploaded
    const { id, content_type } = uploaded.right
    let block_id: string | null = null
    if (to.right !== undefined) {
      const shown = { [kindOf(content_type ?? '')]: fileOf({ id }, { caption: values.caption }) }
      // A block of one of the kinds.
      const children = [unsafeCast<BlockRequest>(shown)]
      const appended = await appendBlockChildren(ctx.right, { block_id: to.right, children })()
      if (appended._tag === 'Left') {
        await session.note(`The file is uploaded, as ${id}, but not attached.`)
        return appended
      }
      block_id = appended.right.results[0]?.id ?? null
    }
    const printed = await printOne(session.terminal, values, {
      id,
      filename,
      content_type: content_type ?? null,
      block_id,
    })
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
