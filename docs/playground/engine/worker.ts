/** The worker that runs programs: one program in its life, with a Notion of its own, so that nothing is left of the one before. */
import inspect from 'object-inspect'
import type { FromWorker, PlaygroundConditions, ToWorker } from './messages'
import { loadModules } from './modules'
import { conditionsOf, createNotion, type Notion } from './notion'
import { lineOf, transpile } from './transpile'
import { ownContext, readPageHtml, readWorkspace } from './workspace'

/** The workspace is shown as often as this while a program runs, in milliseconds. */
const REFRESH_MS = 400

const tell = (message: FromWorker): void => self.postMessage(message)

/** What is printed: texts as they are, other values as a programmer would write them. */
const asText = (values: ReadonlyArray<unknown>): string =>
  values
    .map((value) =>
      typeof value === 'string' ? value : inspect(value, { indent: 2, depth: 6, maxStringLength: 2_000 }),
    )
    .join(' ')

/** A program that prints without end must not fill the memory of the page: so many lines are shown, of so many characters in all. */
const MAX_LINES = 2_000
const MAX_CHARACTERS = 500_000
const MAX_LINE_CHARACTERS = 20_000

let lines = 0
let characters = 0

const print = (level: 'log' | 'warn' | 'error', text: string): void => {
  const left = text.length - MAX_LINE_CHARACTERS
  const shown = left > 0 ? `${text.slice(0, MAX_LINE_CHARACTERS)}… ${left.toLocaleString('en')} more characters` : text
  lines++
  characters += shown.length
  tell({ type: 'print', level, text: shown })
  if (hasPrintedTooMuch()) tell({ type: 'printed too much' })
}

const hasPrintedTooMuch = (): boolean => lines >= MAX_LINES || characters >= MAX_CHARACTERS

const printer =
  (level: 'log' | 'warn' | 'error') =>
  (...values: ReadonlyArray<unknown>): void => {
    if (!hasPrintedTooMuch()) print(level, asText(values))
  }

/** The console of a program. */
const programConsole = {
  ...console,
  log: printer('log'),
  info: printer('log'),
  debug: printer('log'),
  table: printer('log'),
  warn: printer('warn'),
  error: printer('error'),
}

const show = async ({ simulator }: Notion): Promise<void> => {
  tell({ type: 'workspace', workspace: await readWorkspace(ownContext(simulator)) })
}

/** Shows the workspace now and then while something changes it, and not while it is being read. */
const watch = (notion: Notion): { readonly note: (method: string) => void } => {
  let isPlanned = false
  const refresh = async (): Promise<void> => {
    isPlanned = false
    await show(notion)
  }
  return {
    note: (method) => {
      if (method === 'GET' || isPlanned) return
      isPlanned = true
      setTimeout(refresh, REFRESH_MS)
    },
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : asText([error])

/** What goes wrong beside the program, in a promise that nothing waits for or in a timer, is printed: nothing else would show it. */
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  programConsole.error(`Unhandled rejection: ${messageOf(event.reason)}`)
})
self.addEventListener('error', (event) => {
  event.preventDefault()
  programConsole.error(`Uncaught ${messageOf(event.error)}`)
})

const open = async (conditions: PlaygroundConditions): Promise<Notion> => {
  let note: (method: string) => void = () => undefined
  const notion = await createNotion(conditions, (request) => {
    tell({ type: 'request', request })
    note(request.method)
  })
  note = watch(notion).note
  // A program reaches Notion under its real address, as it would anywhere: every address leads to the simulator.
  self.fetch = notion.fetch
  return notion
}

/** The program's Notion, as soon as the page has said under which conditions. */
let opened: Promise<Notion> | undefined

const run = async (code: string, conditions: PlaygroundConditions): Promise<void> => {
  opened ??= open(conditions)
  const notion = await opened
  notion.simulator.setConditions(conditionsOf(conditions))
  const startedAt = performance.now()
  const ended = (failure: { readonly message: string; readonly line: number | undefined } | undefined): void =>
    tell({ type: 'ended', took: performance.now() - startedAt, failure })
  try {
    const { imports, start } = transpile(code)
    await start(await loadModules(imports), programConsole)
    await show(notion)
    ended(undefined)
  } catch (error) {
    await show(notion)
    ended({ message: messageOf(error), line: lineOf(error) })
  }
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>): Promise<void> => {
  if (data.type === 'run') return run(data.code, data.conditions)
  if (data.type === 'conditions') {
    opened ??= open(data.conditions)
    const notion = await opened
    notion.simulator.setConditions(conditionsOf(data.conditions))
    return show(notion)
  }
  if (opened) {
    const { simulator } = await opened
    tell({ type: 'page', id: data.id, html: await readPageHtml(ownContext(simulator), data.id) })
  }
}

tell({ type: 'ready' })
