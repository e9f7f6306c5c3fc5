/** Programs in a pseudo-terminal, and somebody who types into it. */
import { spawn, spawnSync } from 'node:child_process'

/** Whether there is a program on this machine. */
export const hasProgram = (name: string): boolean => spawnSync(name, ['--version']).status === 0

/** Waits for a text, and then types something. */
export interface Typing {
  readonly after: string | RegExp
  readonly type: string
}

const ESCAPE = '\u001b'

/** Text without bells, and without what switches modes of the terminal. */
const withoutModes = (text: string): string =>
  text
    .replaceAll('\u0007', '')
    .split(ESCAPE)
    .map((part, index) =>
      index === 0 ? part : `${ESCAPE}${part}`.slice(/^(\[\?\d+[hl]|[=>])/.test(part) ? part.search(/[hl=>]/) + 2 : 0),
    )
    .join('')

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/**
 * Runs a program in a pseudo-terminal of a width, by `script` of util-linux. Each thing is typed as soon as what comes before it is shown;
 * `until` ends it, for a program that does not end by itself.
 */
export const typeInto = (
  words: ReadonlyArray<string>,
  typings: ReadonlyArray<Typing>,
  {
    env = {},
    columns = 80,
    until,
  }: { readonly env?: Record<string, string>; readonly columns?: number; readonly until?: string | RegExp } = {},
): Promise<{ readonly code: number | null; readonly shown: string }> => {
  const line = `stty cols ${columns} rows 40; exec ${words.map(quoted).join(' ')}`
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm', SHELL: '/bin/sh', NO_COLOR: '1', ...env },
  })
  return new Promise((resolve) => {
    let shown = ''
    let from = 0
    // A program that waits for something else must not wait forever.
    const deadline = setTimeout(() => child.kill('SIGKILL'), 60_000)
    const open = [...typings]
    const find = (what: string | RegExp): number => {
      const rest = shown.slice(from)
      const at = typeof what === 'string' ? rest.indexOf(what) : rest.search(what)
      return at < 0 ? -1 : from + at
    }
    const next = (): void => {
      for (let typing = open[0]; typing && find(typing.after) >= 0; typing = open[0]) {
        from = shown.length
        open.shift()
        child.stdin.write(typing.type)
      }
      if (open.length === 0 && until !== undefined && find(until) >= 0) child.kill('SIGKILL')
    }
    child.stdin.on('error', () => undefined)
    // A character may arrive in two pieces.
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk) => {
      // Neither bells nor what switches modes of the terminal.
      shown += withoutModes(String(chunk))
      next()
    })
    child.on('close', (code) => {
      clearTimeout(deadline)
      resolve({ code, shown: shown.replaceAll('\r\n', '\n') })
    })
  })
}
