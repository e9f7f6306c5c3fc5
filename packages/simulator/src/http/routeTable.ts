/** The table of all endpoints. The order counts where a path with a parameter also matches a fixed path. */
import { olderRoutes } from './older/dataSources.js'
import type { Route } from './route.js'
import { agentRoutes } from './routes/agents.js'
import { asyncTaskRoutes } from './routes/asyncTasks.js'
import { blockRoutes } from './routes/blocks.js'
import { commentRoutes } from './routes/comments.js'
import { customEmojiRoutes } from './routes/customEmojis.js'
import { databaseRoutes } from './routes/databases.js'
import { dataSourceRoutes } from './routes/dataSources.js'
import { fileUploadRoutes } from './routes/fileUploads.js'
import { markdownRoutes } from './routes/markdown.js'
import { meetingNoteRoutes } from './routes/meetingNotes.js'
import { oauthRoutes } from './routes/oauth.js'
import { pagePropertyRoutes } from './routes/pageProperties.js'
import { pageRoutes } from './routes/pages.js'
import { searchRoutes } from './routes/search.js'
import { sessionQueryRoutes } from './routes/sessionQueries.js'
import { sessionRoutes } from './routes/sessions.js'
import { userRoutes } from './routes/users.js'
import { viewQueryRoutes } from './routes/viewQueries.js'
import { viewRoutes } from './routes/views.js'

/** Every endpoint of the simulator. A new resource adds its routes here. */
export const routes: ReadonlyArray<Route> = [
  ...meetingNoteRoutes,
  ...blockRoutes,
  ...pageRoutes,
  ...pagePropertyRoutes,
  ...markdownRoutes,
  ...databaseRoutes,
  ...olderRoutes,
  ...dataSourceRoutes,
  ...viewRoutes,
  ...viewQueryRoutes,
  ...searchRoutes,
  ...userRoutes,
  ...commentRoutes,
  ...fileUploadRoutes,
  ...customEmojiRoutes,
  ...asyncTaskRoutes,
  ...oauthRoutes,
  ...agentRoutes,
  ...sessionRoutes,
  ...sessionQueryRoutes,
]
