import { execFileSync } from 'node:child_process'

/**
 * A text as the formatter leaves it, its imports sorted. Not linted: one of the rules reads the whole project.
 *
 * @param file The path of the file that the text is for.
 */
export const formatted = (file: string, text: string): string =>
  execFileSync('node_modules/.bin/biome', ['check', '--write', '--linter-enabled=false', `--stdin-file-path=${file}`], {
    input: text,
    encoding: 'utf8',
  })
