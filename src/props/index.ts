/** One builder and reader for each property type, and functions that convert pages to records and back. */
export { ButtonPropertyValue, button } from './button.js'
export { CheckboxPropertyValue, checkbox } from './checkbox.js'
export { CreatedByPropertyValue, createdBy } from './createdBy.js'
export { CreatedTimePropertyValue, createdTime } from './createdTime.js'
export { type DateInput, DatePropertyValue, date, type Moment } from './date.js'
export type { ConfiguredDeclaration, OptionDeclaration, OptionsDeclaration, WithOptions } from './declaration.js'
export { EmailPropertyValue, email } from './email.js'
export { type FileInput, FilesPropertyValue, files } from './files.js'
export { formatDatabaseTitle } from './formatDatabaseTitle.js'
export { formatPageTitle } from './formatPageTitle.js'
export { formatUniqueId } from './formatUniqueId.js'
export {
  type FormulaDeclaration,
  type FormulaProp,
  FormulaPropertyValue,
  type FormulaResults,
  type FormulaValue,
  formula,
} from './formula.js'
export { type IncompleteProp, incompleteProps } from './incompleteProps.js'
export { LastEditedByPropertyValue, lastEditedBy } from './lastEditedBy.js'
export { LastEditedTimePropertyValue, lastEditedTime } from './lastEditedTime.js'
export { type MultiSelectProp, MultiSelectPropertyValue, multiSelect } from './multiSelect.js'
export { type NumberDeclaration, type NumberProp, NumberPropertyValue, number } from './number.js'
export type { OptionInput } from './option.js'
export { PeoplePropertyValue, type PersonInput, people } from './people.js'
export { PhoneNumberPropertyValue, phoneNumber } from './phoneNumber.js'
export { PlacePropertyValue, place } from './place.js'
export { plainText } from './plainText.js'
export { type Prop, type PropMismatch, prop, type ReadOnlyProp, readOnlyProp } from './prop.js'
export { type HasProperties, type PropProblem, type PropsError, type ReadPropsOptions, readProps } from './readProps.js'
export {
  type RelatedDataSource,
  type RelationDeclaration,
  type RelationInput,
  type RelationProp,
  RelationPropertyValue,
  relation,
} from './relation.js'
export { RichTextPropertyValue, richText } from './richText.js'
export {
  type RollupDeclaration,
  type RollupProp,
  RollupPropertyValue,
  type RollupResults,
  type RollupSource,
  type RollupValue,
  rollup,
} from './rollup.js'
export type { AnyProp, AnyWritableProp, PropSchema, PropsOf, WritablePropsOf } from './schema.js'
export { type SelectProp, SelectPropertyValue, select } from './select.js'
export { type StatusProp, StatusPropertyValue, status } from './status.js'
export { type TextInput, textRuns } from './textRuns.js'
export { TitlePropertyValue, title } from './title.js'
export { isUnavailable, type Unavailable } from './unavailable.js'
export { type UniqueIdDeclaration, type UniqueIdProp, UniqueIdPropertyValue, uniqueId } from './uniqueId.js'
export { UrlPropertyValue, url } from './url.js'
export { type VerificationInput, VerificationPropertyValue, verification } from './verification.js'
export { writeProps } from './writeProps.js'
