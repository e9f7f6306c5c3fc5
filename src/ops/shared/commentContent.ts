/** What is checked of a comment before it is sent. */
import type { InvalidInput } from '../../core/error.js'
import type { Checked } from '../../core/ids.js'
import { checkedContent, tooLong } from '../../core/limits.js'

/** What a body of any comment may have. */
interface CommentBody {
  readonly markdown?: string | undefined
}

/**
 * The body of a comment by the limits of the API: ids, the number of runs and their lengths. Markdown has the one of the body.
 *
 * @param body What was given.
 */
export const checkedComment = <Body extends CommentBody>({ markdown, ...body }: Body): Checked<object> => {
  const { value, issues } = checkedContent('', body)
  if (markdown === undefined) return { value, issues }
  return { value: { ...value, markdown }, issues: [...issues, ...tooLong('markdown', markdown)] }
}

/**
 * What contradicts another field: of each pair, the second is refused beside the first.
 *
 * @param body What was given.
 * @param pairs The names of the fields that exclude each other.
 */
export const contradictions = <Body extends object>(
  body: Body,
  ...pairs: ReadonlyArray<readonly [first: keyof Body & string, second: keyof Body & string]>
): ReadonlyArray<InvalidInput> =>
  pairs.flatMap(([first, second]) =>
    body[first] === undefined || body[second] === undefined
      ? []
      : [{ field: second, given: body[second], allowed: `left out beside ${first}` }],
  )
