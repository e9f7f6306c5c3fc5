/** Creates an entry from a template of its data source. */
import { createPage, getDataSourceTemplates } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { title } from 'notion-fp/props'
import { type Example, say } from './support/example.js'

export const createFromTemplate: Example = (ctx, { data_source_id }) =>
  pipe(
    getDataSourceTemplates(ctx, { data_source_id }),
    TE.flatMap(({ templates }) => {
      const [template] = templates
      if (!template) return TE.fromIO(() => say('the data source has no template: one is made in Notion itself'))
      say(`templates: ${templates.map(({ name }) => name).join(', ')}`)
      return pipe(
        createPage(ctx, {
          parent: { type: 'data_source_id', data_source_id },
          template: { type: 'template_id', template_id: template.id },
          properties: { Name: title(`From “${template.name}”`) },
        }),
        // Notion fills the page in after it has answered.
        TE.map(({ id }) => say(`created ${id}; its content follows`)),
      )
    }),
  )
