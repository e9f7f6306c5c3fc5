/** Tells the callers of shared state apart without holding their tokens in the clear. */
import type { Config } from './config.js'
import type { Tenant } from './middleware/requestKey.js'

/**
 * The tenant of a config: a SHA-256 of its token, version and address. It rejects where the platform has no Web Crypto (a
 * page that was not served over https); nothing is kept then.
 */
export const tenantOf = ({ auth, notionVersion, baseUrl }: Config): Tenant => {
  // The last one only: most contexts have one token for ever, and hashing another is cheap.
  let known: { readonly token: string; tenant: string | Promise<string> } | undefined
  const hashed = async (token: string): Promise<string> => {
    const text = new TextEncoder().encode([token, notionVersion, baseUrl].join('\n'))
    const hash = await crypto.subtle.digest('SHA-256', text)
    // Half of it tells tenants apart just as surely, and stands in every key.
    return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  const tenantWith = (token: string): string | Promise<string> => {
    if (token === known?.token) return known.tenant
    // Callers who come together wait for one hash, and so go on in the order in which they came.
    const mine: NonNullable<typeof known> = {
      token,
      tenant: hashed(token).then((tenant) => {
        mine.tenant = tenant
        return tenant
      }),
    }
    known = mine
    return mine.tenant
  }
  return () => {
    const told = auth()
    return typeof told === 'string' ? tenantWith(told) : told.then(tenantWith)
  }
}
