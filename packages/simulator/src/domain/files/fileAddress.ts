/**
 * The addresses of uploaded files, in the format of Notion's signed ones. They expire after an hour, and each response
 * contains a new one.
 */
import type { FileUpload } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asString } from '../values/json.js'

/** The origin of files hosted by Notion. */
export const FILE_ORIGIN = 'https://prod-files-secure.s3.us-west-2.amazonaws.com'

/** How long the address of a file is valid, in seconds. */
const LIFETIME = 3600

/** The path of an address: the connection, the upload, the name of the file. */
const PATH = /^\/[0-9a-f-]{36}\/([0-9a-f-]{36})\/[^/]+$/

/** A time in a signed address: `20260101T000000Z`. */
const signedTime = (time: number): string => `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

const timeOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

/** An address of a file that is valid for an hour. The signature is not checked: nothing is secret here. */
export const fileAddress = (
  workspace: Workspace,
  upload: FileUpload,
  origin = FILE_ORIGIN,
): { readonly url: string; readonly expiry_time: string } => {
  const now = workspace.now()
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': signedTime(now),
    'X-Amz-Expires': String(LIFETIME),
    'X-Amz-Signature': 'simulated',
    'X-Amz-SignedHeaders': 'host',
  })
  const name = encodeURIComponent(upload.filename ?? 'file')
  return {
    url: `${origin}/${workspace.botId}/${upload.id}/${name}?${query}`,
    expiry_time: new Date(now + LIFETIME * 1000).toISOString(),
  }
}

/** The upload at an address. */
export const uploadAt = (workspace: Workspace, address: string): FileUpload | undefined => {
  if (!URL.canParse(address)) return undefined
  return workspace.uploads.get(PATH.exec(new URL(address).pathname)?.[1] ?? '')
}

/** Whether an address was signed and is still valid. */
export const isUnexpired = (query: URLSearchParams, now: number): boolean => {
  const from = timeOf(asString(query.get('X-Amz-Date')))
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN)
  return query.has('X-Amz-Signature') && now < from + seconds * 1000
}
