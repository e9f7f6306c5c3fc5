/** The id of a property without percent encoding, which only some responses use. */
export const decodedId = (id: string): string => {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
