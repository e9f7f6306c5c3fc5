/** Serves uploaded files as Notion's file store does: without a token, by a signed address, and with errors in XML. */
import { isUnexpired } from '../domain/files/fileAddress.js'
import type { FileUpload } from '../domain/state/types.js'
import type { Workspace } from '../domain/state/workspace.js'

/** The path of the address of a file: the connection, the upload, the name of the file. */
export const FILE_ROUTE = '/:connection{[0-9a-f-]{36}}/:upload{[0-9a-f-]{36}}/:name'

/** An error response of the file store, which is XML. */
const storeError = (status: number, code: string, message: string): Response =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    { status, headers: { 'content-type': 'application/xml' } },
  )

/** The contents of a file, whose parts may have arrived in any order; undefined when they are unknown. */
const bytesOf = (upload: FileUpload): Blob | undefined => {
  const numbers = [...upload.contents.keys()].sort((left, right) => left - right)
  const parts = numbers.flatMap((number) => upload.contents.get(number) ?? [])
  return upload.parts.size > 0 && parts.length === upload.parts.size ? new Blob(parts) : undefined
}

/** The response to a request for an uploaded file. */
export const fileResponse = (workspace: Workspace, request: Request, id: string): Response => {
  if (!isUnexpired(new URL(request.url).searchParams, workspace.now()))
    return storeError(403, 'AccessDenied', 'Request has expired')
  const upload = workspace.uploads.get(id)
  const bytes = upload?.status === 'uploaded' ? bytesOf(upload) : undefined
  if (bytes === undefined) return storeError(404, 'NoSuchKey', 'The specified key does not exist.')
  return new Response(bytes, {
    headers: {
      'content-type': upload?.contentType ?? 'application/octet-stream',
      'content-length': String(bytes.size),
      'accept-ranges': 'none',
    },
  })
}
