/** Finds file uploads by id. */
import { notFound } from '../state/find.js'
import type { FileUpload } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

/** Finds an upload. */
export const findUpload = (workspace: Workspace, id: string): FileUpload => {
  const upload = workspace.uploads.get(id)
  if (upload === undefined) throw notFound(workspace, 'file_upload', id)
  return upload
}
