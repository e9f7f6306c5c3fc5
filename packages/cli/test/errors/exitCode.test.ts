/** The exit codes that the documentation promises, of every command and in every kind of failure. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault, JsonObject } from '@notion-fp/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/commandTable.js'
import { aFolder, serve } from '../support/command.js'
import { runInProcess } from '../support/inProcess.js'

const HOME = '21111111-0000-4000-8000-000000000001'

const TARGET = '21111111-0000-4000-8000-000000000002'

const TASKS = '21111111-0000-4000-8000-000000000003'

const UNKNOWN = '29999999-0000-4000-8000-000000000009'

const CONTENTS: JsonObject = {
  pages: [
    {
      id: HOME,
      title: 'Home',
      markdown: 'text',
      databases: [
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: { Name: 'title', Stage: ['Idea', 'Done'] },
          rows: [{ Name: 'Dig', Stage: 'Idea' }],
        },
      ],
    },
    { id: TARGET, title: 'Empty' },
  ],
}

const folder = aFolder()

const at = (name: string): string => join(folder, name)

let made = 0

const fresh = (name: string): string => at(`${name} ${++made}`)

/** The backup once more: a restore writes into its folder. */
const aBackup = (): string => {
  const copy = fresh('backup')
  cpSync(at('garden'), copy, { recursive: true })
  return copy
}

/** The declaration of another data source. */
const declared = (id: string): string => {
  const file = `${fresh('schema')}.mjs`
  writeFileSync(file, readFileSync(at('tasks.mjs'), 'utf8').replaceAll(TASKS, id))
  return file
}

type Line = (id: string) => ReadonlyArray<string>

/** Each command that sends requests for something with an id, and the id of what it works on. */
const LINES: { readonly [name: string]: readonly [id: string, line: Line] } = {
  get: [HOME, (id) => ['get', id]],
  'get --markdown': [HOME, (id) => ['get', id, '--markdown']],
  tree: [HOME, (id) => ['tree', id]],
  query: [TASKS, (id) => ['query', id]],
  api: [HOME, (id) => ['api', `pages/${id}`]],
  create: [TASKS, (id) => ['create', id, 'Name=Water']],
  'create page': [HOME, (id) => ['create', id, 'title=Notes']],
  update: [HOME, (id) => ['update', id, 'title=Home']],
  append: [HOME, (id) => ['append', id, 'text']],
  'append --markdown': [HOME, (id) => ['append', id, '--markdown', at('note.md')]],
  upload: [HOME, (id) => ['upload', at('note.md'), '--to', id]],
  copy: [HOME, (id) => ['copy', id, '--to', TARGET]],
  'copy --to': [TARGET, (id) => ['copy', HOME, '--to', id]],
  'schema pull': [TASKS, (id) => ['schema', 'pull', id]],
  'schema check': [TASKS, (id) => ['schema', 'check', declared(id)]],
  'schema plan': [TASKS, (id) => ['schema', 'plan', declared(id)]],
  export: [HOME, (id) => ['export', id, fresh('export')]],
  'export csv': [TASKS, (id) => ['export', id, `${fresh('export')}.csv`]],
  import: [TARGET, (id) => ['import', at('notes'), '--into', id, '--yes']],
  'import csv': [TASKS, (id) => ['import', at('rows.csv'), '--into', id, '--yes']],
  sync: [TASKS, (id) => ['sync', id, fresh('sync')]],
  download: [HOME, (id) => ['download', id, '--to', fresh('files')]],
  backup: [HOME, (id) => ['backup', id, fresh('garden')]],
  restore: [TARGET, (id) => ['restore', aBackup(), '--into', id]],
}

/** Commands that work on no one thing. */
const GENERAL: { readonly [name: string]: () => ReadonlyArray<string> } = {
  search: () => ['search', 'Home'],
  'export --everything': () => ['export', '--everything', fresh('export')],
  'backup --everything': () => ['backup', '--everything', fresh('garden')],
}

const ALL: { readonly [name: string]: () => ReadonlyArray<string> } = {
  ...Object.fromEntries(Object.entries(LINES).map(([name, [id, line]]) => [name, () => line(id)])),
  ...GENERAL,
}

/** An address where nothing listens. */
const NOWHERE = { NOTION_TOKEN: 'ntn_test', NOTION_BASE_URL: 'http://127.0.0.1:9', NOTION_RETRY_ATTEMPTS: '1' }

const closing: Array<() => Promise<void>> = []

