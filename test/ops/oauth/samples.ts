/** What the operations on oauth take and are answered, so that what they declare can be seen. */
import { createOAuthTokenRequest } from '../../../src/ops/oauth/createOAuthToken.js'
import { introspectOAuthTokenRequest } from '../../../src/ops/oauth/introspectOAuthToken.js'
import { revokeOAuthTokenRequest } from '../../../src/ops/oauth/revokeOAuthToken.js'
import { client } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(createOAuthTokenRequest, [{ ...client, grant_type: 'refresh_token', refresh_token: 'token' }]),
  seen(introspectOAuthTokenRequest, [{ ...client, token: 'token' }]),
  seen(revokeOAuthTokenRequest, [{ ...client, token: 'token' }]),
]
