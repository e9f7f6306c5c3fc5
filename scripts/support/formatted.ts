import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** A text with the path of the file that it is for. */
export interface FileText {
  readonly file: string
  readonly text: string
}

/** Formats files in their places, and sorts their imports. Not linted: one of the rules reads the whole project. */
export const format = (files: ReadonlyArray<string>, ...options: ReadonlyArray<string>): void => {
  const all = ['check', '--write', '--linter-enabled=false', '--log-level=error', ...options, ...files]
  execFileSync(resolve('node_modules/.bin/biome'), all, { stdio: 'pipe' })
}

/** Texts as the formatter leaves them, without writing them to their files. */
export const formatted = (texts: ReadonlyArray<FileText>): ReadonlyArray<FileText> => {
  const folder = mkdtempSync(join(tmpdir(), 'notion-fp-formatted-'))
  try {
    for (const { file, text } of texts) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    format([folder], `--config-path=${resolve('biome.json')}`, '--vcs-enabled=false')
    return texts.map(({ file }) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
