#!/usr/bin/env node
import { runCli } from './cli/runCli.js'

// A terminal that was closed takes no more output: that ends nothing.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

const started = await runCli(process.argv.slice(2), { out: console.log, error: console.error })

if (started.kind === 'over') process.exitCode = started.code
// Once each: a second Ctrl+C ends it at once, and loses nothing, as every change was written when it happened.
else
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      void started.close().then((code) => {
        process.exitCode = code
      })
    })
