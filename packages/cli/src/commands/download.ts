/** `notion-fp download`: all files of a page. */
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { parseId } from 'notion-fp'
import { type MirrorManifest, type MirrorSink, mirrorFiles } from 'notion-fp/files'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { codeOf, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'
import { progressLine } from '../terminal/progressLine.js'
import { unsafeCast } from '../unsafeCast.js'
import { checkedId } from '../values/findSource.js'
import { wholeNumberOf } from '../values/wholeNumberOf.js'

const readManifest = async (file: string): Promise<Result<MirrorManifest | undefined>> => {
  try {
    // The job itself checks its form.
    return ok(unsafeCast<MirrorManifest>(JSON.parse(await readFile(file, 'utf8'))))
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT' ? ok(undefined) : fail(localError(`Cannot read ${file}: ${messageOf(thrown)}`))
  }
}

/** Downloads files to a folder. A file appears under its name only when it is complete. */
const folderSink = (folder: string): MirrorSink => ({
  write: async (key, stream) => {
    const file = join(folder, key)
    await mkdir(dirname(file), { recursive: true })
    await stream.pipeTo(Writable.toWeb(createWriteStream(`${file}.part`)))
    await rename(`${file}.part`, file)
  },
  size: (key) =>
    stat(join(folder, key)).then(
      ({ size }) => size,
      () => undefined,
    ),
})

export const download = defineCommand({
  details: [
    'Downloads the files of the icon, the cover, the properties and the content of a page. Files that are already in the folder are not downloaded again; .notion-files.json in the folder records which file is which.',
  ],
  args: [{ name: 'page', help: 'the id or URL of a page' }],
  options: {
    ...OUTPUT_OPTIONS,
    to: { type: 'string', value: 'folder', help: 'The folder; default the current one' },
    'max-bytes': { type: 'string', value: 'number', help: 'Leaves out files that are larger' },
  },
  examples: [['download <page> --to files', 'into a folder']],
  run: async ({ session, positionals: [given = ''], values }) => {
    const id = checkedId(given, parseId)
    if (id._tag === 'Left') return id
    const most = wholeNumberOf('--max-bytes', values['max-bytes'])
    if (most._tag === 'Left') return most
    const folder = values.to ?? '.'
    const manifestFile = join(folder, '.notion-files.json')
    const manifest = await readManifest(manifestFile)
    if (manifest._tag === 'Left') return manifest
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const progress = progressLine(session.terminal, 'files')
    const report = await mirrorFiles(ctx.right, {
      page_id: id.right,
      sink: folderSink(folder),
      manifest: manifest.right?.page_id === id.right ? manifest.right : undefined,
      signal: session.signal,
      on_progress: progress.report,
      ...(most.right !== undefined && { max_bytes: most.right }),
    })()
    progress.clear()
    if (report._tag === 'Left') return report
    const { written, skipped, failed, missing, complete } = report.right
    try {
      await mkdir(folder, { recursive: true })
      await writeFile(`${manifestFile}.part`, JSON.stringify(report.right.manifest, null, 2))
      await rename(`${manifestFile}.part`, manifestFile)
    } catch (thrown) {
      return fail(localError(`Cannot write ${manifestFile}: ${messageOf(thrown)}`))
    }
    const rows = async function* (): AsyncGenerator<Result<Fields>> {
      for (const key of written) yield ok({ file: key, result: 'written', error: null })
      for (const key of skipped) yield ok({ file: key, result: 'there already', error: null })
      for (const { key, error } of failed) yield ok({ file: key, result: 'failed', error: error.message })
    }
    const printed = await printRows(session.terminal, values, {
      rows: rows(),
      fields: ['file', 'result', 'error'],
      nothing: 'The page has no files.',
    })
    if (printed._tag === 'Left') return printed
    if (missing[0]) await session.note(`notion-fp: a part of the page could not be read: ${missing[0].message}`)
    return ok(complete ? EXIT.ok : EXIT.partial)
  },
})
