import { cover, icon, serializeCover, serializeIcon } from '../../../domain/blocks/icon.js'
import { assertAttachable, markAttached } from '../../../domain/files/source.js'
import { sourceOf } from '../../../domain/properties/find.js'
import { applyValues, planValues } from '../../../domain/properties/values.js'
import { serializePage } from '../../../domain/serialize/page.js'
import { assertNotInTrash, findPage } from '../../../domain/state/find.js'
import { liveChildren, touch } from '../../../domain/state/tree.js'
import type { PageNode } from '../../../domain/state/types.js'
import type { Workspace } from '../../../domain/state/workspace.js'
import { assertValid, boolean, fields, object, optional } from '../../../domain/validate/check.js'
import { asObject, type JsonObject } from '../../../domain/values/json.js'
import { type ApiRequest, filterProperties, pathId } from '../../route.js'
import { trashChecks, wantsTrash } from '../common.js'
import { assertValueLimits } from './limits.js'
import { applyTemplate, findTemplate, templateCheck } from './template.js'

const eraseContent = (workspace: Workspace, page: PageNode): void => {
  for (const child of liveChildren(workspace, page)) child.inTrash = true
  page.claimsChildren = false
}

/** `PATCH /v1/pages/{page_id}` */
export const updatePage = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'page_id')
  assertValid(
    fields(
      {
        properties: optional(object),
        icon: optional(icon),
        cover: optional(cover),
        is_locked: optional(boolean),
        is_archived: optional(boolean),
        template: optional(templateCheck('default', 'template_id')),
        erase_content: optional(boolean),
        ...trashChecks(version),
      },
      true,
    ),
    body,
    'body',
  )
  const page = findPage(workspace, id)
  const trash = wantsTrash(body)
  if (trash === undefined || Object.keys(body).some((key) => key !== 'in_trash' && key !== 'archived')) {
    if (trash !== false) assertNotInTrash(workspace, page)
  }
  const source = sourceOf(workspace, page)
  const values = planValues(workspace, source, asObject(body.properties))
  assertValueLimits(workspace, page, values)
  const model =
    body.template === undefined ? undefined : findTemplate(workspace, source ?? page, asObject(body.template))
  assertAttachable(workspace, body.icon)
  assertAttachable(workspace, body.cover)

  applyValues(workspace, page, source, values)
  if (values.some(({ property }) => property.type === 'title')) page.url = undefined
  if (body.icon !== undefined) page.icon = serializeIcon(workspace, body.icon)
  if (body.cover !== undefined) page.cover = serializeCover(workspace, body.cover)
  markAttached(workspace, body.icon)
  markAttached(workspace, body.cover)
  if (typeof body.is_locked === 'boolean') page.isLocked = body.is_locked
  if (typeof body.is_archived === 'boolean') page.isArchived = body.is_archived
  if (body.erase_content === true) eraseContent(workspace, page)
  if (trash !== undefined) page.inTrash = trash
  touch(workspace, page)
  const response = serializePage(workspace, page, version, filterProperties(request))
  if (model !== undefined) applyTemplate(workspace, page, model)
  return response
}
