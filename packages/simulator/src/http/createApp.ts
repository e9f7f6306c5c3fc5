/** The router: the endpoints, the files, and the API's error for any other path. */
import { Hono } from 'hono'
import { exchange } from './exchange.js'
import { FILE_ROUTE, fileResponse } from './fileResponse.js'
import type { Connection } from './responseBody.js'
import { routes } from './routeTable.js'
import type { AppOptions } from './serve.js'

/** What a server passes along with a request. */
interface AppEnv {
  readonly Bindings: { readonly connection?: Connection }
}

/** Creates the router. */
export const createApp = (options: AppOptions): Hono<AppEnv> => {
  const app = new Hono<AppEnv>({ strict: false })
  for (const route of routes)
    app.on(route.method, route.path, (context) =>
      exchange(options, route, context.req.raw, context.req.param(), context.env.connection),
    )
  app.get(FILE_ROUTE, (context) =>
    fileResponse(options.workspaceFor(undefined), context.req.raw, context.req.param('upload')),
  )
  app.notFound((context) => exchange(options, undefined, context.req.raw, {}, context.env.connection))
  // A broken connection is not a response.
  app.onError((reason) => {
    throw reason
  })
  return app
}
