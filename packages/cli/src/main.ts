#!/usr/bin/env node
import * as module from 'node:module'
import { messageOf } from './errors/failure.js'
import { run } from './run.js'
import { processTerminal } from './terminal/terminal.js'

/** The version of the package; the build puts it in. */
declare const VERSION: string

// From 22.1 on, Node can cache compiled code: later starts are faster.
Reflect.get(module, 'enableCompileCache')?.()

const terminal = processTerminal()
const controller = new AbortController()
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => {
    // The first signal lets the command record where it is; the second one ends it.
    if (controller.signal.aborted) process.exit(code)
    controller.abort(signal)
  })

try {
  const code = await run(process.argv.slice(2), {
    terminal,
    env: process.env,
    signal: controller.signal,
    version: VERSION,
  })
  const unwritten = terminal.out.failure()
  if (unwritten) await terminal.err.write(`notion-fp: the output could not be written: ${unwritten.message}\n`)
  process.exit(unwritten && code === 0 ? 1 : code)
} catch (thrown) {
  await terminal.err.write(`notion-fp: an error in notion-fp itself: ${messageOf(thrown)}\n`)
  process.exit(1)
}
