/** The templates of the API's paths. Paths contain ids, which must not be in the names of spans and the attributes of metrics. */

const TEMPLATES: ReadonlyArray<string> = [
  'agents/batch',
  'agents/query',
  'agents/{agent_id}',
  'agents/{agent_id}/credit_limit',
  'agents/{agent_id}/insights',
  'agents/{agent_id}/status',
  'async_tasks/{task_id}',
  'blocks/meeting_notes',
  'blocks/meeting_notes/query',
  'blocks/{block_id}',
  'blocks/{block_id}/children',
  'comments',
  'comments/{comment_id}',
  'custom_emojis',
  'data_sources',
  'data_sources/{data_source_id}',
  'data_sources/{data_source_id}/query',
  'data_sources/{data_source_id}/templates',
  'databases',
  'databases/{database_id}',
  'file_uploads',
  'file_uploads/{file_upload_id}',
  'file_uploads/{file_upload_id}/complete',
  'file_uploads/{file_upload_id}/send',
  'oauth/introspect',
  'oauth/revoke',
  'oauth/token',
  'pages',
  'pages/{page_id}',
  'pages/{page_id}/markdown',
  'pages/{page_id}/move',
  'pages/{page_id}/properties/{property_id}',
  'search',
  'sessions',
  'sessions/query',
  'sessions/{session_id}',
  'sessions/{session_id}/cancel',
  'sessions/{session_id}/events/query',
  'users',
  'users/me',
  'users/{user_id}',
  'views',
  'views/{view_id}',
  'views/{view_id}/queries',
  'views/{view_id}/queries/{query_id}',
]

const fits = (template: ReadonlyArray<string>, path: ReadonlyArray<string>): boolean =>
  template.length === path.length && template.every((part, index) => part.startsWith('{') || part === path[index])

/**
 * Finds the template of a path below `/v1/`: `/v1/pages/{page_id}` for `pages/0123…`. If two match, the more literal one comes first in the
 * list. `undefined` for a path that this version of the package does not know.
 */
export const templateFinder = (): ((path: string) => string | undefined) => {
  const known = TEMPLATES.map((template) => template.split('/'))
  return (path) => {
    const parts = path.replace(/\?.*/s, '').split('/')
    const found = known.find((template) => fits(template, parts))
    return found && `/v1/${found.join('/')}`
  }
}
