/** The state of a workspace: all of its objects, its clock and its source of ids. */
import { dashed } from '../values/id.js'
import { asObject, asString, type JsonObject } from '../values/json.js'
import type { Agent, Script, Session } from './agents.js'
import type { Formulas } from './formulas.js'
import type { Quirks } from './quirks.js'
import type { AccessToken, AuthorizationCode } from './tokens.js'
import type { AsyncTask, CommentNode, FileUpload, Node } from './types.js'
import type { View, ViewQuery } from './views.js'

/** Everything in a simulated workspace. Handlers change it only after they have checked the whole request. */
export interface Workspace {
  readonly nodes: Map<string, Node>
  readonly users: Map<string, JsonObject>
  readonly comments: Map<string, CommentNode>
  readonly uploads: Map<string, FileUpload>
  readonly views: Map<string, View>
  readonly viewQueries: Map<string, ViewQuery>
  readonly tasks: Map<string, AsyncTask>
  readonly emojis: Map<string, JsonObject>
  readonly codes: Map<string, AuthorizationCode>
  readonly tokens: Map<string, AccessToken>
  readonly agents: Map<string, Agent>
  readonly sessions: Map<string, Session>
  /** The scripts of the next sessions, in order; without an agent, they are for any. */
  readonly scripts: Array<Script>
  /** When the transcription of a meeting note started, by the id of its block. */
  readonly transcriptions: Map<string, number>
  /** The user that the token belongs to. */
  botId: string
  integrationName: string
  readonly quirks: Quirks
  /** The formulas that were parsed, by their expression. Not part of the contents. */
  readonly formulas: Formulas
  readonly now: () => number
  readonly newId: () => string
}

/** The name and id of a workspace. */
interface Space {
  readonly id: string
  readonly name: string
}

/** The id and name of a workspace, from its bot. */
export const spaceOf = (workspace: Workspace): Space => {
  const bot = asObject(workspace.users.get(workspace.botId)?.bot)
  return { id: asString(bot.workspace_id), name: asString(bot.workspace_name) }
}

/** The options of a workspace. */
export interface WorkspaceOptions {
  readonly now: () => number
  readonly newId: () => string
  readonly workspaceName: string
  readonly botName: string
  readonly botId?: string | undefined
  readonly quirks?: Quirks | undefined
}

/** Five gibibytes: the largest upload of a paid plan. */
const MAX_UPLOAD = 5_368_709_120

/** Creates an empty workspace with one bot. */
export const createWorkspace = (options: WorkspaceOptions): Workspace => {
  const botId = dashed(options.botId ?? options.newId())
  const bot: JsonObject = {
    object: 'user',
    id: botId,
    name: options.botName,
    avatar_url: null,
    type: 'bot',
    bot: {
      owner: { type: 'workspace', workspace: true },
      workspace_name: options.workspaceName,
      workspace_id: dashed(options.newId()),
      workspace_limits: { max_file_upload_size_in_bytes: MAX_UPLOAD },
    },
  }
  return {
    nodes: new Map(),
    users: new Map([[botId, bot]]),
    comments: new Map(),
    uploads: new Map(),
    views: new Map(),
    viewQueries: new Map(),
    tasks: new Map(),
    emojis: new Map(),
    codes: new Map(),
    tokens: new Map(),
    agents: new Map(),
    sessions: new Map(),
    scripts: [],
    transcriptions: new Map(),
    formulas: new Map(),
    botId,
    integrationName: options.botName,
    quirks: options.quirks ?? {},
    now: options.now,
    newId: () => dashed(options.newId()),
  }
}
