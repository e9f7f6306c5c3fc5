/** A block equation between dollar signs. Outside Notion's dialect, the fence is longer than any run of dollar signs in the expression. */
import { text } from '../../shared/json.js'
import type { Printer } from '../printer.js'

export const equation: Printer<unknown> = ({ content, lose, dialect }) => {
  const expression = text(content.expression).replace(/\r\n?/g, '\n')
  if (expression === '') lose('expression', 'the equation is empty')
  if (dialect === 'notion') {
    if (expression.includes('$$')) lose('expression', 'two dollar signs end it')
    return `$$\n${expression}\n$$`
  }
  let longest = 1
  for (const [signs] of expression.matchAll(/\${2,}/g)) longest = Math.max(longest, signs.length)
  const fence = '$'.repeat(longest + 1)
  return `${fence}\n${expression}\n${fence}`
}
