/** What the operations on pages take and are answered, so that what they declare can be seen. */
import { createPageRequest } from '../../../src/ops/pages/createPage.js'
import { getPageRequest } from '../../../src/ops/pages/getPage.js'
import { getPageMarkdownRequest } from '../../../src/ops/pages/getPageMarkdown.js'
import { getPagePropertyRequest } from '../../../src/ops/pages/getPageProperty.js'
import { movePageRequest } from '../../../src/ops/pages/movePage.js'
import { updatePageRequest } from '../../../src/ops/pages/updatePage.js'
import { updatePageMarkdownRequest } from '../../../src/ops/pages/updatePageMarkdown.js'
import { aCheckboxItem } from '../../support/propertyItems.js'
import {
  aMarkdown,
  aRow,
  aSubpage,
  database_id,
  newOption,
  page_id,
  pageParent,
  rowsParent,
} from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getPageRequest, [{ page_id }, aRow]),
  seen(
    createPageRequest,
    [{ parent: rowsParent, properties: newOption }, aRow],
    [{ parent: pageParent }, aSubpage],
    [{ parent: { type: 'database_id', database_id }, properties: newOption }, aRow],
  ),
  seen(
    updatePageRequest,
    [{ page_id, properties: newOption }, aRow],
    [{ page_id }, aSubpage],
    [{ page_id, template: { type: 'default' } }, aRow],
    [{ page_id, in_trash: true }, aRow],
  ),
  seen(movePageRequest, [{ page_id, parent: rowsParent }, aRow], [{ page_id, parent: pageParent }, aSubpage]),
  seen(getPagePropertyRequest, [{ page_id, property_id: 'PROPERTY' }, aCheckboxItem()]),
  seen(getPageMarkdownRequest, [{ page_id }]),
  seen(
    updatePageMarkdownRequest,
    [{ page_id, type: 'replace_content', replace_content: { new_str: '' } }, aMarkdown],
    [{ page_id, type: 'insert_content', insert_content: { content: '' } }, aMarkdown],
  ),
]
