import type { BackupStore } from '../backup/backupStore.js'
import type { Outline } from './outline.js'

/** What a restore would do. */
export const restorePlan = (store: BackupStore, outline: Outline) => {
  const { pages, rows, views, comments, blocks, files } = outline.counts
  const databases = store.ids('databases').length
  const sources = store.ids('data_sources').length
  const bodies = outline.withContent.size
  // Pages, rows, views and comments take a request each, contents about one, files two.
  const requests = pages + rows + databases * 3 + sources * 6 + views + bodies + files * 2 + comments
  return {
    pages,
    rows,
    databases,
    views,
    blocks,
    files,
    comments,
    requests,
    minutes_at_180: Math.ceil(requests / 180),
    minutes_at_600: Math.ceil(requests / 600),
  }
}
