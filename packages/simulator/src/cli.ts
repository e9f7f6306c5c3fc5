#!/usr/bin/env node
import { runCli } from './cli/run.js'

const started = await runCli(process.argv.slice(2), { out: console.log, error: console.error })

if (started.kind === 'over') process.exitCode = started.code
else
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void started.close().then((code) => {
        process.exitCode = code
      })
    })
