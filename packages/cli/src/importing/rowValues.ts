/** Front matter as the values of a row. */
import type { PropSchema } from 'notion-fp/props'
import { unsafeCast } from '../unsafeCast.js'
import type { Schema } from '../values/findProperty.js'
import { field, isRecord } from '../values/json.js'
import { parseValue, WRITABLE } from '../values/parseAssignments.js'
import type { Lose } from './folderImport.js'
import type { Front } from './scanFolder.js'

/** A value of front matter as the text of a cell. */
const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cellOf).join(',')
  if (isRecord(value) && typeof value.start === 'string') return [value.start, value.end].filter(Boolean).join('/')
  return isRecord(value) ? JSON.stringify(value) : String(value)
}

/** Keys of front matter that are about the page itself, not about its properties. */
const OWN = /^(title|notion_(id|url|type|icon|cover|created_time|last_edited_time))$/

/** The values of a row: those to write at once, the files, and the related pages by their former ids. */
export const rowValues = (
  front: Front,
  schema: Schema,
  title: string,
  allowsNew: boolean,
  lose: Lose,
  refuse: (message: string) => void,
) => {
  const values: { [name: string]: unknown } = {}
  const props: { [name: string]: PropSchema[string] } = {}
  const relations: Array<readonly [name: string, ids: ReadonlyArray<string>]> = []
  const files: Array<readonly [name: string, urls: ReadonlyArray<string>]> = []
  const newOptions: Array<readonly [property: string, option: string]> = []
  const titleName = Object.values(schema).find(({ type }) => type === 'title')?.name ?? 'Name'
  const { title: titleProp } = WRITABLE
  if (titleProp) {
    values[titleName] = title
    props[titleName] = titleProp
  }
  for (const [key, value] of Object.entries(front)) {
    const name = key.replace(/ \((\w+)\)$/, (all, type: string) =>
      Object.hasOwn(schema, key) || schema[key.slice(0, -all.length)]?.type !== type ? all : '',
    )
    const property = Object.hasOwn(schema, name) ? schema[name] : undefined
    if (OWN.test(key) && name === key) continue
    if (!property) {
      if (!key.startsWith('notion_')) lose(`property ${key}`, 'the data source has no property of this name')
      continue
    }
    const { type } = property
    const cell = cellOf(value)
    if (cell === '' || type === 'title') continue
    if (type === 'relation') relations.push([name, (Array.isArray(value) ? value : [value]).map(String)])
    else if (type === 'files') files.push([name, (Array.isArray(value) ? value : [value]).map(String)])
    else if (type === 'people' && parseValue(property, cell, true)._tag === 'Left')
      lose(`property ${name}`, 'people are written by their ids, which the front matter does not have')
    else if (type in WRITABLE) {
      // Options are objects in both kinds of schema: of a data source, and of front matter.
      const options: ReadonlyArray<{ readonly name?: string }> = unsafeCast(
        field(field(property, type), 'options') ?? [],
      )
      if (/^(select|multi_select)$/.test(type) && !allowsNew)
        for (const option of (type === 'select' ? [cell] : cell.split(',')).map((each) => each.trim()))
          if (!options.some((known) => known.name?.toLowerCase() === option.toLowerCase()))
            newOptions.push([name, option])
      const read = parseValue(property, cell, true)
      const prop = WRITABLE[type]
      if (read._tag === 'Left') refuse(read.left.message)
      else if (prop) {
        values[name] = read.right
        props[name] = prop
      }
    }
  }
  return { values, props, relations, files, newOptions }
}

/** Reports the properties of front matter as lost: a page that is no row cannot have them. */
export const loseProperties = (front: Front, lose: Lose): void => {
  for (const name of Object.keys(front))
    if (!OWN.test(name) && !name.startsWith('notion_'))
      lose(`property ${name}`, 'only rows of a data source have properties')
}
