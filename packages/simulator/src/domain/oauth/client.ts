/** OAuth clients, which exchange authorization codes for tokens. Unless they are listed, any client is accepted. */
import { Refusal } from '../errors.js'

/** The id and the secret of an OAuth client. */
export interface ClientCredentials {
  readonly id: string
  readonly secret: string
}

/** A missing or unknown OAuth client. */
export const invalidClient = (message: string): Refusal => new Refusal('invalid_client', message)

/** Throws a refusal for an unknown client; without a list, all are known. */
export const assertKnownClient = (
  known: ReadonlyArray<ClientCredentials> | undefined,
  client: ClientCredentials,
): void => {
  if (known?.some(({ id, secret }) => id === client.id && secret === client.secret) === false)
    throw invalidClient('The client id or secret is invalid.')
}
