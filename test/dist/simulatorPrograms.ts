/**
 * What each runtime is asked to do with the simulator: load a workspace, read and write it over `simulator.fetch` with rows in pages, formulas,
 * Markdown and a file, break a connection, and take all of it along in a snapshot; then to serve it, where there are servers.
 */

const SERVED = 'served 200'

const DONE = 'Read Write, 3 6, # Plans, 404, file ä, connection lost, snapshot'

/** What a program says that did all of it, where there are servers. */
export const EXPECTED = `${DONE}, ${SERVED}`

/** What it says in a browser, and in a worker. */
export const EXPECTED_PORTABLE = `${DONE}, There are no servers in this runtime: use \`simulator.fetch\`.`

const BODY = `
  const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
  const SOURCE = '2f2e2d2c-2b2a-4928-a726-252423222120'
  const simulator = createSimulator({ tokens: ['ntn_mine'] })
  await simulator.load({
    pages: [
      {
        id: HOME,
        title: 'Home',
        databases: [
          {
            title: 'Tasks',
            data_source_id: SOURCE,
            properties: { Name: 'title', Points: 'number', Twice: { formula: 'prop("Points") * 2' } },
            rows: [{ Name: 'Write', Points: 3 }],
          },
        ],
      },
    ],
  })
  const auth = { authorization: 'Bearer ntn_mine', 'notion-version': '2026-03-11' }
  const send = (path, method = 'GET', body = undefined, on = simulator) =>
    on.fetch('https://api.notion.com/v1/' + path, {
      method,
      headers: body instanceof FormData || body === undefined ? auth : { ...auth, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
  const ask = async (...given) => (await send(...given)).json()
  await ask('pages', 'POST', {
    parent: { data_source_id: SOURCE },
    properties: { Name: { title: [{ text: { content: 'Read' } }] } },
    markdown: '# Plans',
  })
  const query = (more, on) => ask('data_sources/' + SOURCE + '/query', 'POST', { page_size: 1, ...more }, on)
  const one = await query({})
  const two = await query({ start_cursor: one.next_cursor })
  const rows = [...one.results, ...two.results]
  const { markdown } = await ask('pages/' + one.results[0].id + '/markdown')
  const upload = await ask('file_uploads', 'POST', {})
  const form = new FormData()
  form.set('file', new Blob(['file ä'], { type: 'text/plain' }), 'a.txt')
  await ask('file_uploads/' + upload.id + '/send', 'POST', form)
  const image = { type: 'file', file: { type: 'file_upload', file_upload: { id: upload.id } } }
  const appended = await ask('blocks/' + HOME + '/children', 'PATCH', { children: [image] })
  const file = await (await simulator.fetch(appended.results[0].file.file.url)).text()
  simulator.failNext(faults.droppedConnection)
  const lost = await ask('users/me').catch((reason) => (reason instanceof TypeError ? 'connection lost' : String(reason)))
  const copy = createSimulator({ tokens: ['ntn_mine'] })
  copy.restore(JSON.parse(JSON.stringify(simulator.snapshot())))
  const again = await query({ page_size: 100 }, copy)
  const served = async () => {
    const server = await simulator.listen(0, { control: true })
    const { status } = await fetch(server.url + '/v1/users/me', { headers: auth })
    await server.close()
    return 'served ' + status
  }
  return [
    rows.map(({ properties }) => properties.Name.title[0].plain_text).join(' '),
    rows[1].properties.Points.number + ' ' + rows[1].properties.Twice.formula.number,
    markdown.trim(),
    (await send('pages/' + SOURCE)).status,
    file,
    lost,
    again.results.length === 2 ? 'snapshot' : 'no snapshot',
    await served().catch((reason) => reason.message),
  ].join(', ')
`

const PROGRAM = `
import { createSimulator, faults } from '@notion-fp/simulator'
const run = async () => {${BODY}}
`

/** A program that prints what it found. */
export const esm = `${PROGRAM}\nconsole.log(await run())\n`

/** The same as a worker's test, which passes where the outcome is the expected one. */
export const worker = (): string => `${PROGRAM}
export default {
  async test() {
    const found = await run()
    if (found !== ${JSON.stringify(EXPECTED_PORTABLE)}) throw new Error(found)
  },
}
`

/** The same as the script of a page, which leaves what it found with the server. */
export const browser = `${PROGRAM}
run().catch(String).then((found) => fetch('/found', { method: 'POST', body: found }))
`
