/** The types of what calls in tables are given by name; anything else is a text. */
export const TYPES: Readonly<Record<string, string>> = {
  ctx: 'Context',
  notion: 'Client',
  n2m: 'NotionToMarkdown',
  tree: 'BlockTree',
  error: 'NotionError',
  page: 'Page',
  data: 'Blob',
  checked: 'boolean',
  limit: 'number',
  properties: '{ Done: { checkbox: boolean } }',
  schema: '{ Name: { title: Record<string, never> } }',
  filter: '{ property: string; checkbox: { equals: boolean } }',
  rich_text: 'Array<{ text: { content: string } }>',
  children: 'Array<{ paragraph: { rich_text: Array<{ text: { content: string } }> } }>',
  source: `{ type: 'file_upload'; file_upload_id: string }`,
}

/** Where the named ones of them come from. */
export const FROM: Readonly<Record<string, string>> = {
  BlockTree: 'notion-fp/blocks',
  Client: '@notionhq/client',
  Context: 'notion-fp',
  NotionError: 'notion-fp',
  NotionToMarkdown: 'notion-to-md',
  Page: 'notion-fp',
}
