/**
 * What a declaration of a data source imports. The `schema` commands provide it to modules beside which notion-fp is not installed, as
 * with `npx`.
 */
export {
  button,
  checkbox,
  createdBy,
  createdTime,
  date,
  email,
  files,
  formula,
  lastEditedBy,
  lastEditedTime,
  multiSelect,
  number,
  people,
  phoneNumber,
  place,
  relation,
  richText,
  rollup,
  select,
  status,
  title,
  uniqueId,
  url,
  verification,
} from 'notion-fp/props'
export { defineDataSource } from 'notion-fp/rows'
