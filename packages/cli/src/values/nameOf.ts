/** The name of a person, a bot or a group; its id if the connection may not see the name. */
export const nameOf = (user: { readonly id: string; readonly name?: unknown }): string =>
  typeof user.name === 'string' && user.name !== '' ? user.name : user.id
