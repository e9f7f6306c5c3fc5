/** The parts of the platform that this package uses, so that it does not need the types of Cloudflare. */

/** The storage of a Durable Object. */
export interface ObjectStorage {
  get(key: string): Promise<unknown>
  get(keys: Array<string>): Promise<Map<string, unknown>>
  put(entries: Record<string, unknown>): Promise<void>
  delete(keys: Array<string>): Promise<number>
  deleteAll(): Promise<void>
  list(): Promise<Map<string, unknown>>
  getAlarm(): Promise<number | null>
  setAlarm(time: number): Promise<void>
}

/** The first argument of the constructor of a Durable Object. */
export interface ObjectState {
  readonly storage: ObjectStorage
}

/** A binding of Durable Objects, such as `env.NOTION`. */
export interface ObjectNamespace {
  idFromName(name: string): unknown
  get(id: unknown): {
    fetch(
      url: string,
      options: { readonly method: string; readonly body: string },
    ): Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<unknown>; text(): Promise<string> }>
  }
}

/** A binding of KV, such as `env.CACHE`. */
export interface KvNamespace {
  get(key: string): Promise<string | null>
  get(keys: Array<string>): Promise<Map<string, string | null>>
  put(key: string, value: string, options: { readonly expirationTtl: number }): Promise<void>
}

/** A cache of the data center, such as `caches.default`. */
export interface EdgeCache {
  match(url: string): Promise<{ text(): Promise<string> } | undefined>
  put(url: string, response: Response): Promise<void>
}
