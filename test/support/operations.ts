/**
 * Every operation of the library with samples of what it takes and of what it is answered: enough to see from its request what it
 * declares. Tables of the documentation are made of it, and rules that hold for all operations are tested with it.
 */

import { samples as agents } from '../ops/agents/samples.js'
import { samples as async_tasks } from '../ops/async_tasks/samples.js'
import { samples as blocks } from '../ops/blocks/samples.js'
import { samples as comments } from '../ops/comments/samples.js'
import { samples as custom_emojis } from '../ops/custom_emojis/samples.js'
import { samples as data_sources } from '../ops/data_sources/samples.js'
import { samples as databases } from '../ops/databases/samples.js'
import { samples as file_uploads } from '../ops/file_uploads/samples.js'
import { samples as meeting_notes } from '../ops/meeting_notes/samples.js'
import { samples as oauth } from '../ops/oauth/samples.js'
import { samples as pages } from '../ops/pages/samples.js'
import { samples as search } from '../ops/search/samples.js'
import { samples as sessions } from '../ops/sessions/samples.js'
import { samples as users } from '../ops/users/samples.js'
import { samples as views } from '../ops/views/samples.js'
import type { Operation } from './seen.js'

/** Every operation that makes one call, by resource. */
export const operations: Readonly<Record<string, ReadonlyArray<Operation>>> = {
  pages,
  blocks,
  databases,
  data_sources,
  search,
  users,
  comments,
  file_uploads,
  views,
  meeting_notes,
  custom_emojis,
  async_tasks,
  agents,
  sessions,
  oauth,
}
