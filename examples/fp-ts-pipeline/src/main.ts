import type { NotionError } from 'notion-fp'
import { E, pipe } from 'notion-fp/fp'
import { connect } from './notion.js'
import { report } from './report.js'

const explain = (error: NotionError): string => {
  switch (error._tag) {
    case 'AuthenticationError':
      return 'The token is not valid.'
    case 'NotFoundError':
      return 'The page does not exist, or is not shared with the connection.'
    default:
      return error.message
  }
}

const now = new Date()
const { ctx, page_id } = await connect(now)

// Nothing has been sent so far: a pipeline is a value, which is run here.
const result = await report(page_id, now)(ctx)()

pipe(
  result,
  E.match(
    (error) => {
      process.exitCode = 1
      console.error(explain(error))
    },
    ({ id, lines }) => console.log([...lines, `Written to the page ${id}`].join('\n')),
  ),
)
