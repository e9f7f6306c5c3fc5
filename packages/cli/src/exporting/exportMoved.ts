import { addPage, readContent } from './addPage.js'
import { addDatabase } from './addSource.js'
import type { ReadRun } from './readRun.js'

/** Reads the pages again that showed what was moved, and what was moved to a place that is exported. */
export const exportMoved = async (run: ReadRun): Promise<void> => {
  const { tasks, records, moved, outdated, root } = run
  for (;;) {
    for (const id of outdated)
      tasks.add(`content ${id}`, async () => {
        const record = await records.page(id)
        if (record) await readContent(run, record.page, record.incomplete ?? [], true)
      })
    await tasks.done()
    const shown = new Set([...run.seen].flatMap((id) => records.pages.get(id)?.children ?? []).map(({ id }) => id))
    const back = [...moved.values()].filter(
      // An export of everything has what is shared, wherever it was moved to.
      ({ id, parent }) => root.kind === 'everything' || run.seen.has(parent.id) || shown.has(id),
    )
    if (back.length === 0) break
    for (const { kind, id, parent } of back) {
      moved.delete(id)
      if (run.seen.has(parent.id) && !shown.has(id)) outdated.add(parent.id)
      if (kind === 'page') addPage(run, id, undefined, undefined, 'moved page')
      else addDatabase(run, id, undefined, 'moved database')
    }
  }
  for (const { kind, id } of moved.values())
    run.unread.push({ id, what: kind, why: 'it was moved to a place that is not exported', isFinal: true })
}
