/** `npm run changeset`: asks what a change is, and writes it down for the next release. `-- status` shows what is waiting. */
import { changesets } from './support/changesets.js'

process.exitCode = changesets(...process.argv.slice(2))
