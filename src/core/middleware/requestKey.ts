/** What makes two reads the same read. */
import { attempt } from '../attempt.js'
import type { Call, Secret } from '../fetcher.js'
import { isObject } from '../json.js'
import { pathOf } from '../url.js'

/** Who is asking: a word that differs between tokens, versions and addresses of the API, and shows none of them. */
export type Tenant = () => string | Promise<string>

/** Objects with their names in order, so that the order in which a caller wrote them does not matter. */
const ordered = (_name: string, value: unknown): unknown =>
  isObject(value) && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/**
 * The key of a read, or nothing where it has none: its caller cannot be told apart from others, its body is no JSON, or what it
 * asks for is a secret.
 */
export const requestKey = (
  call: Call & { readonly secret?: Secret | undefined },
  tenant: Tenant,
): Promise<string | undefined> =>
  attempt(async () =>
    call.secret
      ? undefined
      : `${await tenant()} ${call.op} ${call.method} ${pathOf(call)} ${JSON.stringify(call.body, ordered)}`,
  )
