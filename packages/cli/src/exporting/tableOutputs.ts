/** CSV and JSONL: a file for each data source, and one for the pages that are not rows. */
import { csvLine } from '../output/csvLine.js'
import { fieldOf, PAGE_FIELDS, pageFields } from '../values/pageFields.js'
import type { Document, ExportOutput, Group, OutputTools } from './output.js'

type OpenFile = Awaited<ReturnType<OutputTools['begin']>>

/** An output that has one file open at a time. */
const fileByGroup = (
  tools: OutputTools,
  nameOf: (group: Group | undefined) => string,
  head: (group: Group | undefined) => string,
  line: (document: Document, group: Group | undefined) => string,
  finish: () => Promise<void>,
): ExportOutput => {
  let open: { readonly file: OpenFile; readonly group: Group | undefined } | undefined
  return {
    begin: async (group) => {
      open = { file: await tools.begin(nameOf(group)), group }
      await open.file.write(head(group))
    },
    page: async (document) => {
      await open?.file.write(line(document, open.group))
    },
    end: async () => {
      await open?.file.commit()
      open = undefined
    },
    finish,
    abort: async () => open?.file.abort(),
  }
}

const fieldsOf = (group: Group): ReadonlyArray<string> => [
  ...PAGE_FIELDS,
  ...Object.keys(group.record.source.properties).map(fieldOf),
]

const PAGES_HEAD = ['id', 'title', 'path', 'url', 'created_time', 'last_edited_time', 'parent']

/** Writes CSV: plain values. */
export const csvOutput = (tools: OutputTools): ExportOutput =>
  fileByGroup(
    tools,
    (group) => (group ? `${group.placed.path}.csv` : 'pages.csv'),
    (group) => csvLine(group ? fieldsOf(group) : PAGES_HEAD),
    ({ placed, record: { page } }, group) => {
      const row = pageFields(page)
      return csvLine(
        group
          ? fieldsOf(group).map((field) => row[field])
          : [
              page.id,
              placed.title,
              placed.path,
              page.url,
              page.created_time,
              page.last_edited_time,
              placed.parent ?? null,
            ],
      )
    },
    async () => undefined,
  )

/** Writes JSONL: the pages of the API, with their content as `body` and the paths of their files. */
export const jsonlOutput = (tools: OutputTools): ExportOutput => {
  const schemas: Array<string> = []
  const inner = fileByGroup(
    tools,
    (group) => (group ? `${group.placed.path}.jsonl` : 'pages.jsonl'),
    () => '',
    ({ placed, record: { page }, tree, files }) => {
      const stored = files.flatMap(({ found, stored: there }) => (there ? [[found.key, there.path]] : []))
      return `${JSON.stringify({
        ...page,
        path: placed.path,
        ...(tree && { body: tree.children }),
        ...(stored.length > 0 && { files: Object.fromEntries(stored) }),
      })}\n`
    },
    () => tools.write('data_sources.jsonl', schemas.join('')),
  )
  return {
    ...inner,
    begin: async (group) => {
      if (group)
        schemas.push(
          `${JSON.stringify({ ...group.record.source, path: group.placed.path, database: group.record.database })}\n`,
        )
      await inner.begin(group)
    },
  }
}
