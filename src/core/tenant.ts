/** Tells the callers of shared state apart without holding their tokens in the clear. */
import type { Config } from './config.js'
import type { Tenant } from './middleware/requestKey.js'

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * The tenant of a config: a SHA-256 of its token, version and address. It rejects where the platform has no Web Crypto (a
 * page that was not served over https); nothing is kept then.
 */
export const tenantOf = ({ auth, notionVersion, baseUrl }: Config): Tenant => {
  // The last one only: most contexts have one token for ever, and hashing another is cheap.
  let known: { readonly token: string; readonly tenant: string } | undefined
  return () => {
    const told = auth()
    if (typeof told === 'string') return told === known?.token ? known.tenant : hashed(told)
    return told.then((token) => (token === known?.token ? known.tenant : hashed(token)))
  }

  async function hashed(token: string): Promise<string> {
    const text = new TextEncoder().encode([token, notionVersion, baseUrl].join('\n'))
    const tenant = hex(await crypto.subtle.digest('SHA-256', text))
    known = { token, tenant }
    return tenant
  }
}
