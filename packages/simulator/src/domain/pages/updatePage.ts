/** Updates pages: values, appearance, template, and trash. Everything is checked before anything changes. */
import { serializeCover, serializeIcon } from '../blocks/icon.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { sourceOf } from '../properties/find.js'
import { requestedProperties } from '../properties/shown.js'
import { applyValues, planValues } from '../properties/values.js'
import { assertNotInTrash } from '../state/find.js'
import { liveChildren, touch } from '../state/tree.js'
import type { PageNode } from '../state/types.js'
import { wantsTrash } from '../state/wantsTrash.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, type JsonObject } from '../values/json.js'
import { assertValueLimits } from './limits.js'
import { applyTemplate, findTemplate, type WrittenPage } from './template.js'

const eraseContent = (workspace: Workspace, page: PageNode): void => {
  for (const child of liveChildren(workspace, page)) child.inTrash = true
  page.claimsChildren = false
}

/** Updates a page by a checked request; the response is to have the properties of `filterProperties`. */
export const updatePage = (
  workspace: Workspace,
  page: PageNode,
  request: JsonObject,
  filterProperties: ReadonlyArray<string> = [],
): WrittenPage => {
  const trash = wantsTrash(request)
  if (trash === undefined || Object.keys(request).some((key) => key !== 'in_trash' && key !== 'archived')) {
    if (trash !== false) assertNotInTrash(workspace, page)
  }
  const source = sourceOf(workspace, page)
  requestedProperties(workspace, source, filterProperties)
  const values = planValues(workspace, source, asObject(request.properties))
  assertValueLimits(workspace, page, values)
  const model =
    request.template === undefined ? undefined : findTemplate(workspace, source ?? page, asObject(request.template))
  assertAttachable(workspace, request.icon)
  assertAttachable(workspace, request.cover)

  applyValues(workspace, page, source, values)
  if (values.some(({ property }) => property.type === 'title')) page.url = undefined
  if (request.icon !== undefined) page.icon = serializeIcon(workspace, request.icon)
  if (request.cover !== undefined) page.cover = serializeCover(workspace, request.cover)
  markAttached(workspace, request.icon)
  markAttached(workspace, request.cover)
  if (typeof request.is_locked === 'boolean') page.isLocked = request.is_locked
  if (typeof request.is_archived === 'boolean') page.isArchived = request.is_archived
  if (request.erase_content === true) eraseContent(workspace, page)
  if (trash !== undefined) page.inTrash = trash
  touch(workspace, page)
  return { page, applyTemplate: () => applyTemplate(workspace, page, model) }
}
