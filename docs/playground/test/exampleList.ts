/** What each example prints. One that is added to the folder is added here. */
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const PRINTS: { readonly [id: string]: RegExp } = {
  firstCall: /^Home/,
  errors: /before anything was sent.*no such page.*refused it.*It worked/is,
  pipeline: /Closed: (?=.*Order the cake)(?=.*Ask the neighbours)/,
  middleware: /(getPage: Right after [\d.]+ ms\s+){4}/,
  caching: /After ten rounds: 18 requests saved, 2 sent/,
  longPage: /Written: 1301 blocks.*Read back: 1300 blocks/s,
  copyPages: /2 pages copied.*Lost: \[\]/s,
  sharedLimit: /second, apart, after reads: Home.*second, sharing, after reads: Home, renamed by first \(sharing\)/s,
  oneParagraph: /299 blocks stay, 1 updated, 0 new, 0 deleted/,
  markdown: /\| A +\| +3 \|/,
  files: /Book the boats,5/,
  typedRows: /2026-03-20 {2}Hang the lanterns, 2 days/,
  upsert: /First run: 60 created.*Second run: 0 created, 0 updated, 60 unchanged/s,
  schema: /Applied 3 changes\s+Still different: 0/,
  completion: /getPage: 25 tasks.*completePage: 4\d tasks/s,
  sync: /7 changed.*0 changed.*1 changed/s,
  webhook: /Received: page\.content_updated\s+Signed by Notion: 200\s+Signed by somebody else: 401/,
  testing: /Found 1 table/,
  officialClient: /^page 0f0e0d0c/,
}

/** All examples. */
export const examples = readdirSync(fileURLToPath(new URL('../examples', import.meta.url))).map((file) => {
  const id = basename(file, '.ts')
  const prints = PRINTS[id]
  if (!prints) throw new Error(`test/exampleList.ts does not say what the example ${id} prints`)
  return { id, prints }
})
