import {
  APIErrorCode,
  APIResponseError,
  Client,
  collectPaginatedAPI,
  isFullBlock,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  LogLevel,
} from '@notionhq/client'
import { expect, test } from 'vitest'
import { HOME, harness } from './support/harness.js'

const connected = async (notionVersion: '2025-09-03' | '2026-03-11') => {
  const tools = await harness()
  const notion = new Client({
    auth: 'ntn_test',
    notionVersion,
    logLevel: LogLevel.ERROR,
    // The DOM's Response type, unlike a Response, does not fit the client's: its body has one signature too many.
    fetch: async (url, init) => {
      const answer = await tools.simulator.fetch(url, init)
      return { ok: answer.ok, status: answer.status, headers: answer.headers, text: () => answer.text() }
    },
    retry: { maxRetries: 0 },
  })
  return { ...tools, notion }
}

const text = (content: string) => [{ text: { content } }]

test.each(['2025-09-03', '2026-03-11'] as const)(
  'default: the official client works through a task list on %s',
  async (version) => {
    const { notion } = await connected(version)
    const database = await notion.databases.create({
      parent: { type: 'page_id', page_id: HOME },
      title: text('Tasks'),
      initial_data_source: {
        properties: {
          Name: { title: {} },
          Stage: {
            select: {
              options: [
                { name: 'Todo', color: 'red' },
                { name: 'Done', color: 'green' },
              ],
            },
          },
          Points: { number: { format: 'number' } },
          Due: { date: {} },
        },
      },
    })
    if (!isFullDatabase(database)) throw new Error('a whole database was expected')
    const data_source_id = database.data_sources[0]?.id ?? ''

    const pages: Array<string> = []
    for (let points = 1; points <= 7; points += 1) {
      const page = await notion.pages.create({
        parent: { type: 'data_source_id', data_source_id },
        properties: {
          Name: { title: text(`Task ${points}`) },
          Stage: { select: { name: points % 2 === 0 ? 'Done' : 'Todo' } },
          Points: { number: points },
          Due: { date: { start: `2026-05-0${points}` } },
        },
        children: [{ heading_2: { rich_text: text('Why') } }, { to_do: { rich_text: text('Step'), checked: false } }],
      })
      pages.push(page.id)
    }

    const found = await collectPaginatedAPI(notion.dataSources.query, {
      data_source_id,
      page_size: 2,
      filter: {
        and: [
          { property: 'Stage', select: { equals: 'Todo' } },
          { property: 'Due', date: { on_or_after: '2026-05-02' } },
        ],
      },
      sorts: [{ property: 'Points', direction: 'descending' }],
    })
    expect(found.map((page) => (isFullPage(page) ? page.properties.Points : undefined))).toMatchObject([
      { number: 7 },
      { number: 5 },
      { number: 3 },
    ])

    const source = await notion.dataSources.update({
      data_source_id,
      properties: { Points: { name: 'Effort' }, Notes: { rich_text: {} } },
    })
    expect(isFullDataSource(source) && Object.keys(source.properties).sort()).toEqual([
      'Due',
      'Effort',
      'Name',
      'Notes',
      'Stage',
    ])

    const page_id = pages[0] ?? ''
    await notion.pages.update({ page_id, icon: { emoji: '🎉' }, properties: { Notes: { rich_text: text('noted') } } })
    const read = await notion.pages.retrieve({ page_id })
    if (!isFullPage(read)) throw new Error('a whole page was expected')
    expect(read.icon).toEqual({ type: 'emoji', emoji: '🎉' })
    const item = await notion.pages.properties.retrieve({ page_id, property_id: read.properties.Notes?.id ?? '' })
    expect(item).toMatchObject({ object: 'list', results: [{ type: 'rich_text', rich_text: { plain_text: 'noted' } }] })

    const children = await collectPaginatedAPI(notion.blocks.children.list, { block_id: page_id, page_size: 1 })
    expect(children.map((block) => isFullBlock(block) && block.type)).toEqual(['heading_2', 'to_do'])
    const block_id = children[1]?.id ?? ''
    expect(await notion.blocks.update({ block_id, to_do: { checked: true } })).toMatchObject({
      to_do: { checked: true, rich_text: [{ plain_text: 'Step' }] },
    })
    const appended = await notion.blocks.children.append({
      block_id: page_id,
      children: [{ paragraph: { rich_text: text('between') } }],
      position: { type: 'after_block', after_block: { id: children[0]?.id ?? '' } },
    })
    expect(appended.results).toHaveLength(2)
    expect(await notion.blocks.delete({ block_id })).toMatchObject({ in_trash: true })

    const comment = await notion.comments.create({ parent: { page_id }, rich_text: text('Looks good') })
    expect((await notion.comments.list({ block_id: page_id })).results).toMatchObject([{ id: comment.id }])

    const sought = await notion.search({
      query: 'Task 3',
      filter: { property: 'object', value: 'page' },
      sort: { property: 'relevance' },
    })
    expect(sought.results[0]?.id).toBe(pages[2])
    expect(await notion.users.me({})).toMatchObject({ type: 'bot' })
    expect((await notion.users.list({})).results).toHaveLength(2)

    await notion.pages.move({ page_id, parent: { type: 'page_id', page_id: HOME } })
    await notion.pages.update({ page_id, in_trash: true })
    expect(await notion.pages.retrieve({ page_id })).toMatchObject({ in_trash: true, parent: { page_id: HOME } })
  },
)

test('default: the official client uploads a file and attaches it', async () => {
  const { notion } = await connected('2026-03-11')
  const upload = await notion.fileUploads.create({ mode: 'single_part', filename: 'note.txt' })
  const sent = await notion.fileUploads.send({
    file_upload_id: upload.id,
    file: { filename: 'note.txt', data: new Blob(['hello'], { type: 'text/plain' }) },
  })
  expect(sent).toMatchObject({
    status: 'uploaded',
    filename: 'note.txt',
    content_type: 'text/plain; charset=utf-8',
    content_length: 5,
  })
  const appended = await notion.blocks.children.append({
    block_id: HOME,
    children: [{ file: { file_upload: { id: upload.id } } }],
  })
  expect(appended.results[0]).toMatchObject({
    type: 'file',
    file: { type: 'file', name: 'note.txt', file: { expiry_time: expect.any(String) } },
  })
})

test('error: errors are those of the official client', async () => {
  const { notion, simulator } = await connected('2026-03-11')
  const failure = async (call: Promise<unknown>): Promise<unknown> => call.catch((reason: unknown) => reason)
  const missing = await failure(notion.pages.retrieve({ page_id: '99999999-9999-4999-8999-999999999999' }))
  expect(APIResponseError.isAPIResponseError(missing) && missing.code).toBe(APIErrorCode.ObjectNotFound)
  simulator.failNext({ status: 429, headers: { 'retry-after': '1' } })
  const limited = await failure(notion.users.me({}))
  expect(APIResponseError.isAPIResponseError(limited) && limited.code).toBe(APIErrorCode.RateLimited)
})
