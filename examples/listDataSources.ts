/** Lists the data sources that the connection can see, with their properties. */
import { collect, isFullDataSource, search } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { formatDatabaseTitle } from 'notion-fp/props'
import { type Example, say } from './support/example.js'

export const listDataSources: Example = (ctx) =>
  pipe(
    collect(search)(ctx, { filter: { property: 'object', value: 'data_source' } }),
    TE.map((found) => {
      for (const dataSource of found.filter(isFullDataSource)) {
        const types = Object.values(dataSource.properties).map(({ name, type }) => `${name} (${type})`)
        say(`${formatDatabaseTitle(dataSource)}: ${types.join(', ')}`)
      }
    }),
  )