/** A Notion, and the environment that leads to it. */
const aNotion = async (options: Parameters<typeof serve>[1] = {}, fault?: Fault): Promise<Record<string, string>> => {
  const { simulator, env, close } = await serve(CONTENTS, options)
  closing.push(close)
  if (fault) simulator.setConditions({ faults: [fault] })
  return { ...env, NOTION_RETRY_ATTEMPTS: '1' }
}

beforeAll(async () => {
  mkdirSync(at('notes'))
  writeFileSync(join(at('notes'), 'A.md'), '# A\n\ntext\n')
  writeFileSync(at('rows.csv'), 'Name,Stage\nPlant,Idea\n')
  writeFileSync(at('note.md'), 'text\n')
  const env = await aNotion()
  expect(await runInProcess(['backup', HOME, at('garden')], { env })).toMatchObject({ code: 0 })
  expect(await runInProcess(['schema', 'pull', TASKS, '--to', at('tasks.mjs')], { env })).toMatchObject({ code: 0 })
})

afterAll(() => Promise.all(closing.map((close) => close())))

describe('exit codes', () => {
  test('error: an id of nothing is 4, whatever else is in the line', async () => {
    const env = await aNotion()
    for (const [name, [, line]] of Object.entries(LINES))
      expect(await runInProcess(line(UNKNOWN), { env }), name).toMatchObject({ code: 4 })
  })

  test('error: what is no id is 64, before any request', async () => {
    for (const [name, [, line]] of Object.entries(LINES))
      if (name !== 'api')
        expect(await runInProcess(line('not-an-id'), { env: NOWHERE }), name).toMatchObject({ code: 64 })
  })

  test.each<readonly [what: string, code: number, fault: Fault]>([
    ['a connection without the capability', 3, { status: 403 }],
    ['a rate limit', 5, { status: 429, headers: { 'retry-after': '0' } }],
    ['a Notion that fails', 7, { status: 503 }],
    ['an error of Notion', 7, { status: 500 }],
  ])('error: %s is %i', async (_what, code, fault) => {
    const env = await aNotion({}, fault)
    for (const [name, line] of Object.entries(ALL))
      expect(await runInProcess(line(), { env }), name).toMatchObject({ code })
  })

  test('error: a wrong token is 3, and so is none; it is in no output', async () => {
    const env = await aNotion({ tokens: ['ntn_another'] })
    const NOTION_TOKEN = 'ntn_thisIsNoTokenOfThatNotion0123456789'
    for (const [name, line] of Object.entries(ALL)) {
      const wrong = await runInProcess(line(), { env: { ...env, NOTION_TOKEN } })
      expect(wrong, name).toMatchObject({ code: 3 })
      expect(wrong.out + wrong.err, name).not.toContain('thisIsNoToken')
      expect(await runInProcess(line(), { env: { XDG_CONFIG_HOME: at('config') } }), name).toMatchObject({ code: 3 })
    }
  })

  test('error: a Notion that cannot be reached is 7', async () => {
    for (const [name, line] of Object.entries(ALL))
      expect(await runInProcess(line(), { env: NOWHERE }), name).toMatchObject({ code: 7 })
  })

  test('error: stopped is 130', async () => {
    let controller = new AbortController()
    // Each is stopped when its first request arrives, which then has no response.
    const stopped = (): boolean => {
      controller.abort('SIGINT')
      return true
    }
    const env = await aNotion({}, { delayMs: 30_000, match: stopped })
    for (const [name, line] of Object.entries(ALL)) {
      controller = new AbortController()
      expect(await runInProcess(line(), { env, signal: controller.signal }), name).toMatchObject({ code: 130 })
    }
  })

  test('error: an unknown option is 64, and a token in the line is not repeated', async () => {
    for (const name of Object.keys(COMMANDS)) {
      expect(await runInProcess([...name.split(' '), '--nonsense']), name).toMatchObject({ code: 64 })
      const { code, err } = await runInProcess([...name.split(' '), '--token', 'ntn_0123456789abcdefghijklmnop'])
      expect(code, name).toBe(64)
      expect(err, name).toContain('A token does not belong in an argument')
      expect(err, name).not.toContain('0123456789abc')
    }
  })

  test('behavior: after a wrong id, the folder is still free for another backup', async () => {
    const env = await aNotion()
    const backup = fresh('garden')
    expect(await runInProcess(['backup', UNKNOWN, backup], { env })).toMatchObject({ code: 4 })
    expect(await runInProcess(['backup', HOME, backup], { env })).toMatchObject({ code: 0 })
  })
})
