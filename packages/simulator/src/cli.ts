#!/usr/bin/env node
/** The entry of the command `notion-simulator`: runs it, and sets the exit code when it ends or is interrupted. */
import { runCli } from './cli/runCli.js'

// Writing to a closed terminal fails, which must not end the command.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

const started = await runCli(process.argv.slice(2), { out: console.log, error: console.error })

if (started.kind === 'over') process.exitCode = started.code
// Once each: a second Ctrl+C ends the process at once, without losing anything, since every change is already written.
else
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      void started.close().then((code) => {
        process.exitCode = code
      })
    })
