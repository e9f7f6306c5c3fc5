/** The consent of a user to a connection, which creates an authorization code. */
import type { AuthorizationCode } from '../state/tokens.js'
import type { Workspace } from '../state/workspace.js'
import { dashed } from '../values/id.js'
import type { JsonObject } from '../values/json.js'
import { makeRoom } from '../values/makeRoom.js'

/** The consent of a user. */
export interface Consent {
  /** The client; any may exchange the code by default. */
  readonly clientId?: string | undefined
  readonly redirectUri?: string | undefined
  /** The user, by id; the first of the workspace by default. */
  readonly userId?: string | undefined
  readonly duplicatedTemplateId?: string | undefined
}

/** The owner of a token: the user who consented, or the workspace when there is none. */
const ownerOf = (workspace: Workspace, userId: string | undefined): JsonObject => {
  const requested = userId === undefined ? undefined : workspace.users.get(dashed(userId))
  const person = requested ?? [...workspace.users.values()].find(({ type }) => type === 'person')
  return person === undefined ? { type: 'workspace', workspace: true } : { type: 'user', user: person }
}

/** The number of codes that wait to be exchanged, at most. */
const MAX_CODES = 1000

/** Creates a code, as a user's consent in the browser does. */
export const authorize = (workspace: Workspace, consent: Consent): AuthorizationCode => {
  const code: AuthorizationCode = {
    code: workspace.newId(),
    clientId: consent.clientId,
    redirectUri: consent.redirectUri,
    owner: ownerOf(workspace, consent.userId),
    duplicatedTemplateId: consent.duplicatedTemplateId ?? null,
    issuedTime: workspace.now(),
  }
  makeRoom(workspace.codes, MAX_CODES)
  workspace.codes.set(code.code, code)
  return code
}
