/** Infers a schema from rows. Each cell is looked at once, and each column takes little memory. */

import { PAGE_FIELDS } from '../values/pageFields.js'
import { booleanOf, isDate } from '../values/parseFilters.js'
import type { FileRow } from './readFileRows.js'

/** A property of a new data source. */
export interface NewProperty {
  readonly name: string
  readonly type: 'title' | 'rich_text' | 'number' | 'checkbox' | 'date' | 'url' | 'email' | 'select' | 'multi_select'
  /** The options of a select or multi-select. */
  readonly options?: ReadonlyArray<string>
}

/** What is known of a column. */
interface ColumnFacts {
  filled: number
  lists: number
  isNumber: boolean
  isCheckbox: boolean
  isDate: boolean
  isUrl: boolean
  isEmail: boolean
  /** The distinct texts; `undefined` once they are too many or too long for options. */
  words: Set<string> | undefined
}

/** A select with more options would be hard to use. */
const MAX_OPTIONS = 25
const MAX_WORD = 40

/** Whether a text is a number that does not change when it is read: codes such as 00123, 1E5 or +49, and numbers of many digits would. */
const isPlainNumber = (text: string): boolean =>
  /^-?(0|[1-9]\d*)?(\.\d+)?$/.test(text) && /\d/.test(text) && text.replace(/^-?0*\.?0*|\./g, '').length <= 15

const addWord = (column: ColumnFacts, word: string): void => {
  if (word.length > MAX_WORD || word.includes(',') || word.includes('\n')) column.words = undefined
  column.words?.add(word)
  if (column.words && column.words.size > MAX_OPTIONS * 4) column.words = undefined
}

const look = (column: ColumnFacts, cell: string, value: unknown): void => {
  const text = cell.trim()
  if (text === '') return
  column.filled++
  if (Array.isArray(value)) {
    column.lists++
    for (const each of value) addWord(column, String(each))
    return
  }
  const [start = '', end, more] = text.split('/')
  column.isNumber &&= typeof value === 'number' || isPlainNumber(text)
  column.isCheckbox &&= /^(true|false|yes|no)$/i.test(text) && booleanOf(text) !== undefined
  column.isDate &&= isDate(start) && (end === undefined || isDate(end)) && more === undefined
  column.isUrl &&= /^https?:\/\/\S+$/.test(text)
  column.isEmail &&= /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
  addWord(column, text)
}

const typeOf = ({ filled, lists, words, ...is }: ColumnFacts): Pick<NewProperty, 'type' | 'options'> => {
  if (filled === 0) return { type: 'rich_text' }
  if (lists > 0)
    return lists === filled && words ? { type: 'multi_select', options: [...words].sort() } : { type: 'rich_text' }
  if (is.isCheckbox) return { type: 'checkbox' }
  if (is.isNumber) return { type: 'number' }
  if (is.isDate) return { type: 'date' }
  if (is.isUrl) return { type: 'url' }
  if (is.isEmail) return { type: 'email' }
  // Words that recur become options.
  return words && words.size <= MAX_OPTIONS && words.size * 2 <= filled
    ? { type: 'select', options: [...words].sort() }
    : { type: 'rich_text' }
}

/** Creates a collector that looks at rows and infers a schema. */
export const schemaFinder = () => {
  const columns = new Map<string, ColumnFacts>()
  return {
    look: ({ cells, values }: FileRow): void => {
      for (const [name, cell] of cells) {
        const column = columns.get(name) ?? {
          filled: 0,
          lists: 0,
          isNumber: true,
          isCheckbox: true,
          isDate: true,
          isUrl: true,
          isEmail: true,
          words: new Set<string>(),
        }
        columns.set(name, column)
        look(column, cell, values?.[name])
      }
    },
    /** The columns with values that do not become properties. */
    ignored: (): ReadonlyArray<string> =>
      [...columns].flatMap(([name, { filled }]) =>
        filled > 0 && (PAGE_FIELDS.includes(name) || name === '') ? [name || 'a column without a name'] : [],
      ),
    /** The schema: the title is the column of that name, otherwise the first one. */
    schema: (title: string | undefined): ReadonlyArray<NewProperty> => {
      const names = [...columns.keys()].filter((name) => !PAGE_FIELDS.includes(name) && name !== '')
      const own = title ?? names.find((name) => /^(name|title)$/i.test(name)) ?? names[0]
      return names.map((name) => {
        const column = columns.get(name)
        return name === own || !column ? { name, type: 'title' } : { name, ...typeOf(column) }
      })
    },
  }
}
